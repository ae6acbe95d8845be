//! «Исполнители»: who takes work on.
mod api;
mod page;

pub use api::*;
pub use page::ExecutorsPage;
