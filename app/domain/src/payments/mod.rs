//! Paying: a wish to pay from the button to the bank's answer, what it costs, and money given back.
mod form;
mod list;
mod order;
mod receipt;
mod refund;
mod state;
mod terms;

pub use form::{CheckedOrder, NewOrder, PayableCharge, PayerContact, PaymentForm, Plan, check_order, plan};
pub use list::{Closed, PaymentCard, PaymentsPage};
pub use order::{Confirmation, OrderCard, OrderPage, OrderPart};
pub use receipt::{FiscalMarks, FiscalReceipt, ReceiptItem, ReceiptKind};
pub use refund::{NewRefund, RefundCard, RefundNews, RefundState, advance_refund, check_refund};
pub use state::{
    CancelReason, Doubt, Expected, News, OrderState, Received, Transition, advance, ask_again, doubt,
};
pub use terms::{Fee, Terms};

/// The offer (договор-оферта) that a payer accepts.
pub const OFFER_TEXT: &str = include_str!("offer.ru.txt");

/// Version of [`OFFER_TEXT`]; a changed text needs a new one.
pub const OFFER_VERSION: &str = "2026-11";

#[cfg(test)]
mod tests;
