use super::{Kind, Limit, Limits, Term};
use crate::calendar::WorkingDays;
use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// What has happened to a ticket, in company time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    pub registered: NaiveDateTime,
    /// The first that staff did about it.
    pub answered: Option<NaiveDateTime>,
    pub localised: Option<NaiveDateTime>,
    pub done: Option<NaiveDateTime>,
    /// Time for which the clocks stood: it was deferred, or done and then returned.
    pub paused_minutes: i64,
    /// It is deferred since then.
    pub paused_since: Option<NaiveDateTime>,
}

/// One limit of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub limit: Limit,
    pub term: Term,
    /// Company time, later by all pauses so far.
    pub due: NaiveDateTime,
    pub standing: Standing,
}

/// How a limit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    Running {
        minutes_left: i64,
    },
    /// It is over, and nothing has happened.
    Breached {
        minutes_over: i64,
    },
    /// The ticket is deferred: the clock stands.
    Paused {
        minutes_left: i64,
    },
    Met {
        after_minutes: i64,
    },
    MetLate {
        after_minutes: i64,
        minutes_over: i64,
    },
}

impl Standing {
    #[must_use]
    pub const fn is_met(self) -> bool {
        matches!(self, Self::Met { .. } | Self::MetLate { .. })
    }

    #[must_use]
    pub const fn is_breached(self) -> bool {
        matches!(self, Self::Breached { .. } | Self::MetLate { .. })
    }
}

/// Every limit of a ticket, in the order in which they end; the same for residents and for staff.
#[must_use]
pub fn clocks(
    kind: Kind,
    marks: &Marks,
    limits: &Limits,
    days: &WorkingDays,
    now: NaiveDateTime,
) -> Vec<Clock> {
    let registered = marks.registered.date();
    let clock = |limit: &Limit| {
        let term = limits.term(*limit, registered)?;
        let due = later(due(*limit, term, marks.registered, days), pause(*limit, marks));
        let met = match limit {
            Limit::Answer => marks.answered.or(marks.done),
            Limit::Localise => marks.localised.or(marks.done),
            _ => marks.done,
        };
        Some(Clock { limit: *limit, term, due, standing: standing(*limit, marks, due, met, now) })
    };
    kind.limits(registered).iter().filter_map(clock).collect()
}

/// The clock that counts now: what has to be done next, the answer left out.
#[must_use]
pub fn headline(clocks: &[Clock]) -> Option<&Clock> {
    let waits = |clock: &&Clock| clock.limit != Limit::Answer && !clock.standing.is_met();
    clocks.iter().filter(waits).min_by_key(|clock| clock.due)
}

fn standing(
    limit: Limit,
    marks: &Marks,
    due: NaiveDateTime,
    met: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> Standing {
    if let Some(met) = met {
        let after_minutes = minutes(marks.registered, met);
        return match minutes(due, met) {
            _ if met <= due => Standing::Met { after_minutes },
            minutes_over => Standing::MetLate { after_minutes, minutes_over },
        };
    }
    match marks.paused_since {
        Some(since) if limit != Limit::Answer && since <= due => {
            Standing::Paused { minutes_left: minutes(since, due) }
        }
        _ if now <= due => Standing::Running { minutes_left: minutes(now, due) },
        _ => Standing::Breached { minutes_over: minutes(due, now) },
    }
}

/// Nobody waits with an answer because the work is put off.
const fn pause(limit: Limit, marks: &Marks) -> i64 {
    if matches!(limit, Limit::Answer) { 0 } else { marks.paused_minutes }
}

/// When a limit ends, without pauses.
pub(crate) fn due(limit: Limit, term: Term, registered: NaiveDateTime, days: &WorkingDays) -> NaiveDateTime {
    match term {
        Term::Minutes(count) if limit == Limit::Chute => in_the_day(registered, count.into()),
        Term::Minutes(count) => later(registered, count.into()),
        Term::Days(count) => {
            let day = registered.date();
            end_of(day.checked_add_days(Days::new(count.into())).unwrap_or(day))
        }
        Term::WorkingDays(count) => end_of(days.add_working_days(registered.date(), count)),
    }
}

/// Minutes that are counted from 8 to 23 o'clock only (Правила № 416, п. 13: мусоропровод).
fn in_the_day(from: NaiveDateTime, minutes: i64) -> NaiveDateTime {
    const OPENS: TimeDelta = TimeDelta::hours(8);
    const CLOSES: TimeDelta = TimeDelta::hours(23);
    let (mut at, mut left) = (from, TimeDelta::minutes(minutes));
    loop {
        let midnight = at.date().and_time(NaiveTime::MIN);
        at = at.max(midnight + OPENS);
        let today = (midnight + CLOSES - at).max(TimeDelta::zero());
        if left <= today {
            return at + left;
        }
        left -= today;
        at = midnight + TimeDelta::days(1);
    }
}

/// The last minute of a day.
pub(crate) fn end_of(day: chrono::NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::minutes(24 * 60 - 1)
}

fn later(moment: NaiveDateTime, minutes: i64) -> NaiveDateTime {
    TimeDelta::try_minutes(minutes).and_then(|time| moment.checked_add_signed(time)).unwrap_or(moment)
}

fn minutes(from: NaiveDateTime, to: NaiveDateTime) -> i64 {
    (to - from).num_minutes()
}
