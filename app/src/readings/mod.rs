//! «Показания приборов учета»: submitting and history.
mod answer;
mod api;
mod chart;
mod desk;
mod draft;
pub mod face;
mod history;
mod moment;
mod page;
mod row;
mod silence;
pub mod staff;
mod table;
pub mod term;
pub mod text;

pub use api::*;
pub use history::HistoryPage;
pub use page::ReadingsPage;
pub(crate) use page::no_account;
