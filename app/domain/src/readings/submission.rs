use super::{Explanation, History, MeterRow, Verdict};
use crate::{
    calendar::Period,
    ids::{AccountId, MeterId, ReadingId, SubmissionId},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What one press of «Сдать показания» sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    pub id: SubmissionId,
    pub account: AccountId,
    pub period: Period,
    #[serde(default)]
    pub lines: Vec<Line>,
}

/// One row of the table as it was typed. A row with no value at all was left empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub meter: MeterId,
    /// The reading of the period that the person saw while typing.
    #[serde(default)]
    pub base: Option<ReadingId>,
    #[serde(default)]
    pub values: Vec<String>,
    #[serde(default)]
    pub explanation: Option<Explanation>,
}

impl Line {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(|value| value.trim().is_empty())
    }
}

/// What the portal answered to a submission: kept, so that it can be shown again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionAnswer {
    pub id: SubmissionId,
    pub period: Period,
    /// Company time.
    pub at: NaiveDateTime,
    /// «2018-01-0417» and the code of the notice; none when no row was taken.
    pub notice: Option<(String, PaperCode)>,
    pub lines: Vec<AnsweredLine>,
}

impl SubmissionAnswer {
    /// Rows that were taken, for review or not.
    #[must_use]
    pub fn taken(&self) -> usize {
        self.lines.iter().filter(|line| matches!(line.verdict, Verdict::Taken { .. })).count()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredLine {
    pub meter: MeterId,
    /// As typed.
    pub values: Vec<String>,
    pub explanation: Option<Explanation>,
    pub verdict: Verdict,
}

/// «Показания приборов учета» of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingsPage {
    pub account: AccountId,
    pub today: NaiveDate,
    /// The period the inputs are for: the one that is due, or an earlier one that is being corrected.
    pub period: Period,
    /// The company has closed the period: nothing of it changes any more.
    pub accepted: bool,
    /// Id for the next submission from this page.
    pub fresh: SubmissionId,
    pub rows: Vec<MeterRow>,
    pub answer: Option<SubmissionAnswer>,
    /// Half a year.
    pub history: History,
}

/// The code of a paper, checked at `/check/{code}`: ten letters and digits without the ones that look alike, in two groups.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PaperCode(String);

impl PaperCode {
    /// Crockford's alphabet: no I, L, O, U.
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const LENGTH: usize = 10;

    /// From random bytes: five bits of each make a letter.
    #[must_use]
    pub fn from_random(bytes: [u8; 10]) -> Self {
        Self(bytes.iter().map(|byte| char::from(Self::ALPHABET[usize::from(byte & 31)])).collect())
    }

    /// Reads a code in any case, with any dashes and spaces; O is 0, I and L are 1. `None` when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let code: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let known = |c: char| u8::try_from(c).is_ok_and(|byte| Self::ALPHABET.contains(&byte));
        (code.len() == Self::LENGTH && code.chars().all(known)).then_some(Self(code))
    }

    /// As the database keeps it: without a dash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PaperCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (first, second) = self.0.split_at_checked(Self::LENGTH / 2).unwrap_or((&self.0, ""));
        write!(f, "{first}-{second}")
    }
}

/// What `/check/{code}` tells anyone about a notice: nothing personal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedPaper {
    pub company: String,
    pub number: String,
    /// Company time.
    pub at: NaiveDateTime,
    pub period: Period,
    /// Meters whose readings were taken.
    pub meters: u32,
}
