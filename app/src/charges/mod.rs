//! «Начисления за ЖКУ» and «Текущий баланс».
mod api;
mod balance;
mod month;
mod page;
mod penalties;
mod services;
pub mod staff;
mod waterfall;
mod words;

pub use api::*;
pub use balance::{Debt, provide_balance, use_balance};
pub use month::MonthPage;
pub use page::ChargesPage;
pub(crate) use page::{filters, head_cell};
pub use penalties::{penalty_note, penalty_rows, penalty_table};
pub use services::services_card;
pub use waterfall::waterfall_card;
