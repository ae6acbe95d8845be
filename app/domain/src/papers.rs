//! Papers (извещение, квитанция) whose code anybody may check at `/check/{code}`.
use crate::{calendar::Period, money::Money};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::fmt;

#[cfg(test)]
mod tests;

/// The code of a paper, checked at `/check/{code}`: ten letters and digits without the ones that look alike, in two groups.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PaperCode(String);

impl PaperCode {
    /// Crockford's alphabet: no I, L, O, U.
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const LENGTH: usize = 10;

    /// From random bytes: five bits of each make a letter.
    #[must_use]
    pub fn from_random(bytes: [u8; 10]) -> Self {
        Self(bytes.iter().map(|byte| char::from(Self::ALPHABET[usize::from(byte & 31)])).collect())
    }

    /// Reads a code in any case, with any dashes and spaces; O is 0, I and L are 1. `None` when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let code: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let known = |c: char| u8::try_from(c).is_ok_and(|byte| Self::ALPHABET.contains(&byte));
        (code.len() == Self::LENGTH && code.chars().all(known)).then_some(Self(code))
    }

    /// As the database keeps it: without a dash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at_checked(Self::LENGTH / 2).unwrap_or((&self.0, ""));
        write!(f, "{first}-{second}")
    }
}

/// What `/check/{code}` tells anyone: what the paper can be held against, and nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedPaper {
    pub company: String,
    pub period: Period,
    pub paper: Paper,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// Readings were taken.
    Notice {
        number: String,
        /// Company time.
        at: NaiveDateTime,
        /// Meters whose readings were taken.
        meters: u32,
    },
    /// A bill was issued. Forged receipts differ in the account that is paid, so it is shown.
    Receipt {
        issued_on: NaiveDate,
        /// Charged for the period, without debts and penalties.
        amount: Money,
        payee: String,
        inn: String,
        bank_account: String,
        /// A later version stands instead of it.
        superseded: bool,
    },
}
