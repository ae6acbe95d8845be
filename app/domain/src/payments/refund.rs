use crate::{
    Rejection, Rule,
    ids::{PaymentId, RefundId},
    money::{Money, MoneyError},
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Where money that is given back stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RefundState {
    /// Written down; the acquirer has not answered yet.
    Created,
    Pending,
    /// The money has left, and the ledger knows it.
    Succeeded,
    Canceled,
}

/// What the acquirer says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefundNews {
    Pending,
    Succeeded,
    Canceled,
    /// The acquirer will not give it back.
    Refused,
}

impl RefundState {
    pub const ALL: [Self; 4] = [Self::Created, Self::Pending, Self::Succeeded, Self::Canceled];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Canceled => "canceled",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Pending)
    }
}

impl RefundNews {
    pub const ALL: [Self; 4] = [Self::Pending, Self::Succeeded, Self::Canceled, Self::Refused];
}

/// The state after the news; `None` where nothing changes. A final state stays.
#[must_use]
pub const fn advance_refund(state: RefundState, news: RefundNews) -> Option<RefundState> {
    use RefundState::{Canceled, Created, Pending, Succeeded};
    match (state, news) {
        (Created, RefundNews::Pending) => Some(Pending),
        (Created | Pending, RefundNews::Succeeded) => Some(Succeeded),
        (Created | Pending, RefundNews::Canceled) | (Created, RefundNews::Refused) => Some(Canceled),
        (Pending, RefundNews::Pending | RefundNews::Refused) | (Succeeded | Canceled, _) => None,
    }
}

/// What a member of the staff gives back of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRefund {
    /// Chosen by the page: sending it twice is one refund.
    pub id: RefundId,
    pub payment: PaymentId,
    /// The sum as it was typed.
    #[serde(default)]
    pub amount: String,
    /// Why, for the journal.
    #[serde(default)]
    pub reason: String,
}

/// The sum of a refund: no more than what is left of the payment.
///
/// # Errors
/// A rejection of the field `amount`.
pub fn check_refund(new: &NewRefund, left: Money) -> Result<Money, Rejection> {
    match Money::parse(&new.amount) {
        Ok(Money::ZERO) => Err(Rejection::of("amount", MoneyError::Zero)),
        Ok(sum) if sum > left => Err(Rejection::of("amount", Rule::MoreThanPaid { left })),
        Ok(sum) => Ok(sum),
        Err(error) => Err(Rejection::of("amount", error)),
    }
}

/// Money given back, on the page of its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundCard {
    pub id: RefundId,
    pub payment: PaymentId,
    pub amount: Money,
    pub state: RefundState,
    /// Company time.
    pub at: NaiveDateTime,
}
