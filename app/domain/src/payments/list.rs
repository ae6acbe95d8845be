//! Payments (оплаты): money that came for an account, and what became of it.
use crate::{
    calendar::{Period, Span},
    ids::{OrderId, PaymentId},
    ledger::Purpose,
    money::Money,
    payments::OrderCard,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// «Оплаты»: the payments of a span of days, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentsPage {
    pub today: NaiveDate,
    pub span: Span,
    pub payments: Vec<PaymentCard>,
    /// Begun in the portal and not credited: open, refused, too late, or under check. Newest first.
    pub orders: Vec<OrderCard>,
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentCard {
    pub id: PaymentId,
    pub paid_on: NaiveDate,
    /// Name of the bank, or of the way it came.
    pub bank: String,
    /// «Квартплата».
    pub service: String,
    pub amount: Money,
    pub refunded: Money,
    /// The company took back the file of the bank that had brought it.
    pub undone: bool,
    pub closes: Vec<Closed>,
    /// Paid in the portal: it has a fiscal receipt.
    pub order: Option<OrderId>,
}

/// What a payment closed, wholly or in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub period: Period,
    pub purpose: Purpose,
    pub amount: Money,
    /// What the charge is, without penalties.
    pub charged: Money,
}

impl Closed {
    /// Whether something of the charge was left to other payments.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.purpose == Purpose::Charge && self.amount < self.charged
    }
}

impl PaymentCard {
    /// What waits for charges to come.
    #[must_use]
    pub fn advance(&self) -> Money {
        self.amount - self.refunded - self.closes.iter().map(|closed| closed.amount).sum()
    }
}
