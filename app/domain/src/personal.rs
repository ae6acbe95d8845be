//! What is held about one person, to be taken home.
use chrono::{DateTime, Utc};
use serde::Serialize;

/// What a part of it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Homes,
    Consents,
    Sessions,
    Claims,
    Submissions,
    Orders,
    Tickets,
    Comments,
    Appeals,
    Files,
    Reports,
    Happenings,
}

/// Rows of one topic: a moment, and as many texts as the topic has columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub topic: Topic,
    pub rows: Vec<(DateTime<Utc>, Vec<String>)>,
}

impl Topic {
    /// Texts of a row.
    #[must_use]
    pub const fn columns(self) -> usize {
        match self {
            Self::Homes | Self::Orders | Self::Tickets => 4,
            Self::Submissions => 3,
            _ => 2,
        }
    }
}
