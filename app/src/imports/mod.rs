//! «Загрузки»: the company's own spreadsheets.
mod api;
mod columns;
mod list;
mod page;
mod preview;
mod words;

pub use api::*;
pub use list::ImportsPage;
pub use page::ImportPage;
