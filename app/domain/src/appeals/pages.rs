use super::{Entry, Kind, State, Step};
use crate::{
    files,
    ids::{AccountId, AppealId, EntryId},
    tickets::Clock,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// «Обращения»: a part of the list, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealsPage {
    pub account: AccountId,
    pub cards: Vec<AppealCard>,
    /// Where the older ones begin: the `before` of the next part.
    pub older: Option<i64>,
}

/// An appeal in the list of its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealCard {
    pub id: AppealId,
    pub number: i64,
    /// Company time, as are the other moments.
    pub registered_at: NaiveDateTime,
    pub kind: Kind,
    /// What was asked for.
    pub text: String,
    pub state: State,
    pub state_at: NaiveDateTime,
    /// By when the answer is there.
    pub clock: Option<Clock>,
    pub answers: i64,
}

/// An appeal with its whole thread, for its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealPage {
    pub card: AppealCard,
    pub extended_until: Option<NaiveDate>,
    /// The first first.
    pub story: Vec<Entry>,
    pub steps: Vec<Step>,
    /// For the next entry.
    pub fresh: EntryId,
    /// How much may be added to it.
    pub limits: files::Limits,
}

/// What the page «Новое обращение» is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAppealForm {
    /// For the form: sending it twice is one appeal.
    pub fresh: AppealId,
    pub account: AccountId,
    /// How many files may be added.
    pub limits: files::Limits,
    /// The term of an appeal that is sent now.
    pub clock: Option<Clock>,
}
