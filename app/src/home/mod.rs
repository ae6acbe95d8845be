//! The first page.
mod api;
mod hearth;
mod page;
mod summary;

pub use api::*;
pub use page::*;
