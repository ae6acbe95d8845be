//! «Обзор»: what needs an employee now, the gravest first.
use crate::{
    appeals::{InboxCounts, InboxRow},
    calendar::Period,
    jobs::{FailedJob, FailureCounts},
    money::Money,
    readings::{HouseProgress, SubmissionWindow, WindowState},
    setup::Step,
    tickets::{BoardCounts, BoardRow, Clock, Standing},
};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Rows of a card.
pub const ROWS: usize = 5;

/// A ticket is about to breach its limit.
const SOON: i64 = 60;
/// An appeal is about to, in minutes.
const SOON_FOR_APPEALS: i64 = 2 * 24 * 60;
/// What waits for longer should not.
const LONG: TimeDelta = TimeDelta::days(3);

/// The first page of an employee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Company time.
    pub now: NaiveDateTime,
    /// The gravest first; what needs nobody is left out.
    pub cards: Vec<Card>,
}

/// How much something presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gravity {
    /// A limit is over, or something was given up.
    Late,
    /// It is about to be.
    Soon,
    Waits,
    /// Good to know; nobody has to do anything.
    Known,
}

/// Work of one kind, in the houses that one serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Card {
    Tickets {
        counts: BoardCounts,
        /// By time left.
        nearest: Vec<BoardRow>,
    },
    Appeals {
        counts: InboxCounts,
        /// By time left.
        nearest: Vec<InboxRow>,
    },
    /// Letters and jobs that failed, without the addresses.
    Failures {
        counts: FailureCounts,
        latest: Vec<FailedJob>,
    },
    /// «Первый запуск» is not done.
    Setup {
        next: Step,
    },
    /// Money that could not be placed.
    Suspended(Suspended),
    /// Readings that wait for a decision.
    Review(Queue),
    Month(Progress),
    Invitations {
        open: i64,
        expired: i64,
    },
    Drafts(Drafts),
}

/// Of all houses: what could not be placed belongs to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspended {
    pub count: i64,
    pub total: Money,
    /// The day on which the first of it came.
    pub oldest: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    pub waiting: i64,
    /// Company time.
    pub oldest: Option<NaiveDateTime>,
}

/// How far a month has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub period: Period,
    /// The last day on which readings for it are taken.
    pub last_day: NaiveDate,
    pub meters: i64,
    pub given: i64,
    /// Houses that are not closed.
    pub open: usize,
    pub closed: usize,
    /// Those of them that have come the least far.
    pub behind: Vec<HouseProgress>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafts {
    pub drafts: i64,
    pub scheduled: i64,
    /// When the next one is published, in company time.
    pub next: Option<NaiveDateTime>,
}

impl Overview {
    /// Leaves out what needs nobody, and puts the gravest first; of what presses alike the order stays.
    #[must_use]
    pub fn new(now: NaiveDateTime, cards: impl IntoIterator<Item = Card>) -> Self {
        let pressing = cards.into_iter().filter_map(|card| Some((card.gravity(now)?, card)));
        let mut cards: Vec<(Gravity, Card)> = pressing.collect();
        cards.sort_by_key(|(gravity, _)| *gravity);
        Self { now, cards: cards.into_iter().map(|(_, card)| card).collect() }
    }

    /// Nobody has to do anything.
    #[must_use]
    pub fn is_calm(&self) -> bool {
        self.cards.iter().all(|card| card.gravity(self.now) == Some(Gravity::Known))
    }
}

impl Card {
    /// `None` where there is nothing at all.
    #[must_use]
    pub fn gravity(&self, now: NaiveDateTime) -> Option<Gravity> {
        let of = |count: i64, late: bool, soon: bool| match (count, late, soon) {
            (0, ..) => None,
            (_, true, _) => Some(Gravity::Late),
            (_, _, true) => Some(Gravity::Soon),
            _ => Some(Gravity::Waits),
        };
        match self {
            Self::Tickets { counts, nearest } => {
                let soon = within(nearest.iter().map(|row| row.clock.as_ref()), SOON);
                of(counts.waiting, counts.overdue > 0, soon)
            }
            Self::Appeals { counts, nearest } => {
                let soon = within(nearest.iter().map(|row| row.clock.as_ref()), SOON_FOR_APPEALS);
                of(counts.waiting, counts.overdue > 0, soon)
            }
            Self::Failures { counts, .. } => of(counts.dead + counts.failing, counts.dead > 0, true),
            Self::Setup { .. } => Some(Gravity::Soon),
            Self::Suspended(suspended) => {
                let long = suspended.oldest.is_some_and(|day| now.date() - day > LONG);
                of(suspended.count, false, long)
            }
            Self::Review(queue) => of(queue.waiting, false, queue.oldest.is_some_and(|at| now - at > LONG)),
            Self::Invitations { open, .. } => of(*open, false, false),
            Self::Drafts(drafts) if drafts.drafts > 0 => Some(Gravity::Waits),
            Self::Drafts(drafts) => (drafts.scheduled > 0).then_some(Gravity::Known),
            Self::Month(month) => match month.open {
                0 => (month.closed > 0).then_some(Gravity::Known),
                _ if month.last_day < now.date() => Some(Gravity::Waits),
                _ => Some(Gravity::Known),
            },
        }
    }
}

/// Whether a clock runs out within so many minutes.
fn within<'a>(clocks: impl IntoIterator<Item = Option<&'a Clock>>, minutes: i64) -> bool {
    clocks
        .into_iter()
        .flatten()
        .any(|clock| matches!(clock.standing, Standing::Running { minutes_left } if minutes_left <= minutes))
}

/// The month that is worked on: until readings are taken for a new one, it is the one before.
#[must_use]
pub fn month_in_work(window: SubmissionWindow, today: NaiveDate) -> Period {
    let month = Period::of(today);
    match window.state(today) {
        WindowState::Ahead { .. } => month.minus(1),
        WindowState::Open { .. } | WindowState::Closed { .. } => month,
    }
}

impl Progress {
    /// Of the houses of a month: those that are open, what has come the least far first.
    #[must_use]
    pub fn of(period: Period, window: SubmissionWindow, houses: Vec<HouseProgress>) -> Self {
        let sum = |of: fn(&HouseProgress) -> i64| houses.iter().map(of).sum::<i64>();
        let (meters, given) = (sum(|house| house.meters), sum(|house| house.given));
        let all = houses.len();
        let mut behind: Vec<_> = houses.into_iter().filter(|house| house.closed_at.is_none()).collect();
        let open = behind.len();
        behind.sort_by_key(HouseProgress::percent);
        behind.truncate(ROWS);
        let last_day = period.day(window.last_day);
        Self { period, last_day, meters, given, open, closed: all - open, behind }
    }
}
