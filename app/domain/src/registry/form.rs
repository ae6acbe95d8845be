use crate::{
    Rule,
    calendar::{self, Period},
    texts,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Characters of a reason.
const LONGEST_REASON: u32 = 500;
/// Characters of the number of an act.
const LONGEST_ACT: u32 = 100;

/// Why a change of the registries cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Wrong {
    #[error("no such day")]
    DayMissing,
    #[error("after {today}")]
    InFuture { today: NaiveDate },
    #[error("the meter was installed on {on}")]
    BeforeInstalled { on: NaiveDate },
    #[error("a reading was taken on {on}")]
    BeforeReading { on: NaiveDate },
    #[error("{period} has a reading already")]
    LaterReading { period: Period },
    /// The company has closed the month.
    #[error("{period} is closed")]
    MonthClosed { period: Period },
    /// `last` is what the meter showed before, as it is written.
    #[error("below {last}")]
    BelowLast { last: String },
    #[error("no serial number")]
    SerialMissing,
    #[error("the account has this meter")]
    SerialKnown,
    #[error("no such dial")]
    NoSuchDial,
    #[error("no such number of zones")]
    NoSuchZones,
    #[error("removed on {on}")]
    RemovedAlready { on: NaiveDate },
    #[error("not after {on}")]
    NotAfter { on: NaiveDate },
    #[error("later than {latest}")]
    TooLate { latest: NaiveDate },
    #[error("no reason")]
    WhyMissing,
    #[error("the account was opened on {on}")]
    BeforeOpened { on: NaiveDate },
    #[error("the account was closed on {on}")]
    ClosedAlready { on: NaiveDate },
    #[error("the account is open")]
    OpenAlready,
    /// Owner, tenant or registered.
    #[error("no kind of residency")]
    KindMissing,
    #[error("the person has the account already")]
    TiedAlready,
    #[error("no such account")]
    NoSuchAccount,
    /// A colleague, or whoever asked, was faster.
    #[error("it has been decided about already")]
    DecidedAlready,
}

/// A day that must be there.
pub(super) fn day(text: &str) -> Result<NaiveDate, Wrong> {
    calendar::day(text).ok_or(Wrong::DayMissing)
}

/// A day that has come.
pub(super) fn past_day(text: &str, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    let day = day(text)?;
    if day > today { Err(Wrong::InFuture { today }) } else { Ok(day) }
}

/// Words that need not be there.
pub(super) fn words(text: &str) -> Result<String, Rule> {
    texts::at_most(text, LONGEST_REASON)
}

pub(super) fn act(text: &str) -> Result<String, Rule> {
    texts::at_most(text, LONGEST_ACT)
}

/// Words that must be there; `missing` where they are not.
pub(super) fn reason(text: &str, missing: impl Into<Rule>) -> Result<String, Rule> {
    texts::words(text, LONGEST_REASON, missing.into())
}
