//! «Должники»: who owes, how much, since when.
use crate::{
    calendar::Period,
    ids::{AccountId, BuildingId},
    money::{Money, MoneyError},
    tickets::House,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[cfg(test)]
mod tests;

/// What the list is held to: fields as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DebtorFilter {
    #[serde(default)]
    pub building: Option<BuildingId>,
    /// The least debt, in roubles.
    #[serde(default)]
    pub least: String,
    /// The least number of months that are not paid.
    #[serde(default)]
    pub months: String,
}

/// The same, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    pub building: Option<BuildingId>,
    pub least: Money,
    pub months: i64,
}

impl DebtorFilter {
    /// What cannot be read asks for nothing.
    ///
    /// # Errors
    /// What is wrong with the sum.
    pub fn check(&self) -> Result<Asked, MoneyError> {
        let least = if self.least.trim().is_empty() { Money::ZERO } else { Money::parse(&self.least)? };
        let months = self.months.trim().parse::<i64>().unwrap_or(0).clamp(0, 1_000);
        Ok(Asked { building: self.building, least, months })
    }
}

/// One account that owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debtor {
    pub account: AccountId,
    pub number: String,
    /// Of the house.
    pub address: String,
    pub label: String,
    pub owner: Option<String>,
    /// With penalties that are in the books.
    pub owed: Money,
    /// Months that are not paid in full and whose last day to pay is over.
    pub months: i64,
    /// The first of them.
    pub oldest: Option<Period>,
    /// People who can be written to.
    pub readers: i64,
    /// The last letter.
    pub written_on: Option<NaiveDate>,
}

/// Where the next part begins: after this debt of this account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DebtorKey(pub Money, pub AccountId);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such key")]
pub struct NoKey;

impl fmt::Display for DebtorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.0.0, self.1)
    }
}

impl FromStr for DebtorKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let (sum, id) = text.split_once('_').ok_or(NoKey)?;
        Ok(Self(Money(sum.parse().map_err(|_| NoKey)?), id.parse().map_err(|_| NoKey)?))
    }
}

/// The list, the greatest debt first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebtorsPage {
    pub today: NaiveDate,
    pub debtors: Vec<Debtor>,
    /// Of all that the filter lets through.
    pub count: i64,
    pub sum: Money,
    pub next: Option<String>,
    pub houses: Vec<House>,
}

/// What became of letters that were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LettersSent {
    /// Accounts that are written to.
    pub accounts: i64,
    /// Accounts that were written to today already.
    pub before: i64,
    /// Nobody has a cabinet of them, or they owe nothing any more.
    pub nobody: i64,
}
