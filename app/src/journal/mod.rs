//! «Журнал».
mod api;
mod page;

pub use api::*;
pub use page::JournalPage;
pub(crate) use page::happened;
