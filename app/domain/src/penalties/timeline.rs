use crate::{calendar::Span, law::Dated};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU16;

/// The days of delay that cost nothing, and how large a part of the rate the others cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// So many first days are free.
    pub free: u32,
    /// Days up to this one cost 1/`early` of the rate, later ones 1/`late`.
    pub early_until: u32,
    pub early: NonZeroU16,
    pub late: NonZeroU16,
}

/// Why a day costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pause {
    /// The first days of a delay.
    FirstDays,
    Moratorium,
    /// The company counts penalties of that day itself and brings them with its charges.
    Imported,
    /// No rate is known.
    NoRate,
}

/// The dated numbers of penalties, as they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// In hundredths of a percent.
    pub rate: Dated<u32>,
    pub free: Dated<u32>,
    pub early_until: Dated<u32>,
    pub early: Dated<NonZeroU16>,
    pub late: Dated<NonZeroU16>,
    /// Whether the portal counts penalties of a day; otherwise the company does.
    pub computed: Dated<bool>,
    /// Whole days, both ends included.
    pub moratoria: Vec<Span>,
}

/// All of them put on one line of time, so that a charge meets each change once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// By the day from which they hold; each holds until the next.
    pub(super) stretches: Vec<(NaiveDate, State)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Counted {
        rate: u32,
        steps: Steps,
    },
    /// No rate, but the first days are still the first days.
    Moratorium {
        steps: Steps,
    },
    Nothing(Pause),
}

impl Timeline {
    #[must_use]
    pub fn new(figures: &Figures) -> Self {
        let dated = figures.rate.since().chain(figures.free.since()).chain(figures.early_until.since());
        let dated =
            dated.chain(figures.early.since()).chain(figures.late.since()).chain(figures.computed.since());
        let ends = figures.moratoria.iter().flat_map(|span| [Some(span.from), span.to.succ_opt()]);
        let mut days: Vec<NaiveDate> = dated.chain(ends.flatten()).collect();
        days.sort_unstable();
        days.dedup();
        let mut stretches: Vec<(NaiveDate, State)> =
            days.into_iter().map(|day| (day, figures.on(day))).collect();
        stretches.dedup_by_key(|(_, state)| *state);
        Self { stretches }
    }

    /// Whether the portal counts penalties of a day. Where it does, a company must not bring them with the charges issued that day: they
    /// would be owed twice.
    #[must_use]
    pub fn is_computed(&self, day: NaiveDate) -> bool {
        let begun = self.stretches.partition_point(|(since, _)| *since <= day);
        let state = begun.checked_sub(1).and_then(|at| self.stretches.get(at));
        state.is_some_and(|(_, state)| *state != State::Nothing(Pause::Imported))
    }

    /// Whether the portal counts penalties of any day up to this one.
    #[must_use]
    pub fn computes_by(&self, day: NaiveDate) -> bool {
        let begun = self.stretches.iter().take_while(|(since, _)| *since <= day);
        begun.into_iter().any(|(_, state)| *state != State::Nothing(Pause::Imported))
    }
}

impl Figures {
    fn on(&self, day: NaiveDate) -> State {
        if self.computed.on(day) != Some(true) {
            return State::Nothing(Pause::Imported);
        }
        let numbers = (self.rate.on(day), self.free.on(day), self.early_until.on(day));
        let divisors = (self.early.on(day), self.late.on(day));
        let ((Some(rate), Some(free), Some(early_until)), (Some(early), Some(late))) = (numbers, divisors)
        else {
            return State::Nothing(Pause::NoRate);
        };
        let steps = Steps { free, early_until, early, late };
        if self.moratoria.iter().any(|span| span.from <= day && day <= span.to) {
            State::Moratorium { steps }
        } else {
            State::Counted { rate, steps }
        }
    }
}
