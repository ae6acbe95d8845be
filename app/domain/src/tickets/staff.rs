use super::{Category, Clock, Contact, Entry, Kind, Rating, State, Step, Whose};
use crate::{
    calendar::day_of_form,
    files,
    ids::{AccountId, BuildingId, CommentId, ExecutorId, TicketId},
    incidents::IncidentCard,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What the board is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BoardFilter {
    /// Done, declined and closed ones, the latest first, instead of those that wait.
    #[serde(default)]
    pub ended: bool,
    #[serde(default)]
    pub building: Option<BuildingId>,
    #[serde(default)]
    pub category: Option<Category>,
    #[serde(default)]
    pub kind: Option<Kind>,
    #[serde(default)]
    pub state: Option<State>,
    #[serde(default)]
    pub executor: Option<ExecutorFilter>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExecutorFilter {
    Nobody,
    Is(ExecutorId),
}

/// The staff's board: by time left, what is overdue first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// Company time.
    pub now: NaiveDateTime,
    pub counts: BoardCounts,
    pub rows: Vec<BoardRow>,
    /// Where the next part begins.
    pub next: Option<BoardKey>,
    /// For the filters.
    pub houses: Vec<House>,
    pub executors: Vec<Executor>,
}

/// Of all that waits in the houses that one serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BoardCounts {
    pub waiting: i64,
    pub unassigned: i64,
    pub emergencies: i64,
    pub overdue: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardRow {
    pub id: TicketId,
    pub number: i64,
    pub text: String,
    pub category: Category,
    pub kind: Kind,
    pub whose: Whose,
    pub state: State,
    pub state_at: NaiveDateTime,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: Option<String>,
    pub executor: Option<String>,
    pub households: i64,
    pub rating: Option<Rating>,
    pub clock: Option<Clock>,
}

/// Where a part of the board begins: after this row. Written `1516876320-7218204` in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardKey {
    pub at: DateTime<Utc>,
    pub number: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place of the board")]
pub struct NoBoardKey;

impl fmt::Display for BoardKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at.timestamp(), self.number)
    }
}

impl FromStr for BoardKey {
    type Err = NoBoardKey;

    fn from_str(text: &str) -> Result<Self, NoBoardKey> {
        let (at, number) = text.rsplit_once('-').ok_or(NoBoardKey)?;
        let at = at.parse().ok().and_then(|at| DateTime::from_timestamp(at, 0)).ok_or(NoBoardKey)?;
        Ok(Self { at, number: number.parse().map_err(|_| NoBoardKey)? })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct House {
    pub id: BuildingId,
    pub address: String,
}

/// Who does the work: a craftsman, a brigade, another company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Executor {
    pub id: ExecutorId,
    pub name: String,
}

/// A ticket as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffTicket {
    pub row: BoardRow,
    /// Comes back with each change: whoever changed it meanwhile is not overwritten.
    pub version: i64,
    pub registered_at: NaiveDateTime,
    pub account: Option<AccountId>,
    /// № лицевого счета.
    pub account_number: Option<String>,
    pub contact: Contact,
    pub executor: Option<ExecutorId>,
    pub deferred_until: Option<NaiveDate>,
    pub result: Option<String>,
    pub taken_back: bool,
    pub clocks: Vec<Clock>,
    pub story: Vec<Entry>,
    pub steps: Vec<Step>,
    pub executors: Vec<Executor>,
    /// For the next comment.
    pub fresh: CommentId,
    /// How much may be added to it.
    pub limits: files::Limits,
}

/// Moves a ticket on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub ticket: TicketId,
    /// [`StaffTicket::version`] of the page.
    pub seen: i64,
    pub step: Step,
    /// Why, or what was done.
    #[serde(default)]
    pub note: String,
    /// Until which day it is put off.
    #[serde(default, deserialize_with = "day_of_form")]
    pub until: Option<NaiveDate>,
}

/// Gives a ticket to somebody, or takes it away from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub ticket: TicketId,
    /// [`StaffTicket::version`] of the page.
    pub seen: i64,
    #[serde(default)]
    pub executor: Option<ExecutorId>,
    /// They begin at once: a new ticket is in progress then.
    #[serde(default)]
    pub start: bool,
}

/// Says what a ticket really is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sorting {
    pub ticket: TicketId,
    /// [`StaffTicket::version`] of the page.
    pub seen: i64,
    pub category: Category,
    pub kind: Kind,
    #[serde(default)]
    pub house: bool,
}

/// Somebody who calls, found by number, surname or telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    pub account: AccountId,
    pub number: String,
    /// Address with the unit.
    pub address: String,
    pub owner: Option<String>,
    /// Tickets that wait, the newest first.
    pub tickets: Vec<(i64, String)>,
}

/// What staff find by a few words: a number, a surname, a telephone, an address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Finding {
    /// The ticket of this number: with its text.
    pub ticket: Option<(i64, String)>,
    pub callers: Vec<Caller>,
    pub houses: Vec<House>,
}

impl Finding {
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ticket.is_none() && self.callers.is_empty() && self.houses.is_empty()
    }
}

/// «Заявка по звонку»: who is on the telephone, and what is known already of where they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallDesk {
    /// For the form: sending it twice is one ticket.
    pub fresh: TicketId,
    pub caller: Option<Caller>,
    /// Where it is; without a caller it is the house's.
    pub house: Option<House>,
    /// Whom to call, as in their last ticket.
    pub contact: Contact,
    pub incidents: Vec<IncidentCard>,
    /// Tickets of the house that wait.
    pub around: Vec<Around>,
}

/// A ticket of the house that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    pub id: TicketId,
    pub number: i64,
    /// The caller's household said «И у меня».
    pub joined: bool,
    /// It may: there is a caller, and the ticket is of others.
    pub joinable: bool,
    pub text: String,
    pub households: i64,
    pub clock: Option<Clock>,
}
