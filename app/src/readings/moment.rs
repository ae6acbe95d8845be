//! What a row may be, given the day, the period and what has been answered.
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::{AccountId, MeterId},
    readings::{
        AnsweredLine, Entry, MeterRow, Reading, ReadingsPage, Refusal, SubmissionWindow, Verdict,
        check_reading,
    },
};

#[derive(Clone, Copy)]
pub struct Moment {
    pub today: NaiveDate,
    pub period: Period,
    pub account: AccountId,
    /// The company has closed the period.
    pub accepted: bool,
    pub window: SubmissionWindow,
}

/// What can be done with a row.
pub enum Mode {
    Open,
    /// A reading is there; it opens again for a correction.
    Taken,
    Closed(Refusal),
}

impl Moment {
    pub const fn of(page: &ReadingsPage, window: SubmissionWindow) -> Self {
        Self {
            today: page.today,
            period: page.period,
            account: page.account,
            accepted: page.accepted,
            window,
        }
    }

    /// Judges what is typed, as the server will, before anything is explained.
    pub fn check(self, row: &MeterRow, values: &[String]) -> Verdict {
        check_reading(
            row,
            Entry {
                values,
                explanation: None,
                base: row.current.as_ref().map(|reading| reading.id),
                period: self.period,
                period_accepted: self.accepted,
                window: self.window,
                today: self.today,
            },
        )
    }

    pub fn mode(self, row: &MeterRow, answered: Option<&AnsweredLine>, correct: Option<MeterId>) -> Mode {
        if let Verdict::Refused(reason) = self.check(row, &[])
            && !matches!(reason, Refusal::Value { .. } | Refusal::ZoneMissing { .. })
        {
            return Mode::Closed(reason);
        }
        let unresolved = answered.is_some_and(|line| !matches!(line.verdict, Verdict::Taken { .. }));
        if row.current.as_ref().is_none_or(Reading::is_refused) || unresolved || correct == Some(row.meter.id)
        {
            Mode::Open
        } else {
            Mode::Taken
        }
    }

    /// What is said of a reading that stands.
    pub fn taken(self, row: &MeterRow, reading: &Reading) -> Verdict {
        let values = row.meter.shown(&reading.values);
        self.check(row, &values)
    }
}
