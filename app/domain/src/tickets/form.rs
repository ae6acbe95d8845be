use super::{Category, Step};
use crate::{
    Rejection, Rule,
    calendar::check_day,
    ids::{AccountId, BuildingId, CommentId, TicketId},
    phone::Phone,
    texts::{is_blank, words},
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Longest text of a ticket, a comment or a reason, in characters.
pub const MAX_TEXT: u32 = 4_000;
/// Longest name of a person.
const MAX_NAME: u32 = 100;

/// «Подача заявки», as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTicket {
    /// Chosen by the page: sending it twice is one ticket. The same id with other words is another ticket.
    pub id: TicketId,
    pub account: AccountId,
    /// Where none is chosen the text decides.
    #[serde(default)]
    pub category: Option<Category>,
    /// It is about the whole house.
    #[serde(default)]
    pub house: bool,
    /// Контактные данные: whom to call.
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub text: String,
}

/// What a dispatcher writes down while somebody is on the telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallersTicket {
    /// As in [`NewTicket::id`].
    pub id: TicketId,
    /// Whose it is; none for a passer-by who tells of something in the house.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// Needed where there is no account.
    #[serde(default)]
    pub building: Option<BuildingId>,
    #[serde(default)]
    pub category: Option<Category>,
    #[serde(default)]
    pub house: bool,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub text: String,
}

/// A form whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedTicket {
    pub name: String,
    pub phone: Phone,
    pub text: String,
}

/// A comment as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewComment {
    /// Chosen by the page: sending it twice is one comment.
    pub id: CommentId,
    pub ticket: TicketId,
    #[serde(default)]
    pub text: String,
    /// For staff alone; residents write none.
    #[serde(default)]
    pub internal: bool,
}

/// «Как сделали?»: what a resident thinks of a ticket that is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub ticket: TicketId,
    /// One star to five.
    #[serde(default)]
    pub rating: u8,
    /// In their own words; none are needed.
    #[serde(default)]
    pub text: String,
}

/// One star to five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rating(u8);

impl Rating {
    pub const MOST: u8 = 5;

    /// # Errors
    /// [`Rule::NoSuchRating`].
    pub const fn new(stars: u8) -> Result<Self, Rule> {
        if matches!(stars, 1..=Self::MOST) { Ok(Self(stars)) } else { Err(Rule::NoSuchRating) }
    }

    #[must_use]
    pub const fn stars(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Rating {
    type Error = Rule;
    fn try_from(stars: u8) -> Result<Self, Rule> {
        Self::new(stars)
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating.0
    }
}

/// Checks what was typed: the fields `name`, `phone` and `text`.
///
/// # Errors
/// Every field that is wrong.
pub fn check_ticket(name: &str, phone: &str, text: &str) -> Result<CheckedTicket, Rejection> {
    let mut rejection = Rejection::default();
    let name = rejection.check("name", words(name, MAX_NAME, Rule::NameMissing));
    let phone = rejection.check("phone", Phone::parse(phone));
    let text = rejection.check("text", words(text, MAX_TEXT, Rule::TicketTextMissing));
    match (name, phone, text) {
        (Some(name), Some(phone), Some(text)) => Ok(CheckedTicket { name, phone, text }),
        _ => Err(rejection),
    }
}

/// The text of a comment; one `with_files` needs none.
///
/// # Errors
/// A rejection of the field `text`.
pub fn check_comment(text: &str, with_files: bool) -> Result<String, Rejection> {
    if with_files && is_blank(text) {
        return Ok(String::new());
    }
    words(text, MAX_TEXT, Rule::CommentMissing).map_err(|rule| Rejection::of("text", rule))
}

/// A ticket is put off for so many days at most.
const LONGEST_DEFERRAL: u64 = 365;

/// The day until which a ticket is put off: after today, and within a year.
///
/// # Errors
/// A rejection of the field `until`.
pub fn check_until(until: Option<NaiveDate>, today: NaiveDate) -> Result<(), Rejection> {
    let later = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let Some(until) = until else { return Ok(()) };
    check_day(until, later(1), later(LONGEST_DEFERRAL)).map_err(|rule| Rejection::of("until", rule))
}

/// The words that go with a step; `None` where there are none and none are needed.
///
/// # Errors
/// A rejection of the field `note`.
pub fn check_note(step: Step, note: &str) -> Result<Option<String>, Rejection> {
    if is_blank(note) && !step.needs_words() {
        return Ok(None);
    }
    let missing = match step {
        Step::Complete => Rule::ResultMissing,
        Step::Return => Rule::FaultMissing,
        _ => Rule::ReasonMissing,
    };
    words(note, MAX_TEXT, missing).map(Some).map_err(|rule| Rejection::of("note", rule))
}
