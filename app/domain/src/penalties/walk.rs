use super::{Accrual, Debt, Pause, Segment, Timeline, timeline::State};
use crate::money::Money;
use chrono::{Days, NaiveDate};

/// The days of delay of a debt up to and including a day, in segments of equal days; days on which nothing is owed are left out. There
/// are as many steps as changes, however many days lie between them.
pub fn segments<'a>(
    timeline: &'a Timeline,
    debt: Debt,
    until: NaiveDate,
) -> impl Iterator<Item = Segment> + use<'a> {
    Walk::new(timeline, debt, until)
}

/// Days are counted from the last one to pay: 1 is the first of the delay.
struct Walk<'a> {
    timeline: &'a Timeline,
    /// How many of its stretches have begun on `next`.
    begun: usize,
    due_on: NaiveDate,
    owed: Money,
    /// Reductions by the day from which they count, the last one first.
    to_come: Vec<(i64, Money)>,
    next: i64,
    until: i64,
}

impl<'a> Walk<'a> {
    fn new(timeline: &'a Timeline, debt: Debt, until: NaiveDate) -> Self {
        let number = |day: NaiveDate| (day - debt.due_on).num_days();
        let mut to_come: Vec<_> =
            debt.reductions.iter().map(|cut| (number(cut.on) + 1, cut.amount)).collect();
        to_come.sort_by_key(|(counts_from, _)| std::cmp::Reverse(*counts_from));
        let begun = timeline.stretches.partition_point(|(since, _)| *since <= debt.due_on);
        Self {
            timeline,
            begun,
            due_on: debt.due_on,
            owed: debt.principal,
            to_come,
            next: 1,
            until: number(until),
        }
    }

    /// What holds on the day `next`, and on which day something else begins to.
    fn state(&mut self) -> (State, i64) {
        let stretches = &self.timeline.stretches;
        let begins =
            |at: usize| stretches.get(at).map_or(i64::MAX, |(since, _)| (*since - self.due_on).num_days());
        while begins(self.begun) <= self.next {
            self.begun += 1;
        }
        let before_all = State::Nothing(Pause::NoRate);
        let state = self
            .begun
            .checked_sub(1)
            .and_then(|at| stretches.get(at))
            .map_or(before_all, |(_, state)| *state);
        (state, begins(self.begun))
    }

    fn day(&self, number: i64) -> Option<NaiveDate> {
        self.due_on.checked_add_days(Days::new(u64::try_from(number).ok()?))
    }
}

impl Iterator for Walk<'_> {
    type Item = Segment;

    fn next(&mut self) -> Option<Segment> {
        loop {
            while let Some((_, amount)) = self.to_come.pop_if(|(counts_from, _)| *counts_from <= self.next) {
                self.owed -= amount;
            }
            if self.next > self.until || (!self.owed.is_positive() && self.to_come.is_empty()) {
                return None;
            }
            let number = self.next;
            let (state, other_state) = self.state();
            let (accrual, last) = accrual(state, number);
            let other_debt = self.to_come.last().map_or(i64::MAX, |(counts_from, _)| *counts_from);
            let last = last.min(other_state - 1).min(other_debt - 1).min(self.until);
            self.next = last + 1;
            if self.owed.is_positive() {
                let (from, to) = (self.day(number)?, self.day(last)?);
                return Some(Segment {
                    from,
                    to,
                    number: u32::try_from(number).ok()?,
                    debt: self.owed,
                    accrual,
                });
            }
        }
    }
}

/// What a day of delay costs, and until which one that stays so.
fn accrual(state: State, number: i64) -> (Accrual, i64) {
    let (rate, steps) = match state {
        State::Counted { rate, steps } => (Some(rate), steps),
        State::Moratorium { steps } => (None, steps),
        State::Nothing(pause) => return (Accrual::Nothing(pause), i64::MAX),
    };
    let (free, early) = (i64::from(steps.free), i64::from(steps.early_until));
    match rate {
        _ if number <= free => (Accrual::Nothing(Pause::FirstDays), free),
        None => (Accrual::Nothing(Pause::Moratorium), i64::MAX),
        Some(rate) if number <= early => (Accrual::Part { rate, divisor: steps.early }, early),
        Some(rate) => (Accrual::Part { rate, divisor: steps.late }, i64::MAX),
    }
}
