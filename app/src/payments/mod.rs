//! «Оплаты»: what was paid, and what it closed.
mod api;
mod page;

pub use api::*;
pub use page::PaymentsPage;
