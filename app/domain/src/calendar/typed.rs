//! Days and moments as forms send them, and as people write them.
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Deserializer, de::Error as _};

/// Years that the portal speaks of: what is outside is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// `2018-01-25`, `25.01.2018`.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let parse = |form| NaiveDate::parse_from_str(text, form);
    let parsed = parse("%Y-%m-%d").or_else(|_| parse("%d.%m.%Y")).ok();
    parsed.filter(|day| YEARS.contains(&day.year()))
}

/// `2018-01-25T10:00`, to which some browsers add seconds; `25.01.2018 10:00`.
#[must_use]
pub fn moment(text: &str) -> Option<NaiveDateTime> {
    let (on, at) = text.trim().split_once(['T', ' '])?;
    let parse = |form| NaiveTime::parse_from_str(at.trim(), form);
    let at = parse("%H:%M").or_else(|_| parse("%H:%M:%S%.f")).ok()?;
    Some(day(on)?.and_time(at))
}

/// A field that may be empty: `wrong` where something else than `read` knows is typed.
pub(crate) fn optional<T, E>(text: &str, read: impl Fn(&str) -> Option<T>, wrong: E) -> Result<Option<T>, E> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some).ok_or(wrong) }
}

/// The day of a form that is read as it comes; empty is none.
pub(crate) fn day_of_form<'de, D: Deserializer<'de>>(form: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = Option::<String>::deserialize(form)?.unwrap_or_default();
    optional(&text, day, ()).map_err(|()| D::Error::custom("no such day"))
}
