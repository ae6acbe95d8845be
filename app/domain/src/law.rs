//! What the law says and from which day: every number is data that a company may correct, none is in code.
use crate::{
    balance::Norms,
    calendar::{Period, WorkingDays},
    penalties::Timeline,
    readings::Resource,
    tickets::Limits,
};
use chrono::NaiveDate;
use std::collections::HashMap;

#[cfg(test)]
mod tests;

/// Values with the day from which each holds, until the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T>(Vec<(NaiveDate, T)>);

impl<T> Default for Dated<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Dated<T> {
    /// In any order; of two values for one day the first stays.
    #[must_use]
    pub fn new(values: impl IntoIterator<Item = (NaiveDate, T)>) -> Self {
        let mut values: Vec<_> = values.into_iter().collect();
        values.sort_by_key(|(since, _)| *since);
        values.dedup_by_key(|(since, _)| *since);
        Self(values)
    }

    /// What holds on a day; `None` before the first value.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<T> {
        let later = self.0.partition_point(|(since, _)| *since <= day);
        later.checked_sub(1).map(|at| self.0[at].1)
    }

    /// The days on which a value begins to hold.
    pub fn since(&self) -> impl Iterator<Item = NaiveDate> {
        self.0.iter().map(|(since, _)| *since)
    }
}

/// The dated numbers that money, readings and tickets need.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Law {
    pub penalties: Timeline,
    pub working_days: WorkingDays,
    /// Day of the next month until which a bill is paid (ЖК 155 ч. 1), by the period of the bill.
    pub due_day: Dated<u8>,
    /// By when a ticket has to be done.
    pub limits: Limits,
    pub norms: Norms,
    /// By what the norm is multiplied once a verification has expired, in hundredths (ПП 354, п. 60).
    pub expired_factors: HashMap<Resource, Dated<u32>>,
}

impl Law {
    /// The last day to pay for a period: a day off moves to the next working day (ГК 193).
    #[must_use]
    pub fn due_on(&self, period: Period) -> NaiveDate {
        let next = period.plus(1);
        let day = self.due_day.on(period.first_day()).map_or_else(|| next.last_day(), |day| next.day(day));
        self.working_days.next_working_day(day)
    }

    /// The day a bill for a period is dated with, where its file says nothing: the last one of the month. So it is presented in time
    /// under the old rule (by the 1st) and the new one (by the 5th).
    #[must_use]
    pub fn issued_on(&self, period: Period) -> NaiveDate {
        period.last_day()
    }
}
