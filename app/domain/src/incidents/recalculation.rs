use crate::{calendar::Period, tickets::Clause};
use chrono::{NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A draft of the recalculation after an interruption that was longer than the law allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recalculation {
    /// Minutes that are allowed.
    pub allowed: i64,
    pub clause: Clause,
    /// By billing period.
    pub months: Vec<Beyond>,
    /// Households that it touched.
    pub accounts: Vec<TouchedAccount>,
}

/// Hours of a billing period beyond what is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beyond {
    pub period: Period,
    /// Whole ones.
    pub hours: i64,
    pub share: Share,
}

/// A part of the charge for a service, in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share(pub i64);

/// An account that an incident touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchedAccount {
    pub number: String,
    /// Of the house.
    pub address: String,
    pub label: String,
}

impl Share {
    /// «за каждый час превышения … размер платы снижается на 0,15 процента» (Правила № 354, приложение № 1).
    const AN_HOUR: i64 = 15;
    const WHOLE: i64 = 10_000;

    #[must_use]
    pub fn of_hours(hours: i64) -> Self {
        Self(hours.saturating_mul(Self::AN_HOUR).clamp(0, Self::WHOLE))
    }
}

/// «0.45 %»
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}\u{a0}%", self.0 / 100, self.0 % 100)
    }
}

/// How long an interruption went beyond the allowed minutes, month by month; a month in which no whole hour was is left out.
#[must_use]
pub fn beyond(from: NaiveDateTime, ended: NaiveDateTime, allowed: i64) -> Vec<Beyond> {
    let minutes = chrono::TimeDelta::try_minutes(allowed);
    let Some(mut at) = minutes.and_then(|minutes| from.checked_add_signed(minutes)) else {
        return Vec::new();
    };
    let mut months = Vec::new();
    while at < ended {
        let period = Period::of(at.date());
        let next = period.plus(1).first_day().and_time(NaiveTime::MIN);
        let hours = (ended.min(next) - at).num_hours();
        if hours > 0 {
            months.push(Beyond { period, hours, share: Share::of_hours(hours) });
        }
        if next <= at {
            break;
        }
        at = next;
    }
    months
}
