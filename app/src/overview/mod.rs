//! «Обзор»: the first page of an employee.
mod api;
mod cards;
mod page;

pub use api::*;
pub use page::OverviewPage;
