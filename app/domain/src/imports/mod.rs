//! The company's own spreadsheets, as its staff load them: what a file holds, how far it is, what each of its rows does.
mod pages;
mod state;

pub use pages::{
    Change, ColumnsChoice, ColumnsForm, Counts, ImportCard, ImportKey, ImportPage, ImportsPage, KnownColumn,
    Limits, Line, Preview, RecipientCard, View,
};
pub use state::{State, Step};

use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Units with their accounts and owners.
    Accounts,
    Meters,
    /// The last readings of meters.
    Readings,
    /// What was owed before the portal.
    Debts,
}

impl Kind {
    /// In the order in which a company loads them: each needs those before it.
    pub const ALL: [Self; 4] = [Self::Accounts, Self::Meters, Self::Readings, Self::Debts];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Meters => "meters",
            Self::Readings => "readings",
            Self::Debts => "debts",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a row of a file does, or did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    New,
    Changed,
    Same,
    /// Left out, with a reason.
    Refused,
}

impl Verdict {
    pub const ALL: [Self; 4] = [Self::New, Self::Changed, Self::Same, Self::Refused];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Refused => "refused",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}
