use super::{CancelReason, Doubt, FiscalReceipt, OrderState, RefundCard};
use crate::{
    charges::Recipient,
    ids::{AccountId, ChargeId, OrderId, PaymentId},
    money::Money,
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The answer to «Перейти к оплате».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Where the order is followed.
    pub order: OrderId,
    /// The acquirer's page; `None` while the acquirer has not answered, and when there is nothing to pay any more.
    pub url: Option<String>,
}

/// An order in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCard {
    pub id: OrderId,
    pub state: OrderState,
    pub amount: Money,
    pub fee: Money,
    /// Company time.
    pub created_at: NaiveDateTime,
    /// The acquirer's page, as long as it can be paid there.
    pub confirmation_url: Option<String>,
}

/// An order on its waiting page, and afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPage {
    pub id: OrderId,
    pub account: AccountId,
    /// № лицевого счета.
    pub number: String,
    pub state: OrderState,
    /// Why it was canceled.
    pub reason: Option<CancelReason>,
    /// Why its money is under check.
    pub doubt: Option<Doubt>,
    pub amount: Money,
    pub fee: Money,
    pub chosen: Vec<ChargeId>,
    pub parts: Vec<OrderPart>,
    /// The acquirer's page, as long as it can be paid there.
    pub confirmation_url: Option<String>,
    /// Company time, as are the other moments.
    pub created_at: NaiveDateTime,
    pub changed_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    /// Where the fiscal receipt goes.
    pub email: String,
    pub receipts: Vec<FiscalReceipt>,
    pub refunds: Vec<RefundCard>,
}

impl OrderPage {
    /// Итого с учетом комиссии.
    #[must_use]
    pub fn total(&self) -> Money {
        self.amount + self.fee
    }
}

/// What one recipient gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPart {
    pub recipient: Recipient,
    pub amount: Money,
    /// Once it is credited.
    pub payment: Option<PaymentId>,
}
