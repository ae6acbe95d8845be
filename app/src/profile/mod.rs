//! «Профиль».
mod api;

pub use api::*;
