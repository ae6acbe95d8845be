//! What the portal has promised to do and could not: letters, and other work of the background.
use crate::ids::JobId;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// How much could not be done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FailureCounts {
    /// Given up: nobody tries any more.
    pub dead: i64,
    /// Tried several times, and tried again by itself.
    pub failing: i64,
}

/// Those that were given up first, then the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedJobs {
    pub counts: FailureCounts,
    pub jobs: Vec<FailedJob>,
    /// There are more.
    pub more: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedJob {
    pub id: JobId,
    /// «letter», «notice»: what the outbox calls it.
    pub kind: String,
    /// Of a letter, to whom it is.
    pub to: Option<String>,
    /// Of a letter.
    pub subject: Option<String>,
    /// What the mail server, the acquirer or the database said.
    pub reason: String,
    pub attempts: i64,
    /// Company time.
    pub promised_at: NaiveDateTime,
    /// When it is tried again by itself, in company time; never where it was given up.
    pub again_at: Option<NaiveDateTime>,
}
