//! The first page.
mod api;
mod hearth;
mod page;
mod summary;
mod words;

pub use api::*;
pub use page::*;
