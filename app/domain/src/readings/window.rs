use crate::calendar::Period;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days of the month on which readings are collected (срок передачи), both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionWindow {
    pub first_day: u8,
    pub last_day: u8,
}

/// Where a day stands to the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowState {
    /// Not yet open: a reading given now still counts for this month.
    Ahead { opens: NaiveDate, days: i64 },
    /// `days` is 0 on the last day.
    Open { last: NaiveDate, days: i64 },
    /// A reading given now counts for the next month.
    Closed { closed_on: NaiveDate, next: Period },
}

impl SubmissionWindow {
    /// ПП 354 before the company sets its own.
    pub const DEFAULT: Self = Self { first_day: 15, last_day: 25 };

    #[must_use]
    pub fn state(self, today: NaiveDate) -> WindowState {
        let month = Period::of(today);
        let (first, last) = (month.day(self.first_day), month.day(self.last_day));
        if today < first {
            WindowState::Ahead { opens: first, days: (first - today).num_days() }
        } else if today <= last {
            WindowState::Open { last, days: (last - today).num_days() }
        } else {
            WindowState::Closed { closed_on: last, next: month.plus(1) }
        }
    }

    /// The period that a reading given on a day counts for (ПП 354: after the last day, the next one).
    #[must_use]
    pub fn due_period(self, today: NaiveDate) -> Period {
        let month = Period::of(today);
        if today.day() <= month.day(self.last_day).day() { month } else { month.plus(1) }
    }
}
