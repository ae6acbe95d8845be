//! Penalties (пени) for paying late, ЖК 155 ч. 14: for each day of delay a part of a rate of the debt of that day, nothing at
//! first. The whole is rounded once. Sums are exact fractions: 1/300 and 1/130 have no end as decimals, so that halves of a kopeck
//! would be missed.
mod exact;
mod timeline;
mod walk;

#[cfg(test)]
mod tests;

pub use exact::Exact;
pub use timeline::{Figures, Pause, Steps, Timeline};
pub use walk::segments;

use crate::money::Money;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU16;

/// A debt, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt<'a> {
    /// Last day to pay.
    pub due_on: NaiveDate,
    pub principal: Money,
    /// In any order.
    pub reductions: &'a [Reduction],
}

/// A payment towards a debt, or a charge corrected downwards; below zero where the debt grew again. The day itself still counts on
/// what was owed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reduction {
    pub on: NaiveDate,
    pub amount: Money,
}

/// Days in a row that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    pub from: NaiveDate,
    /// The last day, included.
    pub to: NaiveDate,
    /// Which day of the delay `from` is: 1 is the day after the last one to pay.
    pub number: u32,
    pub debt: Money,
    pub accrual: Accrual,
}

/// What a day of a segment costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Accrual {
    /// 1/divisor of a yearly rate, in hundredths of a percent.
    Part {
        rate: u32,
        divisor: NonZeroU16,
    },
    Nothing(Pause),
}

impl Segment {
    #[must_use]
    pub fn days(&self) -> u32 {
        u32::try_from((self.to - self.from).num_days() + 1).unwrap_or(0)
    }

    /// Which day of the delay `to` is.
    #[must_use]
    pub fn last_number(&self) -> u32 {
        (self.number + self.days()).saturating_sub(1)
    }

    /// What all its days add.
    #[must_use]
    pub fn sum(&self) -> Exact {
        self.of(self.days())
    }

    fn of(&self, days: u32) -> Exact {
        match self.accrual {
            Accrual::Part { rate, divisor } => Exact::part(self.debt, rate, days, divisor),
            Accrual::Nothing(_) => Exact::ZERO,
        }
    }

    /// What the days until the given one add.
    fn until(&self, day: NaiveDate) -> Exact {
        let days = (day.min(self.to) - self.from).num_days() + 1;
        self.of(u32::try_from(days).unwrap_or(0))
    }

    /// Whether its days only continue those of another.
    fn continues(&self, before: &Self) -> bool {
        before.to.succ_opt() == Some(self.from) && (before.debt, before.accrual) == (self.debt, self.accrual)
    }
}

/// «Почему такие пени».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// By day, without gaps while anything is owed.
    pub segments: Vec<Segment>,
    /// Rounded once, half up, to a kopeck.
    pub total: Money,
}

/// Penalties up to and including a day, and how they came about.
#[must_use]
pub fn ledger(timeline: &Timeline, debt: Debt, until: NaiveDate) -> Ledger {
    let mut merged: Vec<Segment> = Vec::new();
    for segment in segments(timeline, debt, until) {
        match merged.last_mut() {
            Some(last) if segment.continues(last) => last.to = segment.to,
            _ => merged.push(segment),
        }
    }
    let total = merged.iter().map(Segment::sum).sum::<Exact>().rounded();
    Ledger { segments: merged, total }
}

/// Penalties up to and including a day.
#[must_use]
pub fn penalty(timeline: &Timeline, debt: Debt, until: NaiveDate) -> Money {
    segments(timeline, debt, until).map(|segment| segment.sum()).sum::<Exact>().rounded()
}

/// What a person is told who has not paid yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    pub today: Money,
    /// In ten days, if nothing is paid.
    pub in_ten_days: Money,
    /// `None` when nothing owed will ever grow.
    pub growth: Option<Growth>,
}

/// The first day, from today on, that adds to the penalties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Growth {
    pub from: NaiveDate,
    /// What that day adds.
    pub daily: Money,
}

/// Penalties of some debts together: today, in ten days, and when they begin to grow. Each debt's are rounded on their own, as they are
/// charged.
#[must_use]
pub fn outlook(timeline: &Timeline, debts: &[Debt], today: NaiveDate) -> Outlook {
    let later = today.checked_add_days(Days::new(10)).unwrap_or(today);
    let mut growth: Option<(NaiveDate, Exact)> = None;
    let (mut now, mut then) = (Money::ZERO, Money::ZERO);
    for debt in debts {
        let (mut until_today, mut until_later, mut first) = (Exact::ZERO, Exact::ZERO, None);
        for segment in segments(timeline, *debt, NaiveDate::MAX) {
            if segment.from > later && first.is_some() {
                break;
            }
            until_today += segment.until(today);
            until_later += segment.until(later);
            let daily = segment.of(1);
            if first.is_none() && segment.to >= today && !daily.is_zero() {
                first = Some((segment.from.max(today), daily));
            }
        }
        now += until_today.rounded();
        then += until_later.rounded();
        growth = match (growth, first) {
            (Some(known), Some(other)) if known.0 == other.0 => Some((known.0, known.1 + other.1)),
            (Some(known), Some(other)) if other.0 < known.0 => Some(other),
            (known, other) => known.or(other),
        };
    }
    let growth = growth.map(|(from, daily)| Growth { from, daily: daily.rounded() });
    Outlook { today: now, in_ten_days: then, growth }
}
