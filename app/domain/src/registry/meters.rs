use super::{
    Wrong,
    form::{act, day, past_day, reason},
};
use crate::{
    Rejection,
    calendar::Period,
    ids::MeterId,
    quantity::{Dial, Quantity},
    readings::{Meter, MeterRow, ReadingState},
    texts::clean,
};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Characters of a serial number.
const LONGEST_SERIAL: usize = 60;
/// Months that no verification holds longer than: most meters have 4 to 16 years.
const LONGEST_TERM: Months = Months::new(20 * 12);

/// Another meter hangs where this one did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    pub meter: MeterId,
    /// Of the new meter, chosen by the page: sending it twice is one replacement.
    pub fresh: MeterId,
    #[serde(default)]
    pub on: String,
    /// What the old one showed in the end, one a zone.
    #[serde(default)]
    pub last: Vec<String>,
    #[serde(default)]
    pub serial: String,
    /// As the old one has it where it is empty; so are digits and decimals.
    #[serde(default)]
    pub zones: String,
    #[serde(default)]
    pub digits: String,
    #[serde(default)]
    pub decimals: String,
    /// What the new one showed when it was hung, one a zone.
    #[serde(default)]
    pub first: Vec<String>,
    /// May be empty.
    #[serde(default)]
    pub verified_until: String,
    /// Number of the act; may be empty.
    #[serde(default)]
    pub act: String,
}

/// A replacement whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    pub on: NaiveDate,
    pub last: Vec<Quantity>,
    pub fresh: Meter,
    pub first: Vec<Quantity>,
    pub act: String,
}

/// A meter was looked at in a laboratory, or at home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    pub meter: MeterId,
    #[serde(default)]
    pub on: String,
    /// The last day on which it is valid.
    #[serde(default)]
    pub until: String,
    /// Number of the act; may be empty.
    #[serde(default)]
    pub act: String,
}

/// A verification whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub on: NaiveDate,
    pub until: NaiveDate,
    pub act: String,
}

/// A meter hangs no more, and no other in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    pub meter: MeterId,
    #[serde(default)]
    pub on: String,
    /// What it showed, one a zone; all empty where nobody read it.
    #[serde(default)]
    pub last: Vec<String>,
    #[serde(default)]
    pub reason: String,
}

/// A removal whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    pub on: NaiveDate,
    pub last: Option<Vec<Quantity>>,
    pub reason: String,
}

/// What a change of a meter is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub today: NaiveDate,
    /// The meter with its readings around the period.
    pub row: &'a MeterRow,
    /// The month that a reading of the day of the change counts for.
    pub period: Period,
    /// The company has closed that month.
    pub closed: bool,
}

impl Scene<'_> {
    /// The day on which a meter is taken down. `read`: its reading of that day replaces the one of the month.
    fn taken_down(&self, text: &str, read: bool) -> Result<NaiveDate, Wrong> {
        let MeterRow { meter, previous, current, next, .. } = self.row;
        if let Some(on) = meter.removed_on {
            return Err(Wrong::RemovedAlready { on });
        }
        let day = past_day(text, self.today)?;
        if let Some(on) = meter.installed_on.filter(|on| day < *on) {
            return Err(Wrong::BeforeInstalled { on });
        }
        let billed = current.as_ref().is_some_and(|current| current.state == ReadingState::Accepted);
        if self.closed || billed {
            return Err(Wrong::MonthClosed { period: self.period });
        }
        if let Some(next) = next {
            return Err(Wrong::LaterReading { period: next.period });
        }
        let of_month = current.as_ref().filter(|current| !read && !current.is_refused());
        match previous.iter().chain(of_month).map(|reading| reading.taken_on).max() {
            Some(on) if day < on => Err(Wrong::BeforeReading { on }),
            _ => Ok(day),
        }
    }

    /// What the meter showed in the end: on its dial, and no less than before.
    fn last(&self, typed: &[String], rejection: &mut Rejection) -> Option<Vec<Quantity>> {
        let meter = &self.row.meter;
        let values = values(meter.dial, meter.zones().len(), "last", typed, rejection)?;
        let before = self.row.previous.iter().flat_map(|previous| &previous.values);
        for (zone, (value, before)) in values.iter().zip(before).enumerate() {
            if value < before {
                let below = Wrong::BelowLast { last: meter.dial.format(*before) };
                rejection.0.push((format!("last[{zone}]"), below.into()));
            }
        }
        Some(values)
    }
}

impl Replacement {
    /// `others` are all other meters of the account, removed ones too.
    ///
    /// # Errors
    /// A rejection of the fields `on`, `last[…]`, `serial`, `zones`, `digits`, `first[…]`, `verified_until` and `act`.
    pub fn check(&self, scene: &Scene<'_>, others: &[Meter]) -> Result<Replaced, Rejection> {
        let old = &scene.row.meter;
        let mut rejection = Rejection::default();
        let on = rejection.check("on", scene.taken_down(&self.on, true));
        let last = scene.last(&self.last, &mut rejection);
        let serial = rejection.check("serial", self.new_serial(old, others));
        let zones = rejection.check("zones", zones(&self.zones, old.zones));
        let dial = rejection.check("digits", dial(&self.digits, &self.decimals, old.dial));
        let first = zones
            .zip(dial)
            .and_then(|(zones, dial)| values(dial, usize::from(zones), "first", &self.first, &mut rejection));
        let verified = match self.verified_until.trim() {
            "" => Ok(None),
            text => valid_until(text, on).map(Some),
        };
        let verified_until = rejection.check("verified_until", verified);
        let act = rejection.check("act", act(&self.act));
        match (on, last, serial, zones, dial, first, verified_until, act) {
            (
                Some(on),
                Some(last),
                Some(serial),
                Some(zones),
                Some(dial),
                Some(first),
                Some(verified_until),
                Some(act),
            ) if rejection.0.is_empty() => {
                let fresh = Meter {
                    id: self.fresh,
                    resource: old.resource,
                    serial,
                    zones,
                    dial,
                    place: old.place.clone(),
                    automatic: old.automatic,
                    installed_on: Some(on),
                    removed_on: None,
                    verified_until,
                };
                Ok(Replaced { on, last, fresh, first, act })
            }
            _ => Err(rejection),
        }
    }

    /// The meter of an account is known by resource and serial number: the new one needs another.
    fn new_serial(&self, old: &Meter, others: &[Meter]) -> Result<String, Wrong> {
        let serial = clean(&self.serial);
        let key = Meter::serial_key(&serial);
        if key.is_empty() || serial.chars().count() > LONGEST_SERIAL {
            return Err(Wrong::SerialMissing);
        }
        let known = |meter: &Meter| meter.resource == old.resource && Meter::serial_key(&meter.serial) == key;
        if known(old) || others.iter().any(known) { Err(Wrong::SerialKnown) } else { Ok(serial) }
    }
}

impl Verification {
    /// # Errors
    /// A rejection of the fields `on`, `until` and `act`.
    pub fn check(&self, meter: &Meter, today: NaiveDate) -> Result<Verified, Rejection> {
        let mut rejection = Rejection::default();
        let on = past_day(&self.on, today).and_then(|on| match (meter.removed_on, meter.installed_on) {
            (Some(removed), _) => Err(Wrong::RemovedAlready { on: removed }),
            (None, Some(installed)) if on < installed => Err(Wrong::BeforeInstalled { on: installed }),
            _ => Ok(on),
        });
        let on = rejection.check("on", on);
        let until = rejection.check("until", valid_until(&self.until, on));
        let act = rejection.check("act", act(&self.act));
        let (Some(on), Some(until), Some(act)) = (on, until, act) else { return Err(rejection) };
        Ok(Verified { on, until, act })
    }
}

impl Removal {
    /// # Errors
    /// A rejection of the fields `on`, `last[…]` and `reason`.
    pub fn check(&self, scene: &Scene<'_>) -> Result<Removed, Rejection> {
        let mut rejection = Rejection::default();
        let read = self.last.iter().any(|value| !value.trim().is_empty());
        let on = rejection.check("on", scene.taken_down(&self.on, read));
        let last = read.then(|| scene.last(&self.last, &mut rejection)).flatten();
        let reason = rejection.check("reason", reason(&self.reason, Wrong::WhyMissing));
        match (on, reason) {
            (Some(on), Some(reason)) if rejection.0.is_empty() => Ok(Removed { on, last, reason }),
            _ => Err(rejection),
        }
    }
}

/// One value a zone, each on the dial.
fn values(
    dial: Dial,
    zones: usize,
    field: &str,
    typed: &[String],
    rejection: &mut Rejection,
) -> Option<Vec<Quantity>> {
    let values: Vec<Option<Quantity>> = (0..zones)
        .map(|zone| {
            let text = typed.get(zone).map_or("", String::as_str);
            rejection.check(&format!("{field}[{zone}]"), dial.parse(text))
        })
        .collect();
    values.into_iter().collect()
}

fn zones(text: &str, old: u8) -> Result<u8, Wrong> {
    match text.trim() {
        "" => Ok(old),
        text => text.parse().ok().filter(|zones| (1..=4).contains(zones)).ok_or(Wrong::NoSuchZones),
    }
}

fn dial(digits: &str, decimals: &str, old: Dial) -> Result<Dial, Wrong> {
    let count = |text: &str, old: u8| match text.trim() {
        "" => Some(old),
        text => text.parse().ok().filter(|count| *count <= Dial::MAX_DIGITS),
    };
    let counts = count(digits, old.digits).zip(count(decimals, old.decimals));
    counts.and_then(|(digits, decimals)| Dial::new(digits, decimals)).ok_or(Wrong::NoSuchDial)
}

/// The last day of a verification that was made on a day.
fn valid_until(text: &str, on: Option<NaiveDate>) -> Result<NaiveDate, Wrong> {
    let until = day(text)?;
    let Some(on) = on else { return Ok(until) };
    if until <= on {
        return Err(Wrong::NotAfter { on });
    }
    match on.checked_add_months(LONGEST_TERM) {
        Some(latest) if until > latest => Err(Wrong::TooLate { latest }),
        _ => Ok(until),
    }
}
