//! «Должники».
mod api;
mod page;

pub use api::*;
pub use page::DebtorsPage;
