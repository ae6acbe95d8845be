//! The first page.
mod hearth;
mod page;
mod summary;

pub use page::*;
