//! A rule said no. Errors carry data, not sentences: `app::text` has the words.
use crate::{
    accounts::AccountNumberError,
    appeals::{self, Change},
    files,
    money::{Money, MoneyError},
    phone::PhoneError,
    session::{EmailError, PasswordError},
    tickets::{Happening, State},
};
use chrono::{NaiveDate, NaiveDateTime};
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
    #[error("no title")]
    NewsTitleMissing,
    #[error("nothing to read")]
    NewsTextMissing,
    #[error("for nobody")]
    AudienceMissing,
    /// Numbers of accounts that are not there.
    #[error("no such accounts: {numbers:?}")]
    NoSuchAccounts { numbers: Vec<String> },
    /// No date, or no moment.
    #[error("no such moment")]
    NoSuchMoment,
    /// The last day is in the past.
    #[error("the day is over")]
    DayOver,
    /// Somebody else saved the item meanwhile: when, in company time, and by which e-mail.
    #[error("saved meanwhile at {at} by {by:?}")]
    SavedMeanwhile { at: NaiveDateTime, by: Option<String> },
    #[error("no kind of appeal")]
    AppealKindMissing,
    #[error("nothing says what is asked for")]
    AppealTextMissing,
    #[error("no answer")]
    AnswerMissing,
    /// The appeal is in another state by now, or never could.
    #[error("not while it is {state:?}")]
    AppealIs { state: appeals::State },
    /// Somebody else was faster: what they did, the first first.
    #[error("changed meanwhile: {changes:?}")]
    AppealChanged { changes: Vec<Change> },
    /// A term is extended once.
    #[error("extended until {until} already")]
    ExtendedAlready { until: NaiveDate },
    /// What is late is not extended.
    #[error("the term is over")]
    TermOver,
    #[error("not between {first} and {last}")]
    ExtensionOutside { first: NaiveDate, last: NaiveDate },
    #[error("no name of the template")]
    TemplateNameMissing,
    #[error("there is no placeholder {name:?}")]
    PlaceholderUnknown { name: String },
    /// A template was not filled in to its end.
    #[error("the placeholder {name:?} is open")]
    PlaceholderLeft { name: String },
}

impl Rule {
    /// Whether somebody else was faster.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        matches!(
            self,
            Self::ChangedMeanwhile { .. } | Self::AppealChanged { .. } | Self::SavedMeanwhile { .. }
        )
    }
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
