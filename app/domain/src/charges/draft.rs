//! Charges of a month before they are published: beside the month before, with what is odd on top.
use crate::{
    calendar::Period,
    ids::{AccountId, BuildingId, ImportId},
    imports::{ImportCard, Limits},
    money::Money,
};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A sum below this never makes a bill odd.
const SLIGHT: Money = Money(50_000);

/// Why a bill wants to be looked at before it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Odd {
    /// The company owes the resident.
    Negative,
    /// Twice the month before, or more.
    Doubled,
    /// Half of the month before, or less.
    Halved,
    /// The month before had no bill.
    First,
}

/// Why a bill wants to be looked at, beside the one of the month before.
#[must_use]
pub fn odd(was: Option<Money>, now: Money) -> Option<Odd> {
    if now.is_negative() {
        return Some(Odd::Negative);
    }
    let Some(was) = was else { return Some(Odd::First) };
    if (now - was).abs() < SLIGHT {
        return None;
    }
    if now.0 >= was.0.saturating_mul(2) {
        Some(Odd::Doubled)
    } else if now.0.saturating_mul(2) <= was.0 {
        Some(Odd::Halved)
    } else {
        None
    }
}

/// The order of a draft: what is odd first, then the greatest difference. A first bill is odd, but no difference.
#[must_use]
pub fn weight(was: Option<Money>, now: Money) -> i64 {
    /// More than any sum of money.
    const ABOVE_ALL: i64 = 1_000_000_000_000_000;
    let difference = was.map_or(Money::ZERO, |was| (now - was).abs());
    match odd(was, now) {
        None => difference.0,
        Some(Odd::First) => ABOVE_ALL,
        Some(Odd::Negative | Odd::Doubled | Odd::Halved) => ABOVE_ALL + 1 + difference.0,
    }
}

/// One bill of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    pub account: AccountId,
    pub number: String,
    pub address: String,
    pub label: String,
    pub recipient: String,
    pub period: Period,
    pub was: Option<Money>,
    pub now: Money,
    /// Sums of its lines that are a kopeck off.
    pub slight: i64,
}

/// What a draft comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    pub bills: i64,
    pub sum: Money,
    /// Of the month before, for the same accounts and recipients.
    pub before: Money,
    pub odd: i64,
    /// Bills with sums that are a kopeck off.
    pub slight: i64,
    /// Accounts that had a bill the month before and have none now.
    pub gone: i64,
}

/// A draft: «Разница с прошлым месяцем».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPage {
    pub card: ImportCard,
    pub version: i64,
    pub draft: Draft,
    pub lines: Vec<DraftLine>,
    /// Bills before the next part.
    pub next: Option<i64>,
    /// The first numbers of those accounts that have no bill any more.
    pub gone: Vec<String>,
}

/// «Начисления» of the accountant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargesDesk {
    pub loads: Vec<ImportCard>,
    pub fresh: ImportId,
    pub limits: Limits,
    /// Houses whose receipts can be printed.
    pub houses: Vec<(BuildingId, String)>,
    /// Those that have bills, the latest first.
    pub months: Vec<Period>,
}
