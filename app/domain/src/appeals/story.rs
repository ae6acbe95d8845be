use crate::{
    access::Role,
    files::FileCard,
    ids::{EntryId, UserId},
    tickets::Author,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A change of an appeal. Its changes in their order are the whole thread; none is ever altered or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    /// What was asked for.
    Asked {
        text: String,
    },
    /// The resident adds something while they wait.
    Added {
        text: String,
    },
    /// To an employee, or to nobody any more.
    Assigned {
        to: Option<Assignee>,
    },
    Answered {
        text: String,
    },
    /// For staff alone.
    Noted {
        text: String,
    },
    Extended {
        until: NaiveDate,
        reason: String,
    },
    Reopened {
        text: String,
    },
    Closed,
}

/// Who has an appeal in work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    pub id: UserId,
    pub email: String,
    pub role: Role,
}

/// What a change was, without its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    Asked,
    Added,
    /// E-mail and role; nobody any more.
    Assigned {
        to: Option<(String, Role)>,
    },
    Answered,
    Noted,
    Extended {
        until: NaiveDate,
    },
    Reopened,
    Closed,
}

impl Happening {
    #[must_use]
    pub fn change(&self) -> Change {
        match self {
            Self::Asked { .. } => Change::Asked,
            Self::Added { .. } => Change::Added,
            Self::Assigned { to } => {
                Change::Assigned { to: to.as_ref().map(|to| (to.email.clone(), to.role)) }
            }
            Self::Answered { .. } => Change::Answered,
            Self::Noted { .. } => Change::Noted,
            Self::Extended { until, .. } => Change::Extended { until: *until },
            Self::Reopened { .. } => Change::Reopened,
            Self::Closed => Change::Closed,
        }
    }

    /// Whether residents see it: who has it in work, and what is noted, is among staff.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        !matches!(self, Self::Noted { .. } | Self::Assigned { .. })
    }
}

/// An entry of the thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    /// Company time.
    pub at: NaiveDateTime,
    pub author: Author,
    pub what: Happening,
    #[serde(default)]
    pub files: Vec<FileCard>,
}
