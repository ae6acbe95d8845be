use super::{Kind, State, Verdict};
use crate::{
    ids::{ImportId, RecipientId},
    money::Money,
};
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How large a spreadsheet may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    pub bytes: u64,
    pub rows: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 50 * 1024 * 1024, rows: 100_000 }
    }
}

/// What the rows of a file do, or did: accounts, meters, readings or debts, and rows that are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    pub new: i64,
    pub changed: i64,
    pub same: i64,
    /// Payments that wait for somebody to say whose they are.
    #[serde(default)]
    pub waits: i64,
    pub refused: i64,
}

impl Counts {
    #[must_use]
    pub const fn of(&self, verdict: Verdict) -> i64 {
        match verdict {
            Verdict::New => self.new,
            Verdict::Changed => self.changed,
            Verdict::Same => self.same,
            Verdict::Waits => self.waits,
            Verdict::Refused => self.refused,
        }
    }

    pub const fn add(&mut self, verdict: Verdict) {
        let count = match verdict {
            Verdict::New => &mut self.new,
            Verdict::Changed => &mut self.changed,
            Verdict::Same => &mut self.same,
            Verdict::Waits => &mut self.waits,
            Verdict::Refused => &mut self.refused,
        };
        *count += 1;
    }

    /// What is written.
    #[must_use]
    pub const fn writes(&self) -> i64 {
        self.new + self.changed + self.waits
    }
}

/// What the payments of a file come to. What it had before is in none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sums {
    pub came: Money,
    pub credited: Money,
    pub waiting: Money,
}

/// One import in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCard {
    pub id: ImportId,
    pub kind: Kind,
    pub file_name: String,
    pub state: State,
    /// Payments: whose registry it is.
    #[serde(default)]
    pub bank: Option<String>,
    /// Payments: what they come to, once they were looked through.
    #[serde(default)]
    pub sums: Option<Sums>,
    /// Company time.
    pub created_at: NaiveDateTime,
    /// The e-mail of whoever loaded it.
    pub by: Option<String>,
    /// Once it was looked through.
    pub counts: Option<Counts>,
}

/// Where a part of the list begins: the moment and the id of the last one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportKey(pub DateTime<Utc>, pub ImportId);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such key")]
pub struct NoKey;

impl fmt::Display for ImportKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.0.timestamp_micros(), self.1)
    }
}

impl FromStr for ImportKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let (moment, id) = text.split_once('_').ok_or(NoKey)?;
        let moment = moment.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or(NoKey)?;
        Ok(Self(moment, id.parse().map_err(|_| NoKey)?))
    }
}

/// «Загрузки».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportsPage {
    pub cards: Vec<ImportCard>,
    /// Where the next part begins.
    pub next: Option<String>,
    /// For a new one.
    pub fresh: ImportId,
    pub limits: Limits,
}

/// A column that the portal knows, and which one of the file it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownColumn {
    pub name: String,
    pub required: bool,
    /// From 0, among those of the file.
    pub place: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientCard {
    pub id: RecipientId,
    pub name: String,
}

/// «Столбцы»: what the portal makes of a file, to be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnsForm {
    /// The headers of the file, from the left; some may be empty.
    pub header: Vec<String>,
    /// The first rows, by the number of their [`super::Spot`].
    pub first: Vec<(u64, Vec<String>)>,
    pub known: Vec<KnownColumn>,
    /// Opening debts and payments: whom they are for where a row does not say.
    pub recipients: Vec<RecipientCard>,
    pub recipient: Option<RecipientId>,
    /// Opening debts: the month at whose beginning they were owed, `2018-01`; empty for everything else.
    pub month: String,
}

/// What was chosen: fields as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ColumnsChoice {
    /// For each known column its place in the file; empty for none.
    #[serde(default)]
    pub places: Vec<String>,
    #[serde(default)]
    pub recipient: String,
    #[serde(default)]
    pub month: String,
}

/// What a record was, and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub name: String,
    pub was: Option<String>,
    pub now: Option<String>,
}

/// One row of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The number of its [`super::Spot`].
    pub row: i64,
    pub verdict: Verdict,
    /// What it is of: «7000418», «7000418, ХВС 100708114».
    pub subject: String,
    pub changes: Vec<Change>,
    /// Sentences, each with an example of a right value.
    pub reasons: Vec<String>,
}

/// A part of the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Only those.
    pub verdict: Option<Verdict>,
    pub lines: Vec<Line>,
    /// Refused rows that are counted, and not among the lines of any part.
    #[serde(default)]
    pub unlisted: i64,
    /// The row after which the next part begins.
    pub next: Option<i64>,
}

/// Which part of an import is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct View {
    /// The columns, also once they were chosen.
    #[serde(default)]
    pub columns: bool,
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// After this row.
    #[serde(default)]
    pub after: Option<i64>,
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPage {
    pub card: ImportCard,
    /// Comes back with each step: an import that has moved on is not moved twice.
    pub version: i64,
    pub rows: i64,
    /// How the file was understood: a sentence.
    pub recognised: String,
    /// Rows that a job has looked through.
    pub done: i64,
    /// Why it failed, or what hinders its undo: sentences.
    pub problems: Vec<String>,
    pub columns: Option<ColumnsForm>,
    pub preview: Option<Preview>,
    /// Company time: when it was written, undone or cancelled.
    pub changed_at: NaiveDateTime,
    /// Why it was undone.
    #[serde(default)]
    pub why: Option<String>,
}
