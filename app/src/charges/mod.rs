//! «Начисления за ЖКУ» and «Текущий баланс».
mod api;
mod balance;
mod page;

pub use api::*;
pub use balance::{Debt, provide_balance, use_balance};
pub use page::ChargesPage;
pub(crate) use page::{filters, head_cell};
