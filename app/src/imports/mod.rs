//! «Загрузки»: the company's own spreadsheets.
mod api;
mod columns;
mod list;
mod page;
mod preview;
pub(crate) mod words;

pub use api::*;
pub use list::ImportsPage;
pub use page::ImportPage;
pub(crate) use words::{IMPORTS, state_badge};
