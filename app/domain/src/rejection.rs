//! A rule said no. Errors carry data, not sentences: `app::text` has the words.
use crate::{
    accounts::AccountNumberError,
    appeals::{self, Change},
    balance::HouseDoubt,
    calendar::Period,
    files,
    money::{Money, MoneyError},
    phone::PhoneError,
    quantity::ValueError,
    registry,
    requisites::RequisiteError,
    second_factor::CodeError,
    session::{EmailError, PasswordError},
    settings::Requisite,
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
    #[error("the end is the start")]
    SpanEmpty,
    /// A day that is possible and yet a slip of the hand: the first and the last that are taken.
    #[error("not between {first} and {last}")]
    DayOutside { first: NaiveDate, last: NaiveDate },
    #[error("the submission has no rows")]
    NothingFilled,
    #[error("the page is out of date")]
    PageOutOfDate,
    /// A reading that waits: the value of a zone is none of the dial.
    #[error(transparent)]
    Reading(#[from] ValueError),
    /// The value does not fit the dial of the other meter.
    #[error("the other meter has another dial")]
    OtherDial,
    /// Somebody else was faster.
    #[error("it has been decided about already")]
    DecidedAlready,
    #[error("the month has not begun")]
    MonthNotBegun,
    /// The earliest month that can still be closed.
    #[error("the month is long over: from {first} on")]
    MonthLongOver { first: Period },
    /// What was given in it changes no more.
    #[error("the month is closed")]
    MonthClosed,
    /// A value of a common meter that an employee has to look at once more.
    #[error("odd: {0:?}")]
    HouseReading(HouseDoubt),
    #[error("no common meter is filled in")]
    HouseReadingsMissing,
    /// The last day of a meter.
    #[error("no such day")]
    RemovalDayMissing,
    #[error("no resource")]
    ResourceMissing,
    #[error("no serial number")]
    SerialMissing,
    #[error("not a whole number from {min} to {max}")]
    NotWhole { min: u32, max: u32 },
    /// Only electricity has tariff zones.
    #[error("only electricity has zones")]
    OneZone,
    /// The house has a meter of that resource and number.
    #[error("the meter is there already")]
    MeterKnown,
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
    /// What is wrong with work that was said to be done.
    #[error("nothing says what is wrong")]
    FaultMissing,
    /// What was done.
    #[error("no result")]
    ResultMissing,
    #[error("neither account nor building")]
    PlaceMissing,
    #[error("no house, no entrance")]
    HouseMissing,
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
    /// What a file holds was not said.
    #[error("no kind of import")]
    ImportKindMissing,
    /// A spreadsheet that cannot be read; `why` is a sentence of the portal's own.
    #[error("the spreadsheet cannot be read: {why}")]
    SheetUnreadable { why: String },
    /// Columns without which a file says nothing.
    #[error("no columns for {names:?}")]
    ColumnsMissing { names: Vec<String> },
    /// A column of the file that two things are to be read from.
    #[error("the column {name:?} is chosen twice")]
    ColumnChosenTwice { name: String },
    #[error("no month")]
    MonthMissing,
    #[error("no recipient")]
    RecipientMissing,
    /// An import has moved on since the page was shown.
    #[error("the import has moved on")]
    ImportMovedOn,
    /// Payments leave their accounts.
    #[error("no reason for the undo")]
    UndoReasonMissing,
    #[error("no bank")]
    BankMissing,
    /// Somebody has decided about this money since the page was shown.
    #[error("the money is settled already")]
    SettledAlready,
    /// A payment stays on its account by now.
    #[error("later than {days} days")]
    UndoOver { days: i64 },
    /// Why money is put aside.
    #[error("no words about why")]
    WhyMissing,
    #[error("no day")]
    DayMissing,
    #[error("nothing is chosen")]
    NobodyChosen,
    #[error("no role")]
    RoleMissing,
    #[error("the person works here already")]
    WorksHere,
    #[error("an invitation is on its way")]
    InvitedAlready,
    /// Somebody has to be left who lets others in.
    #[error("the last administrator")]
    LastAdministrator,
    /// A number of bank details that cannot be right.
    #[error("{which:?}: {error}")]
    Requisite { which: Requisite, error: RequisiteError },
    #[error("no words")]
    WordsMissing,
    /// A day that not every month has, or none.
    #[error("no such day of the month")]
    NoSuchDay,
    #[error("the last day is before the first")]
    WindowBackwards,
    #[error("the last day is after the {latest}th")]
    WindowTooLate { latest: u8 },
    #[error("no such time zone")]
    NoSuchZone,
    /// An address without a street or without a house.
    #[error("the address is not whole")]
    AddressIncomplete,
    #[error("the house is there already")]
    HouseKnown,
    /// The password was typed too long ago, or the code has let somebody in already.
    #[error("the password is to be typed again")]
    PasswordAgain,
    /// Of somebody who is signed in.
    #[error("not the password")]
    WrongPassword,
    /// Who works here cannot be deleted.
    #[error("the person works here")]
    EmployeeStays,
    #[error(transparent)]
    Code(#[from] CodeError),
    /// Neither an hour with minutes nor nothing.
    #[error("no time of the day")]
    NoSuchTime,
    /// What a browser gave is nothing that can be pushed to.
    #[error("the browser cannot be pushed to")]
    NoPush,
    #[error(transparent)]
    Registry(#[from] registry::Wrong),
}

impl Rule {
    /// Whether somebody else was faster.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        matches!(
            self,
            Self::ChangedMeanwhile { .. }
                | Self::AppealChanged { .. }
                | Self::SavedMeanwhile { .. }
                | Self::ImportMovedOn
                | Self::SettledAlready
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
