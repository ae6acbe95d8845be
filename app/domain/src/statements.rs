//! «Оплаты» of the accountant: what banks have sent, what of it waits for somebody to say whose it is, and whether the acquirer has passed on
//! what it took.
use crate::{
    ids::{AccountId, ImportId, OrderId, PaymentId, RefundId, SuspenseId},
    imports::{ImportCard, Limits, State},
    matching::Fit,
    money::Money,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[cfg(test)]
mod tests;

/// So many days a payment can be taken off the account that somebody chose for it.
pub const UNDO_DAYS: i64 = 30;

/// What became of money that nobody is credited with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// It goes back to its payer.
    Returned,
    /// It is no payment of a resident: a rent, a tax that came back.
    Aside,
    /// The acquirer passes on what residents paid through the portal.
    Acquirer,
}

impl Outcome {
    pub const ALL: [Self; 3] = [Self::Acquirer, Self::Returned, Self::Aside];

    /// As the database and forms write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Aside => "aside",
            Self::Acquirer => "acquirer",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// Why a payment is not credited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unplaced {
    /// Nothing says whose it is.
    NoAccount,
    UnknownAccount,
    ClosedAccount,
    /// Whom it was paid to is not known.
    UnknownRecipient,
    /// Something speaks for an account, but not enough.
    Uncertain,
    /// It fits several accounts.
    Several,
}

impl Unplaced {
    pub const ALL: [Self; 6] = [
        Self::NoAccount,
        Self::UnknownAccount,
        Self::ClosedAccount,
        Self::UnknownRecipient,
        Self::Uncertain,
        Self::Several,
    ];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAccount => "no_account",
            Self::UnknownAccount => "unknown_account",
            Self::ClosedAccount => "closed_account",
            Self::UnknownRecipient => "unknown_recipient",
            Self::Uncertain => "uncertain",
            Self::Several => "several",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// Money that came, as the bank tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    pub id: SuspenseId,
    pub on: NaiveDate,
    pub amount: Money,
    pub bank: String,
    /// The bank's number of it.
    pub number: Option<String>,
    /// What stands for the account; may be empty.
    pub account_text: String,
    pub payer: Option<String>,
    pub purpose: Option<String>,
}

/// An account that a payment may be of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub account: AccountId,
    pub number: String,
    pub address: String,
    /// Of the unit.
    pub label: String,
    pub owner: Option<String>,
    /// Below zero is paid ahead.
    pub owed: Money,
    pub closed_on: Option<NaiveDate>,
    pub fit: Fit,
}

/// A payment that waits, with the accounts that it may be of, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub came: Came,
    pub why: Unplaced,
    pub proposals: Vec<Proposal>,
}

/// «Оплаты».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentsDesk {
    /// The latest files of banks.
    pub loads: Vec<ImportCard>,
    pub waiting: Vec<Waiting>,
    /// All that waits.
    pub count: i64,
    pub sum: Money,
    /// Where the next part begins.
    pub next: Option<String>,
    /// Banks whose registries were loaded before.
    pub banks: Vec<String>,
    /// For a new file.
    pub fresh: ImportId,
    pub limits: Limits,
}

/// What somebody who has the desk open would see change: how much waits, and how far each file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskStand {
    count: i64,
    sum: Money,
    loads: Vec<(ImportId, State)>,
}

impl DeskStand {
    #[must_use]
    pub fn of(count: i64, sum: Money, loads: &[ImportCard]) -> Self {
        Self { count, sum, loads: loads.iter().map(|card| (card.id, card.state)).collect() }
    }
}

impl From<&PaymentsDesk> for DeskStand {
    fn from(desk: &PaymentsDesk) -> Self {
        Self::of(desk.count, desk.sum, &desk.loads)
    }
}

/// A payment about which somebody has decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub came: Came,
    /// The account that it was credited to.
    pub account: Option<String>,
    pub outcome: Option<Outcome>,
    pub why: Option<String>,
    pub for_day: Option<NaiveDate>,
    /// Company time.
    pub at: NaiveDateTime,
    /// The e-mail of who decided; none where the number of the account was enough.
    pub by: Option<String>,
    /// The file that it came in was undone.
    pub undone: bool,
    /// It can still be taken back.
    pub may_undo: bool,
}

/// «Разобранные».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledPage {
    pub settled: Vec<Settled>,
    pub next: Option<String>,
}

/// What is done with a payment that waits: fields as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutAside {
    pub id: SuspenseId,
    /// A code of [`Outcome`].
    #[serde(default)]
    pub outcome: String,
    #[serde(default)]
    pub why: String,
    /// The day whose payments the acquirer passes on, as it was typed.
    #[serde(default)]
    pub day: String,
}

/// Where a part of a list begins: the day, or the moment, and the id of the last one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(pub i64, pub SuspenseId);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such key")]
pub struct NoKey;

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.0, self.1)
    }
}

impl FromStr for Key {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let (place, id) = text.split_once('_').ok_or(NoKey)?;
        Ok(Self(place.parse().map_err(|_| NoKey)?, id.parse().map_err(|_| NoKey)?))
    }
}

/// What residents paid through the acquirer on a day, and what the bank says has come for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRow {
    pub day: NaiveDate,
    /// Payments of orders that succeeded, without the fee.
    pub orders: i64,
    pub paid: Money,
    /// Given back through the acquirer on that day.
    pub refunded: Money,
    /// Lines of banks that were put aside as the acquirer's money for that day.
    pub lines: i64,
    pub came: Money,
}

impl DayRow {
    /// What the bank has not said yet; below zero it says too much.
    #[must_use]
    pub fn missing(&self) -> Money {
        self.paid - self.refunded - self.came
    }
}

/// Days that do not agree first, the greatest difference on top; the others by day, the latest first.
pub fn by_difference(days: &mut [DayRow]) {
    days.sort_by_key(|row| (std::cmp::Reverse(row.missing().abs()), std::cmp::Reverse(row.day)));
}

/// A payment through the acquirer that may be given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcquirerPayment {
    pub payment: PaymentId,
    pub order: OrderId,
    pub number: String,
    pub recipient: String,
    pub amount: Money,
    /// Neither given back nor being given back.
    pub left: Money,
    /// For a refund of it.
    pub fresh: RefundId,
}

/// «Сверка с эквайером».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysPage {
    /// Its first day.
    pub month: NaiveDate,
    pub days: Vec<DayRow>,
    /// The day that is open, with its payments.
    pub open: Option<(NaiveDate, Vec<AcquirerPayment>)>,
    pub may_refund: bool,
}
