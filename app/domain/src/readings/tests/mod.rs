use super::*;
use crate::{
    calendar::Period,
    ids::{MeterId, ReadingId},
    quantity::{Dial, Quantity},
};
use chrono::NaiveDate;
use uuid::Uuid;

mod asked;
mod check;
mod history;
mod properties;
mod row;
mod submission;
mod window;

const WINDOW: SubmissionWindow = SubmissionWindow { first_day: 15, last_day: 25 };

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn period(text: &str) -> Period {
    text.parse().unwrap()
}

pub(crate) fn meter(zones: u8, digits: u8, decimals: u8) -> Meter {
    Meter {
        id: MeterId(Uuid::nil()),
        resource: Resource::ColdWater,
        serial: "100708114".into(),
        zones,
        dial: Dial::new(digits, decimals).unwrap(),
        place: None,
        automatic: false,
        installed_on: None,
        removed_on: None,
        verified_until: None,
    }
}

/// A reading of the last day of its month; its id follows from what it says.
pub(crate) fn reading(month: &str, values: &[i64]) -> Reading {
    let period = period(month);
    Reading {
        id: ReadingId(Uuid::from_u128(number(period, values))),
        period,
        taken_on: period.last_day(),
        values: values.iter().copied().map(Quantity).collect(),
        state: ReadingState::Given,
        refusal: None,
    }
}

pub(crate) fn number(period: Period, values: &[i64]) -> u128 {
    let month = period.months_since(Period::new(1, 1).unwrap()).unsigned_abs();
    values.iter().fold(month.into(), |number, value| (number << 32) + u128::from(value.unsigned_abs()))
}

pub(crate) fn in_state(state: ReadingState, reading: Reading) -> Reading {
    Reading { state, ..reading }
}

/// The cold water of the guide: 58 m³ in 153 days.
pub(crate) fn guide() -> Vec<Reading> {
    let months = ["2017-07", "2017-08", "2017-09", "2017-10", "2017-11", "2017-12"];
    months.iter().zip([330, 352, 363, 371, 382, 388]).map(|(month, value)| reading(month, &[value])).collect()
}

/// What is typed, and when.
#[derive(Debug)]
struct Case {
    row: MeterRow,
    period: Period,
    today: NaiveDate,
    base: Option<ReadingId>,
    said: Option<Explanation>,
    accepted: bool,
}

impl Case {
    /// For January 2018, on the 20th.
    fn of(meter: Meter, readings: &[Reading]) -> Self {
        Self::on("2018-01-20", meter, readings)
    }

    fn on(today: &str, meter: Meter, readings: &[Reading]) -> Self {
        let today = day(today);
        let period = WINDOW.due_period(today);
        Self {
            row: meter_row(meter, readings, period),
            period,
            today,
            base: None,
            said: None,
            accepted: false,
        }
    }

    fn says(self, said: Explanation) -> Self {
        Self { said: Some(said), ..self }
    }

    fn over(self, base: &Reading) -> Self {
        Self { base: Some(base.id), ..self }
    }

    /// Zones are separated by spaces; `_` is an empty one.
    fn verdict(&self, typed: &str) -> Verdict {
        let values: Vec<String> = typed
            .split(' ')
            .map(|value| if value == "_" { String::new() } else { value.to_owned() })
            .collect();
        let entry = Entry {
            values: &values,
            explanation: self.said,
            base: self.base,
            period: self.period,
            period_accepted: self.accepted,
            window: WINDOW,
            today: self.today,
        };
        check_reading(&self.row, entry)
    }

    #[track_caller]
    fn check(&self, typed: &str, expected: &str) {
        assert_eq!(shown(&self.verdict(typed)), expected, "{typed:?}");
    }
}

/// A verdict in one line: `Given +7`, `below 341: rolled 99990, expected 349, Typo`, `refused Automatic`.
pub(crate) fn shown(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Taken { consumption, state, notes, .. } => {
            let used = consumption.iter().flatten().map(|used| format!(" +{}", used.0));
            let notes = notes.iter().map(|note| format!(", {note:?}"));
            format!("{state:?}{}", used.chain(notes).collect::<String>())
        }
        Verdict::Asked { question, .. } => asked(question),
        Verdict::Refused(refusal) => format!("refused {refusal:?}"),
    }
}

pub(crate) fn asked(question: &Question) -> String {
    match question {
        Question::BelowPrevious { zone, previous, rolled, expected, likely, .. } => {
            let expected = expected.map_or("-".to_owned(), |expected| expected.0.to_string());
            format!("zone {zone} below {}: rolled {}, expected {expected}, {likely:?}", previous.0, rolled.0)
        }
        Question::AboveUsual { zone, consumption, usual } => {
            format!("zone {zone} above usual: {} of {}", consumption.0, usual.0)
        }
        Question::ZonesSwapped { first, second } => format!("swapped {first} {second}"),
        Question::NothingUsed => "nothing used".to_owned(),
        Question::Conflict { theirs } => format!("conflict with {}", theirs[0].0),
    }
}
