use super::*;
use crate::{law::Dated, rejection::Rule};
use chrono::{NaiveDate, NaiveDateTime};

mod board;
mod clocks;
mod form;
mod properties;
mod recognise;
mod states;

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The terms of standards §6, all from one day on.
fn limits() -> Limits {
    let terms = [
        (Limit::Answer, 5),
        (Limit::Localise, 30),
        (Limit::Repair, 4_320),
        (Limit::Sewer, 120),
        (Limit::Chute, 120),
        (Limit::Quality, 120),
        (Limit::MeterCheck, 10),
        (Limit::Roof, 1_440),
        (Limit::Door, 1_440),
        (Limit::WindowInWinter, 1_440),
        (Limit::WindowInSummer, 4_320),
        (Limit::Ordinary, 10),
    ];
    Limits::new(terms.into_iter().map(|(limit, amount)| (limit, Dated::new([(day("2013-06-01"), amount)]))))
}
