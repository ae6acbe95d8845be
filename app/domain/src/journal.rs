//! «Журнал»: who did what, and who saw whose data.
use crate::{
    Rejection, Rule,
    access::Role,
    calendar::{moment, optional},
};
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

#[cfg(test)]
mod tests;

/// Lines of a part.
pub const LINES: usize = 50;

/// What the journal is asked, as it was typed; empty is everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct JournalFilter {
    /// E-mail of who did it.
    #[serde(default)]
    pub who: String,
    /// Number of the account, or e-mail of the person, whose data it is about.
    #[serde(default)]
    pub whose: String,
    /// See [`What`].
    #[serde(default)]
    pub what: String,
    /// `2018-01-25T10:00`, company time.
    #[serde(default)]
    pub from: String,
    /// The same; lines before it.
    #[serde(default)]
    pub to: String,
}

/// Which lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum What {
    #[default]
    Everything,
    Changes,
    Looks,
    /// «staff.suspended»
    Kind(String),
}

/// A filter whose fields were understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    pub what: What,
    pub from: Option<NaiveDateTime>,
    pub to: Option<NaiveDateTime>,
}

impl JournalFilter {
    /// # Errors
    /// A rejection of `from` or `to`.
    pub fn check(&self) -> Result<Asked, Rejection> {
        let mut rejection = Rejection::default();
        let from = rejection.check("from", optional(&self.from, moment, Rule::NoSuchMoment));
        let to = rejection.check("to", optional(&self.to, moment, Rule::NoSuchMoment));
        let (Some(from), Some(to)) = (from, to) else { return Err(rejection) };
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            return Err(Rejection::of("to", Rule::SpanBackwards));
        }
        let what = match self.what.as_str() {
            "" => What::Everything,
            "changes" => What::Changes,
            "looks" => What::Looks,
            kind => What::Kind(kind.to_owned()),
        };
        Ok(Asked { what, from, to })
    }
}

/// A part of the journal, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalPage {
    pub lines: Vec<JournalLine>,
    /// Where the next part begins.
    pub next: Option<JournalKey>,
    /// Whose data were seen, account by account: where one person's looks are asked for.
    pub seen: Option<Seen>,
    /// E-mails of those who work here, for the filter.
    pub employees: Vec<String>,
    /// What was not understood; nothing is found then.
    pub refused: Rejection,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalLine {
    /// Company time.
    pub at: NaiveDateTime,
    /// `None` for guests and for the portal itself.
    pub who: Option<String>,
    pub role: Option<Role>,
    /// «staff.suspended»
    pub kind: String,
    /// Number and address of the account.
    pub account: Option<(String, String)>,
    /// E-mail of the person, or the number of the ticket or the appeal.
    pub subject: Option<String>,
    pub details: Option<String>,
    /// Somebody saw something, and changed nothing.
    pub look: bool,
}

/// Accounts whose data one person saw, the last seen first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub accounts: Vec<SeenAccount>,
    /// There are more.
    pub more: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenAccount {
    pub number: String,
    pub address: String,
    pub times: i64,
    /// Company time.
    pub first: NaiveDateTime,
    /// Company time.
    pub last: NaiveDateTime,
}

/// The last line of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalKey {
    pub at: DateTime<Utc>,
    pub id: Uuid,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key of the journal")]
pub struct NoJournalKey;

/// «`1516875600000000000_0190`…», for an address.
impl fmt::Display for JournalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.at.timestamp_nanos_opt().unwrap_or_default(), self.id)
    }
}

impl FromStr for JournalKey {
    type Err = NoJournalKey;

    fn from_str(text: &str) -> Result<Self, NoJournalKey> {
        let (at, id) = text.split_once('_').ok_or(NoJournalKey)?;
        let at = at.parse().map(DateTime::from_timestamp_nanos).map_err(|_| NoJournalKey)?;
        Ok(Self { at, id: id.parse().map_err(|_| NoJournalKey)? })
    }
}
