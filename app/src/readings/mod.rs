//! «Показания приборов учета».
mod api;

pub use api::*;
