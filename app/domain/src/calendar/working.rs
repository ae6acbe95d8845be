use chrono::{Datelike, NaiveDate, Weekday};

#[cfg(test)]
mod tests;

/// The production calendar (производственный календарь): Monday to Friday are worked, special days say otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkingDays {
    /// By day: whether it is worked.
    special: Vec<(NaiveDate, bool)>,
}

impl WorkingDays {
    /// Days that are not what their weekday says: holidays and bridging days (`false`), Saturdays that are worked (`true`).
    #[must_use]
    pub fn new(special: impl IntoIterator<Item = (NaiveDate, bool)>) -> Self {
        let mut special: Vec<_> = special.into_iter().collect();
        special.sort_unstable();
        special.dedup_by_key(|(day, _)| *day);
        Self { special }
    }

    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.special.binary_search_by_key(&day, |(day, _)| *day) {
            Ok(at) => self.special[at].1,
            Err(_) => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// The day itself where it is worked, otherwise the first one after it that is (ГК 193).
    #[must_use]
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// The last day of a term of so many working days that begins the day after `day` (ГК 191).
    #[must_use]
    pub fn add_working_days(&self, day: NaiveDate, count: u16) -> NaiveDate {
        let mut working = day.iter_days().skip(1).filter(|day| self.is_working(*day));
        match count.checked_sub(1) {
            Some(before_last) => working.nth(before_last.into()).unwrap_or(day),
            None => day,
        }
    }
}
