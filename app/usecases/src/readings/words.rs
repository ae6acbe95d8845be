//! The Russian words of letters and tables about readings.
use chrono::{Datelike, NaiveDate};
use domain::{
    calendar::Period,
    readings::{Meter, ReadingState, Resource, Zone},
};

/// As the guide calls a meter: «ХВС», «ЭЛТТ».
pub(super) const fn resource(meter: &Meter) -> &'static str {
    match (meter.resource, meter.zones) {
        (Resource::ColdWater, _) => "ХВС",
        (Resource::HotWater, _) => "ГВС",
        (Resource::Electricity, 2) => "ЭЛДТ",
        (Resource::Electricity, 3) => "ЭЛТТ",
        (Resource::Electricity, 4) => "ЭЛМТ",
        (Resource::Electricity, _) => "ЭЛ",
        (Resource::Heat, _) => "ТЭ",
        (Resource::Gas, _) => "ГАЗ",
    }
}

/// Empty for the only dial of a meter.
pub(super) const fn zone(zone: Zone) -> &'static str {
    match zone {
        Zone::Single => "",
        Zone::Day => "день",
        Zone::Night => "ночь",
        Zone::HalfPeak => "полупик",
        Zone::Peak => "пик",
    }
}

pub(super) const fn state(state: ReadingState) -> &'static str {
    match state {
        ReadingState::Given => "принято",
        ReadingState::ForReview => "на проверке",
        ReadingState::Accepted => "учтено",
    }
}

pub(super) fn date(day: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// «01.2018».
pub(super) fn month(period: Period) -> String {
    format!("{:02}.{:04}", period.month(), period.year())
}
