//! «Оплаты» of the accountant: files of banks, payments that wait, and the acquirer day by day.
mod api;
mod days;
mod page;
mod queue;
mod settled;
mod words;

pub use api::*;
pub use days::DaysPage;
pub use page::PaymentsDeskPage;
pub use settled::SettledPage;
