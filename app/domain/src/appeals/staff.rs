use super::{Entry, Kind, State, Step};
use crate::{
    access::Role,
    files,
    ids::{AccountId, AppealId, BuildingId, EntryId, TemplateId, UserId},
    tickets::{BoardKey, Clock, House},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What the inbox is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InboxFilter {
    /// Answered and closed ones, the latest first, instead of those that wait.
    #[serde(default)]
    pub ended: bool,
    #[serde(default)]
    pub kind: Option<Kind>,
    #[serde(default)]
    pub state: Option<State>,
    #[serde(default)]
    pub building: Option<BuildingId>,
    #[serde(default)]
    pub assignee: Option<AssigneeFilter>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AssigneeFilter {
    Nobody,
    Is(UserId),
}

/// The staff's inbox: by time left, what is overdue first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// Company time.
    pub now: NaiveDateTime,
    pub counts: InboxCounts,
    pub rows: Vec<InboxRow>,
    /// Where the next part begins.
    pub next: Option<BoardKey>,
    /// For the filters.
    pub houses: Vec<House>,
    pub colleagues: Vec<Colleague>,
}

/// Of all that waits in the houses that one serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InboxCounts {
    pub waiting: i64,
    pub mine: i64,
    pub unassigned: i64,
    pub overdue: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxRow {
    pub id: AppealId,
    pub number: i64,
    pub registered_at: NaiveDateTime,
    pub kind: Kind,
    /// What was asked for.
    pub text: String,
    pub state: State,
    pub state_at: NaiveDateTime,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
    pub assignee: Option<Colleague>,
    pub clock: Option<Clock>,
}

/// Somebody whose role lets them answer appeals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    pub id: UserId,
    pub email: String,
    pub role: Role,
    /// Whoever asks.
    pub me: bool,
}

/// An appeal as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffAppeal {
    pub row: InboxRow,
    /// Comes back with each change: whoever changed it meanwhile is not overwritten.
    pub version: i64,
    pub account: AccountId,
    /// № лицевого счета.
    pub account_number: String,
    /// Whom the company knows as the owner, where it is an owner who asks.
    pub name: Option<String>,
    /// Of whoever asks.
    pub email: String,
    pub phone: Option<String>,
    pub extended_until: Option<NaiveDate>,
    /// The last day that the term may be extended to; none where it may not be.
    pub extension: Option<NaiveDate>,
    pub story: Vec<Entry>,
    pub steps: Vec<Step>,
    pub colleagues: Vec<Colleague>,
    /// Templates, filled in for this appeal.
    pub phrases: Vec<Phrase>,
    /// For the next entry.
    pub fresh: EntryId,
    /// How much may be added to it.
    pub limits: files::Limits,
}

/// A template, filled in for an appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    pub id: TemplateId,
    pub name: String,
    pub text: String,
}

/// «Шаблоны ответов».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplatesPage {
    pub cards: Vec<TemplateCard>,
    /// For a new one.
    pub fresh: TemplateId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateCard {
    pub id: TemplateId,
    pub name: String,
    pub text: String,
}
