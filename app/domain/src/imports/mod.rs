//! The company's own spreadsheets, as its staff load them: what a file holds, how far it is, what each of its rows does.
mod pages;
mod spot;
mod state;

pub use pages::{
    Change, ColumnsChoice, ColumnsForm, Counts, ImportCard, ImportKey, ImportPage, ImportsPage, KnownColumn,
    Limits, Line, Preview, RecipientCard, Sums, View,
};
pub use spot::Spot;
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
    /// What accounts are charged for a month.
    Charges,
    /// Money that a bank has received.
    Payments,
}

impl Kind {
    /// In the order in which a company loads them: each needs those before it.
    pub const ALL: [Self; 6] =
        [Self::Accounts, Self::Meters, Self::Readings, Self::Debts, Self::Charges, Self::Payments];
    /// Those that a company begins with, on «Загрузки». Charges and payments have desks of their own.
    pub const FIRST: [Self; 4] = [Self::Accounts, Self::Meters, Self::Readings, Self::Debts];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Meters => "meters",
            Self::Readings => "readings",
            Self::Debts => "debts",
            Self::Charges => "charges",
            Self::Payments => "payments",
        }
    }

    /// Whether what was written can be taken back as a whole: charges are corrected by another file.
    #[must_use]
    pub const fn is_taken_back(self) -> bool {
        !matches!(self, Self::Charges)
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
    /// Money that nobody is credited with before a person has said whose it is.
    Waits,
    /// Left out, with a reason.
    Refused,
}

impl Verdict {
    pub const ALL: [Self; 5] = [Self::New, Self::Changed, Self::Same, Self::Waits, Self::Refused];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Waits => "waits",
            Self::Refused => "refused",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}
