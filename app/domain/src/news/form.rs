use super::{Audience, NewsKind, Target};
use crate::{
    Rejection, Rule,
    calendar::{check_day, day, moment, optional},
    ids::NewsId,
    texts::at_most,
};
use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Longest title, in characters.
pub const MAX_TITLE: u32 = 80;
/// So many characters of a title are seen on a tile.
pub const ON_TILE: u32 = 60;
/// Longest text, in characters: a form of it is below the 64 KB that are taken at once.
pub const MAX_SOURCE: u32 = 8_000;

/// An item is planned for so many days ahead at most.
const AHEAD: u64 = 730;

/// An item as it was typed.
#[expect(clippy::struct_excessive_bools, reason = "each is a tick of the form")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsDraft {
    /// Chosen by the page: sending it twice is one item.
    pub id: NewsId,
    /// The version that the form was made from; 0 for a new one.
    #[serde(default)]
    pub version: i64,
    #[serde(default)]
    pub kind: NewsKind,
    #[serde(default)]
    pub title: String,
    /// Markdown.
    #[serde(default)]
    pub source: String,
    /// Residents confirm that they have read it.
    #[serde(default)]
    pub must_read: bool,
    /// It is shown at sign-in, once.
    #[serde(default)]
    pub pops_up: bool,
    #[serde(default)]
    pub everyone: bool,
    /// Houses and entrances; of no meaning where it is for everyone.
    #[serde(default)]
    pub places: Vec<Target>,
    /// Numbers of accounts whose units it is for, with commas or spaces between them.
    #[serde(default)]
    pub accounts: String,
    /// `2018-01-25T10:00`, company time; empty for at once.
    #[serde(default)]
    pub from: String,
    /// The last day, `2018-01-26`; empty for ever.
    #[serde(default)]
    pub to: String,
    /// Of a correction: it is shown again to those who have read it.
    #[serde(default)]
    pub again: bool,
}

/// A form whose fields can be kept. It need not be complete: that is asked for when it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedNews {
    pub title: String,
    pub source: String,
    /// Without the units of [`NewsDraft::accounts`], which only the database knows.
    pub audience: Audience,
    /// Company time.
    pub from: Option<NaiveDateTime>,
    pub to: Option<NaiveDate>,
}

/// Checks what was typed. Days are of this century, and at most two years ahead; something has to be written.
///
/// # Errors
/// A rejection of the fields `title`, `source`, `from` and `to`.
pub fn check_news(draft: &NewsDraft, today: NaiveDate) -> Result<CheckedNews, Rejection> {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(today);
    let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let mut rejection = Rejection::default();
    let title = rejection.check("title", at_most(&draft.title, MAX_TITLE));
    let source = rejection.check("source", at_most(&draft.source, MAX_SOURCE));
    let near = |day: NaiveDate| check_day(day, first, last);
    let from = optional(&draft.from, moment, Rule::NoSuchMoment);
    let from = from.and_then(|from| from.map_or(Ok(()), |from| near(from.date())).map(|()| from));
    let to = optional(&draft.to, day, Rule::NoSuchMoment);
    let to = to.and_then(|to| to.map_or(Ok(()), near).map(|()| to));
    let (from, to) = (rejection.check("from", from), rejection.check("to", to));
    if let (Some(Some(from)), Some(Some(to))) = (from, to)
        && to < from.date()
    {
        rejection.0.push(("to".to_owned(), Rule::SpanBackwards));
    }
    if title.as_ref().is_some_and(String::is_empty) && source.as_ref().is_some_and(String::is_empty) {
        rejection.0.push(("title".to_owned(), Rule::NewsTitleMissing));
    }
    let audience = if draft.everyone { Audience::Everyone } else { Audience::of(draft.places.clone()) };
    match (title, source, from, to) {
        (Some(title), Some(source), Some(from), Some(to)) if rejection.0.is_empty() => {
            Ok(CheckedNews { title, source, audience, from, to })
        }
        _ => Err(rejection),
    }
}

impl CheckedNews {
    /// Whether residents may get it.
    ///
    /// # Errors
    /// A rejection of the fields `title`, `source`, `places` and `to`.
    pub fn complete(&self, today: NaiveDate) -> Result<(), Rejection> {
        let mut rejection = Rejection::default();
        let mut missing = |wrong: bool, field: &str, rule: Rule| {
            if wrong {
                rejection.0.push((field.to_owned(), rule));
            }
        };
        missing(self.title.is_empty(), "title", Rule::NewsTitleMissing);
        missing(self.source.is_empty(), "source", Rule::NewsTextMissing);
        missing(self.audience.is_nobody(), "places", Rule::AudienceMissing);
        missing(self.is_over(today), "to", Rule::DayOver);
        if rejection.0.is_empty() { Ok(()) } else { Err(rejection) }
    }

    /// Whether its last day was before today: a draft would never be seen.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.to.is_some_and(|to| to < today)
    }
}

/// The numbers in [`NewsDraft::accounts`].
pub fn numbers(accounts: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| c == ',' || c == ';' || c.is_whitespace();
    accounts.split(between).map(|number| number.trim_start_matches('№')).filter(|number| !number.is_empty())
}
