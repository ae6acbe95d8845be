//! A rule said no. Errors carry data, not sentences: `app::text` has the words.
use crate::{
    accounts::AccountNumberError,
    files,
    money::{Money, MoneyError},
    phone::PhoneError,
    session::{EmailError, PasswordError},
    tickets::{Happening, State},
};
use serde::{Deserialize, Serialize};

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Rule {
    #[error(transparent)]
    AccountNumber(#[from] AccountNumberError),
    #[error("no surname")]
    SurnameMissing,
    #[error(transparent)]
    Email(#[from] EmailError),
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// One answer for a wrong e-mail and a wrong password.
    #[error("e-mail and password do not match")]
    WrongCredentials,
    #[error("consent was not given")]
    ConsentMissing,
    /// The button of a letter was pressed too late, twice, or is of a newer letter.
    #[error("the link is no longer valid")]
    LinkExpired,
    #[error("the account has been added already")]
    AlreadyAdded,
    #[error("no text")]
    TextMissing,
    #[error("longer than {max} characters")]
    TextTooLong { max: u32 },
    #[error("the end is before the start")]
    SpanBackwards,
    #[error("the submission has no rows")]
    NothingFilled,
    #[error("the page is out of date")]
    PageOutOfDate,
    #[error("the month has not begun")]
    MonthNotBegun,
    #[error("somebody has this e-mail")]
    PersonKnown,
    #[error("nobody has this e-mail")]
    PersonUnknown,
    #[error(transparent)]
    Sum(#[from] MoneyError),
    #[error(transparent)]
    Phone(#[from] PhoneError),
    #[error("the offer was not accepted")]
    OfferNotAccepted,
    /// Nothing is paid for a closed account.
    #[error("the account is closed")]
    AccountClosed,
    /// Something was paid since the page was shown.
    #[error("only {owed} is owed by now")]
    DebtChanged { owed: Money },
    /// The company takes no payments through the portal.
    #[error("there is no acquirer")]
    NoAcquirer,
    /// A refund of more than the payment has left.
    #[error("only {left} is left of the payment")]
    MoreThanPaid { left: Money },
    #[error("no name")]
    NameMissing,
    #[error("nothing says what has happened")]
    TicketTextMissing,
    #[error("no comment")]
    CommentMissing,
    /// Why a ticket is put off or declined.
    #[error("no reason")]
    ReasonMissing,
    /// What was done.
    #[error("no result")]
    ResultMissing,
    #[error("neither account nor building")]
    PlaceMissing,
    #[error("no moment")]
    MomentMissing,
    /// A colleague has corrected the announcement since the page was shown.
    #[error("the announcement was changed meanwhile")]
    IncidentChanged,
    #[error("the incident is over")]
    IncidentOver,
    /// One star to five.
    #[error("no such rating")]
    NoSuchRating,
    /// The ticket is in another state by now, or never could.
    #[error("not while it is {state:?}")]
    NotInThisState { state: State },
    #[error(transparent)]
    File(#[from] files::Refusal),
    /// Somebody else was faster: what they did, the first first.
    #[error("changed meanwhile: {changes:?}")]
    ChangedMeanwhile { changes: Vec<Happening> },
}

/// A form that was not taken: every wrong field with its rule. The field `""` is the form as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, thiserror::Error)]
#[error("rejected: {0:?}")]
pub struct Rejection(pub Vec<(String, Rule)>);

impl Rejection {
    /// One wrong field.
    #[must_use]
    pub fn of(field: &str, rule: impl Into<Rule>) -> Self {
        Self(vec![(field.to_owned(), rule.into())])
    }

    /// The form as a whole was not taken.
    #[must_use]
    pub fn form(rule: impl Into<Rule>) -> Self {
        Self::of("", rule)
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn field(&self, field: &str) -> Option<&Rule> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, rule)| rule)
    }

    /// Notes a wrong field and goes on, so that a person hears of all of them at once.
    pub fn check<T, E: Into<Rule>>(&mut self, field: &str, checked: Result<T, E>) -> Option<T> {
        match checked {
            Ok(value) => Some(value),
            Err(rule) => {
                self.0.push((field.to_owned(), rule.into()));
                None
            }
        }
    }
}
