use super::{Explanation, History, MeterRow, SubmissionWindow, Verdict};
use crate::{
    calendar::Period,
    ids::{AccountId, MeterId, ReadingId, SubmissionId},
    papers::PaperCode,
    silence::Price,
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

/// The page of an account whose resident is on the telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerReadings {
    pub page: ReadingsPage,
    pub window: SubmissionWindow,
    pub account_number: String,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
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
    /// What silence costs, meter by meter; of one whose verification ends there are two.
    #[serde(default)]
    pub prices: Vec<(MeterId, Price)>,
    pub answer: Option<SubmissionAnswer>,
    /// Half a year.
    pub history: History,
}
