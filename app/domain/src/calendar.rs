//! Calendar periods and terms, and which days are worked.
use crate::Rule;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

mod typed;
mod working;

#[cfg(test)]
mod tests;

pub use typed::{day, moment};
pub(crate) use typed::{day_of_form, optional};
pub use working::WorkingDays;

/// A day from `first` to `last`.
///
/// # Errors
/// [`Rule::DayOutside`].
pub fn check_day(day: NaiveDate, first: NaiveDate, last: NaiveDate) -> Result<(), Rule> {
    if (first..=last).contains(&day) { Ok(()) } else { Err(Rule::DayOutside { first, last }) }
}

/// A billing period (расчётный период): a calendar month, kept as its first day. Written `2018-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
pub struct Period(NaiveDate);

impl Period {
    /// The month a day belongs to.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// `None` when there is no such month.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(Self)
    }

    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        self.0
    }

    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.plus(1).0.pred_opt().unwrap_or(self.0)
    }

    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    #[must_use]
    pub fn plus(self, months: u32) -> Self {
        Self(self.0.checked_add_months(Months::new(months)).unwrap_or(self.0))
    }

    #[must_use]
    pub fn minus(self, months: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(months)).unwrap_or(self.0))
    }

    /// Months from `earlier` to this one; negative when `earlier` is later.
    #[must_use]
    pub fn months_since(self, earlier: Self) -> i32 {
        let month = |p: Self| p.0.month().cast_signed();
        (self.0.year() - earlier.0.year()) * 12 + month(self) - month(earlier)
    }

    /// The day of this month, or its last one where the month is shorter.
    #[must_use]
    pub fn day(self, day: u8) -> NaiveDate {
        self.0.with_day(u32::from(day.max(1))).unwrap_or_else(|| self.last_day())
    }
}

#[cfg(feature = "sea-orm")]
impl sea_orm::TryFromU64 for Period {
    fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
        Err(sea_orm::DbErr::ConvertFromU64("Period"))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period is written YYYY-MM")]
pub struct PeriodError;

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let (year, month) = text.split_once('-').ok_or(PeriodError)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(PeriodError);
        }
        Self::new(year.parse().map_err(|_| PeriodError)?, month.parse().map_err(|_| PeriodError)?)
            .ok_or(PeriodError)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Time from one day to another in whole years, months and days: «3 г. 11 м. 6 д.».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub years: u32,
    pub months: u32,
    pub days: u32,
}

impl Term {
    /// `None` when `to` is before `from`.
    #[must_use]
    pub fn between(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        if to < from {
            return None;
        }
        let mut months = u32::try_from(Period::of(to).months_since(Period::of(from))).unwrap_or(0);
        if from.checked_add_months(Months::new(months)).is_none_or(|day| day > to) {
            months -= 1;
        }
        let whole = from.checked_add_months(Months::new(months)).unwrap_or(to);
        let days = u32::try_from((to - whole).num_days()).unwrap_or(0);
        Some(Self { years: months / 12, months: months % 12, days })
    }
}

/// The day `days` before another one.
#[must_use]
pub fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// The span of a report («Параметры отчета»): whole days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Span {
    /// The given days, and the default where one is missing. `None` when the end is before the start.
    #[must_use]
    pub fn or_default(from: Option<NaiveDate>, to: Option<NaiveDate>, default: Self) -> Option<Self> {
        let span = Self { from: from.unwrap_or(default.from), to: to.unwrap_or(default.to) };
        (span.from <= span.to).then_some(span)
    }

    /// The last `months` calendar months, the one of `today` included.
    #[must_use]
    pub fn months_to(today: NaiveDate, months: u32) -> Self {
        let last = Period::of(today);
        Self { from: last.minus(months.saturating_sub(1)).first_day(), to: last.last_day() }
    }
}
