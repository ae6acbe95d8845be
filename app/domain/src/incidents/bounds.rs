use super::IncidentKind;
use crate::{
    Rule,
    calendar::{check_day, days_before},
};
use chrono::{Days, NaiveDate, NaiveDateTime};

/// An outage that began longer ago is announced no more, in days.
const BACK: u64 = 31;
/// How far ahead works are planned, and how long an outage lasts at most, in days.
const AHEAD: u64 = 365;

/// When an incident may begin: an emergency has happened by the end of today, works are planned for a year ahead.
///
/// # Errors
/// [`Rule::DayOutside`].
pub fn check_beginning(kind: IncidentKind, from: NaiveDateTime, today: NaiveDate) -> Result<(), Rule> {
    let last = match kind {
        IncidentKind::Emergency => today,
        IncidentKind::Planned => later(today, AHEAD),
    };
    check_day(from.date(), days_before(today, BACK), last)
}

/// When an incident may end: later than it began, and within a year.
///
/// # Errors
/// [`Rule::SpanBackwards`], [`Rule::SpanEmpty`], [`Rule::DayOutside`].
pub fn check_end(from: NaiveDateTime, to: Option<NaiveDateTime>) -> Result<(), Rule> {
    match to {
        None => Ok(()),
        Some(to) if to < from => Err(Rule::SpanBackwards),
        Some(to) if to == from => Err(Rule::SpanEmpty),
        Some(to) => check_day(to.date(), from.date(), later(from.date(), AHEAD)),
    }
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
