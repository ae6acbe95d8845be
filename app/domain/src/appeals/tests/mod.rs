use super::*;
use crate::{
    calendar::WorkingDays,
    law::Dated,
    rejection::Rule,
    tickets::{By, Limit, Limits, Standing},
};
use chrono::{NaiveDate, NaiveDateTime};

mod clocks;
mod forms;
mod states;

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
