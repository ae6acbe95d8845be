//! Payments (оплаты).
mod list;

pub use list::{Closed, PaymentCard, PaymentsPage};
