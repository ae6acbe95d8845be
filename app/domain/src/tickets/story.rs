use super::{Category, Kind, Rating, Step, Whose};
use crate::{access::Role, files::FileCard};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A change of a ticket. Its changes in their order are its whole story; none is ever altered or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    Registered,
    Moved {
        step: Step,
        /// Why, or what was done: «Результат: …».
        note: Option<String>,
        /// The day until which it is put off.
        until: Option<NaiveDate>,
    },
    Rated(Rating),
    /// To somebody by name, or to nobody any more.
    Assigned {
        executor: Option<String>,
    },
    Sorted {
        category: Category,
        kind: Kind,
        whose: Whose,
    },
    /// The emergency does no more harm.
    Localised,
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// Whoever reads it.
    You,
    Resident,
    /// With the role of today.
    Staff(Option<Role>),
}

/// A line of «Ход работы».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Company time.
    pub at: NaiveDateTime,
    pub author: Author,
    pub what: What,
    /// Added to the ticket as it was registered, or to the comment.
    #[serde(default)]
    pub files: Vec<FileCard>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    Happened(Happening),
    /// A comment; an internal one is for staff alone.
    Said {
        text: String,
        internal: bool,
    },
}
