//! «Загрузки»: the company's own spreadsheets.
mod api;
mod columns;
mod list;
mod page;
mod preview;
mod undo;
mod upload;
pub(crate) mod words;

pub use api::*;
pub use list::ImportsPage;
pub(crate) use list::item;
pub use page::ImportPage;
pub(crate) use upload::{TABLES, file_field, sample, upload_form, wrong};
pub(crate) use words::IMPORTS;
