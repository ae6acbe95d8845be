//! «Показания приборов учета»: submitting, history, and the notice that anyone may check.
mod answer;
mod api;
mod chart;
mod check;
mod desk;
mod draft;
pub mod face;
mod history;
mod moment;
mod page;
mod row;
mod table;
pub mod term;
pub mod text;

pub use api::*;
pub use check::CheckPage;
pub use history::HistoryPage;
pub use page::ReadingsPage;
pub(crate) use page::no_account;
