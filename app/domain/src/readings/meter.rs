use super::Pace;
use crate::{
    calendar::Period,
    fold::{capitals, is_dash},
    ids::{MeterId, ReadingId},
    quantity::{Dial, Quantity},
};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Resource {
    ColdWater,
    HotWater,
    Electricity,
    Heat,
    Gas,
}

impl Resource {
    pub const ALL: [Self; 5] = [Self::ColdWater, Self::HotWater, Self::Electricity, Self::Heat, Self::Gas];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ColdWater => "cold_water",
            Self::HotWater => "hot_water",
            Self::Electricity => "electricity",
            Self::Heat => "heat",
            Self::Gas => "gas",
        }
    }

    /// The resource of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|resource| resource.code() == code)
    }
}

/// A tariff zone of a dial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// The only dial of a one-tariff meter.
    Single,
    Day,
    Night,
    HalfPeak,
    Peak,
}

impl Zone {
    /// The zones of a meter in the order of its registers Т1 … Т4; a number of zones that no meter has counts as one.
    #[must_use]
    pub const fn of(count: u8) -> &'static [Self] {
        match count {
            2 => &[Self::Day, Self::Night],
            3 => &[Self::Day, Self::Night, Self::HalfPeak],
            4 => &[Self::Peak, Self::Day, Self::Night, Self::HalfPeak],
            _ => &[Self::Single],
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meter {
    pub id: MeterId,
    pub resource: Resource,
    /// As it is printed on the meter.
    pub serial: String,
    /// Number of tariff zones, 1 to 4.
    pub zones: u8,
    pub dial: Dial,
    /// Where it hangs, if the company says so: «кухня».
    pub place: Option<String>,
    /// Read by a machine: nobody submits by hand.
    pub automatic: bool,
    pub installed_on: Option<NaiveDate>,
    pub removed_on: Option<NaiveDate>,
    /// Last day on which the verification (поверка) is valid.
    pub verified_until: Option<NaiveDate>,
}

/// How long a verification still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerificationState {
    Unknown,
    Valid {
        until: NaiveDate,
    },
    /// Two months or less are left.
    EndsSoon {
        until: NaiveDate,
    },
    Expired {
        on: NaiveDate,
    },
}

impl Meter {
    #[must_use]
    pub const fn zones(&self) -> &'static [Zone] {
        Zone::of(self.zones)
    }

    /// Values as its dial shows them, one a zone.
    #[must_use]
    pub fn shown(&self, values: &[Quantity]) -> Vec<String> {
        values.iter().map(|value| self.dial.format(*value)).collect()
    }

    #[must_use]
    pub fn verification(&self, today: NaiveDate) -> VerificationState {
        match self.verified_until {
            None => VerificationState::Unknown,
            Some(on) if on < today => VerificationState::Expired { on },
            Some(until) if today.checked_add_months(Months::new(2)).is_some_and(|soon| until <= soon) => {
                VerificationState::EndsSoon { until }
            }
            Some(until) => VerificationState::Valid { until },
        }
    }

    /// In use on a day: installed before or on it, and not yet removed.
    #[must_use]
    pub fn is_in_use(&self, day: NaiveDate) -> bool {
        self.installed_on.is_none_or(|on| on <= day) && self.removed_on.is_none_or(|on| day <= on)
    }

    /// The serial number folded: spaces, dashes, case and look-alike letters do not count.
    #[must_use]
    pub fn serial_key(serial: &str) -> String {
        capitals(serial).filter(|c| !c.is_whitespace() && !is_dash(*c)).collect()
    }
}

/// How far a reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReadingState {
    /// Taken; it may be corrected.
    Given,
    /// Taken, but not counted before staff have looked at it.
    ForReview,
    /// Staff have looked at it, and it does not count.
    Refused,
    /// The company has put it into the bill.
    Accepted,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub id: ReadingId,
    /// The month it counts for.
    pub period: Period,
    pub taken_on: NaiveDate,
    /// One value a zone, in the order of [`Zone::of`].
    pub values: Vec<Quantity>,
    pub state: ReadingState,
    /// Why it does not count, where staff have refused it.
    pub refusal: Option<String>,
}

impl Reading {
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.state == ReadingState::Refused
    }

    /// Whether consumption is counted from it.
    #[must_use]
    pub fn counts(&self) -> bool {
        !matches!(self.state, ReadingState::ForReview | ReadingState::Refused)
    }
}

/// A meter with what the table shows of it for one period, and what a new value is judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterRow {
    pub meter: Meter,
    /// The last counted reading of an earlier period.
    pub previous: Option<Reading>,
    /// The reading of the period itself.
    pub current: Option<Reading>,
    /// The first counted reading of a later period, where an earlier one is being corrected.
    pub next: Option<Reading>,
    pub pace: Option<Pace>,
    /// Months in a row without consumption up to the previous reading.
    pub idle_months: u32,
    /// The multiplying factor of an expired verification, in hundredths, where the law has one (ПП 354).
    pub expired_factor: Option<u32>,
}
