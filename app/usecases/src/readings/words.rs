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

/// «ГВС 100719727»
pub(crate) fn name(meter: &Meter) -> String {
    format!("{} {}", resource(meter), meter.serial)
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
        ReadingState::Refused => "не принято",
        ReadingState::Accepted => "учтено",
    }
}

pub(crate) fn date(day: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// «01.2018».
pub(super) fn month(period: Period) -> String {
    format!("{:02}.{:04}", period.month(), period.year())
}

/// «январь 2018».
pub(crate) fn month_in_full(period: Period) -> String {
    const MONTHS: [&str; 12] = [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ];
    let name =
        MONTHS.iter().zip(1..).find(|(_, number)| *number == period.month()).map_or("", |(name, _)| name);
    format!("{name} {}", period.year())
}

/// «Ещё 2 строки ждут вас на странице показаний.»
pub(super) fn waiting(rows: usize) -> Option<String> {
    let counted = match (rows % 10, rows % 100) {
        _ if rows == 0 => return None,
        (1, teen) if teen != 11 => "строка ждёт",
        (2..=4, teen) if !(12..=14).contains(&teen) => "строки ждут",
        _ => "строк ждут",
    };
    Some(format!("Ещё {rows} {counted} вас на странице показаний."))
}
