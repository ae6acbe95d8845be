//! Adding and choosing units.
mod api;

pub use api::*;
