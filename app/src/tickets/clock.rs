//! The legal clock: a ring that empties, and words, which are what counts. The same for residents and for staff.
use super::words::{clause, duration, left, limit, term, until};
use crate::ui::{Icon, IconName};
use chrono::{NaiveDate, TimeDelta};
use domain::tickets::{Clock, Limit, Standing, Term, headline};
use leptos::prelude::*;
use std::time::Duration;

#[cfg(test)]
mod tests;

const MINUTE: Duration = Duration::from_mins(1);

/// How a clock looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    Calm,
    /// The last quarter, or the last hour.
    Soon,
    Late,
    /// Nothing runs: it is put off, or done.
    Still,
}

impl Urgency {
    /// The class beside `clock`.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Calm => "clock",
            Self::Soon => "clock clock--soon",
            Self::Late => "clock clock--late",
            Self::Still => "clock clock--still",
        }
    }
}

/// Whole minutes since the data of this view came: 0 on the server, and then as the browser's own clock goes.
pub fn minutes_passed() -> Signal<i64> {
    let passed = RwSignal::new(0);
    Effect::new(move |_| {
        let start = now();
        let tick = move || {
            passed.try_set((now() - start) / 60_000);
        };
        if let Ok(timer) = set_interval_with_handle(tick, MINUTE) {
            on_cleanup(move || timer.clear());
        }
    });
    passed.into()
}

/// Milliseconds.
#[cfg(feature = "hydrate")]
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds of this age fit")]
fn now() -> i64 {
    js_sys::Date::now() as i64
}

#[cfg(not(feature = "hydrate"))]
const fn now() -> i64 {
    0
}

/// A clock some minutes after it was read.
pub fn after(standing: Standing, passed: i64) -> Standing {
    match standing {
        Standing::Running { minutes_left } if minutes_left >= passed => {
            Standing::Running { minutes_left: minutes_left - passed }
        }
        Standing::Running { minutes_left } => Standing::Breached { minutes_over: passed - minutes_left },
        Standing::Breached { minutes_over } => Standing::Breached { minutes_over: minutes_over + passed },
        Standing::Paused { .. } | Standing::Met { .. } | Standing::MetLate { .. } => standing,
    }
}

pub fn urgency(clock: &Clock, standing: Standing) -> Urgency {
    match standing {
        Standing::Running { minutes_left } if minutes_left <= 60 || minutes_left * 4 <= whole(clock.term) => {
            Urgency::Soon
        }
        Standing::Running { .. } => Urgency::Calm,
        Standing::Breached { .. } | Standing::MetLate { .. } => Urgency::Late,
        Standing::Paused { .. } | Standing::Met { .. } => Urgency::Still,
    }
}

/// Minutes of a term; working days with the days off between them.
fn whole(term: Term) -> i64 {
    const DAY: i64 = 24 * 60;
    match term {
        Term::Minutes(count) => count.into(),
        Term::Days(count) => i64::from(count) * DAY,
        Term::WorkingDays(count) => i64::from(count) * DAY * 7 / 5,
    }
}

/// «Осталось 12 минут», «Просрочено на 25 минут»
pub fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::Running { minutes_left } => left(minutes_left),
        Standing::Breached { minutes_over: 0 } => "Срок вышел".to_owned(),
        Standing::Breached { minutes_over } => format!("Просрочено на {}", duration(minutes_over)),
        Standing::Paused { minutes_left } => format!("Часы стоят, в запасе {}", duration(minutes_left)),
        Standing::Met { after_minutes } => format!("Сделано за {}", duration(after_minutes)),
        Standing::MetLate { minutes_over, .. } => {
            format!("Сделано на {} позже срока", duration(minutes_over))
        }
    }
}

/// The day on which the clock was read.
fn today(clock: &Clock) -> Option<NaiveDate> {
    let from_due = match clock.standing {
        Standing::Running { minutes_left } => -minutes_left,
        Standing::Breached { minutes_over } => minutes_over,
        Standing::Paused { .. } | Standing::Met { .. } | Standing::MetLate { .. } => return None,
    };
    clock.due.checked_add_signed(TimeDelta::try_minutes(from_due)?).map(|now| now.date())
}

/// What is left of the ring, in hundredths.
fn share(clock: &Clock, standing: Standing) -> i64 {
    let left = match standing {
        Standing::Running { minutes_left } | Standing::Paused { minutes_left } => minutes_left,
        Standing::Breached { .. } | Standing::Met { .. } | Standing::MetLate { .. } => 0,
    };
    (left * 100 / whole(clock.term).max(1)).clamp(0, 100)
}

/// A ring with words: how long is left, what has to be done and by when.
pub fn legal_clock(clock: &Clock, passed: Signal<i64>) -> AnyView {
    let clock = *clock;
    let standing = Memo::new(move |_| after(clock.standing, passed.get()));
    let (todo, _) = limit(clock.limit);
    let due = until(clock.due, today(&clock));
    let dashes = move || format!("{} 100", share(&clock, standing.get()));
    view! {
        <div class=move || urgency(&clock, standing.get()).class()>
            <svg class="clock__ring" viewBox="0 0 56 56" aria-hidden="true">
                <circle class="track" cx="28" cy="28" r="24" />
                <circle
                    class="left"
                    cx="28"
                    cy="28"
                    r="24"
                    pathLength="100"
                    stroke-dasharray=dashes
                    transform="rotate(-90 28 28)"
                />
            </svg>
            <div>
                <b>{move || standing_words(standing.get())}</b>
                <small>{todo} " " {due}</small>
            </div>
        </div>
    }
    .into_any()
}

/// «Сроки по закону»: the clock that counts now, every limit with what came of it, and where it is written.
pub fn terms(clocks: &[Clock], passed: Signal<i64>) -> AnyView {
    let main = headline(clocks).map(|clock| legal_clock(clock, passed));
    let several = clocks.len() > 1;
    let steps: Vec<AnyView> = clocks
        .iter()
        .filter(|clock| several || clock.standing.is_met())
        .map(|clock| step(clock, passed))
        .collect();
    let mut clauses: Vec<String> = Vec::new();
    for clock in clocks {
        let written = clause(clock.limit.clause());
        if !clauses.contains(&written) {
            clauses.push(written);
        }
    }
    view! {
        {main}
        {(!steps.is_empty()).then(|| view! { <ol class="steps">{steps}</ol> })}
        <p class="law">{clauses.join("; ")}</p>
    }
    .into_any()
}

fn step(clock: &Clock, passed: Signal<i64>) -> AnyView {
    let clock = *clock;
    let standing = Memo::new(move |_| after(clock.standing, passed.get()));
    let (todo, done) = limit(clock.limit);
    let given = term(clock.term);
    let given = if clock.limit == Limit::Answer {
        format!("отведено {given}")
    } else {
        format!("отведено {given} с регистрации")
    };
    let due = until(clock.due, today(&clock));
    let words = move || match standing.get() {
        Standing::Met { after_minutes } => format!("{done} за {}", duration(after_minutes)),
        Standing::MetLate { after_minutes, minutes_over } => {
            format!("{done} за {}, на {} позже срока", duration(after_minutes), duration(minutes_over))
        }
        Standing::Running { .. } => format!("{} {due}", capitalised(todo)),
        Standing::Breached { .. } => format!("{} {due}, срок вышел", capitalised(todo)),
        Standing::Paused { .. } => format!("{}, часы стоят", capitalised(todo)),
    };
    let sign = move || {
        let (class, icon) = match (standing.get(), urgency(&clock, standing.get())) {
            (Standing::Met { .. }, _) => ("tone tone--ok", IconName::Ok),
            (_, Urgency::Late) => ("tone tone--no", IconName::No),
            (_, Urgency::Soon) => ("tone tone--ask", IconName::Clock),
            _ => ("tone", IconName::Clock),
        };
        view! {
            <span class=class>
                <Icon name=icon />
            </span>
        }
    };
    view! {
        <li>
            {sign} <span>{words}</span> <small>{given}</small>
        </li>
    }
    .into_any()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
