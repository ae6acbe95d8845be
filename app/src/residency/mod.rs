//! Adding and choosing units.
mod api;
mod page;

pub use api::*;
pub use page::*;
