//! How far a month has come: what is given, what is missing, and what will be counted instead.
use super::{Meter, MeterRow, Reading};
use crate::{
    calendar::Period,
    ids::{AccountId, BuildingId},
    quantity::Quantity,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// «Сдача показаний»: the houses that one serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthPage {
    pub period: Period,
    /// The month that has come last.
    pub latest: Period,
    pub houses: Vec<HouseProgress>,
    /// Whoever asks may close it.
    pub may_close: bool,
}

impl MonthPage {
    /// Months that can be chosen, and closed.
    pub const CHOICES: u32 = 3;
    /// Months that can be looked at: ten years.
    const SHOWN: u32 = 120;

    /// The earliest month that can be chosen while one is the last that has come.
    #[must_use]
    pub fn first_choice(latest: Period) -> Period {
        latest.minus(Self::CHOICES - 1)
    }

    /// Whether a month can be looked at: it has begun, and not in another age.
    #[must_use]
    pub fn shows(period: Period, latest: Period) -> bool {
        (latest.minus(Self::SHOWN)..=latest).contains(&period)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseProgress {
    pub id: BuildingId,
    pub address: String,
    /// Those that people read: in use in that month, of accounts that are open.
    pub meters: i64,
    /// Of these, with a reading of that month that was not refused.
    pub given: i64,
    /// Of these, with one that waits for staff.
    pub waiting: i64,
    /// Company time.
    pub closed_at: Option<NaiveDateTime>,
}

impl HouseProgress {
    #[must_use]
    pub const fn missing(&self) -> i64 {
        self.meters - self.given
    }

    /// 0 to 100, rounded down: a hundred is everything.
    #[must_use]
    pub const fn percent(&self) -> i64 {
        if self.meters == 0 { 100 } else { self.given * 100 / self.meters }
    }
}

/// «Кто не сдал»: a part of a house, by account number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingPage {
    pub building: BuildingId,
    pub address: String,
    pub period: Period,
    pub today: NaiveDate,
    pub accounts: Vec<MissingAccount>,
    /// Where the next part begins: an account number.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingAccount {
    pub id: AccountId,
    pub number: String,
    /// Of the unit.
    pub label: String,
    pub meters: Vec<MissingMeter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingMeter {
    pub meter: Meter,
    pub previous: Option<Reading>,
    pub estimate: Estimate,
}

/// What is counted for a month without a reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Estimate {
    /// The average month (ПП 354, п. 59): `total / months` for each zone.
    Average { total: Vec<Quantity>, months: u32 },
    /// The norm (ПП 354, п. 60).
    Norm,
}

/// Months of history that an average needs at the least (п. 59).
const ENOUGH_MONTHS: u32 = 3;
/// Months in a row that the average is counted for; then it is the norm (п. 59, 60).
const MOST_MONTHS: i32 = 3;

/// What is counted for a meter that has no reading of the month.
#[must_use]
pub fn estimate(row: &MeterRow, period: Period) -> Estimate {
    let missed = row.previous.as_ref().map_or(i32::MAX, |previous| period.months_since(previous.period));
    match &row.pace {
        Some(pace) if pace.months >= ENOUGH_MONTHS && missed <= MOST_MONTHS => {
            Estimate::Average { total: pace.total.clone(), months: pace.months }
        }
        _ => Estimate::Norm,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::{
        meter_row,
        tests::{guide, meter, period, reading},
    };

    #[test]
    fn the_average_is_counted_for_three_months_and_then_the_norm() {
        let average = Estimate::Average { total: vec![Quantity(58)], months: 5 };
        for (month, expected) in
            [("2018-01", average.clone()), ("2018-03", average), ("2018-04", Estimate::Norm)]
        {
            let row = meter_row(meter(1, 5, 0), &guide(), period(month));
            assert_eq!(estimate(&row, period(month)), expected, "{month}");
        }
    }

    #[test]
    fn a_short_history_has_no_average() {
        let readings = [reading("2017-10", &[371]), reading("2017-12", &[388])];
        let row = meter_row(meter(1, 5, 0), &readings, period("2018-01"));
        assert_eq!(estimate(&row, period("2018-01")), Estimate::Norm);
    }

    #[test]
    fn months_of_another_age_are_not_shown_and_three_can_be_chosen() {
        let latest = period("2018-01");
        assert_eq!(MonthPage::first_choice(latest), period("2017-11"));
        for (month, shown) in
            [("2018-02", false), ("2018-01", true), ("2008-01", true), ("2007-12", false), ("0001-01", false)]
        {
            assert_eq!(MonthPage::shows(period(month), latest), shown, "{month}");
        }
    }

    #[test]
    fn a_house_is_whole_at_a_hundred_and_not_before() {
        let house = |meters, given| HouseProgress {
            id: BuildingId(uuid::Uuid::nil()),
            address: String::new(),
            meters,
            given,
            waiting: 0,
            closed_at: None,
        };
        for (meters, given, percent) in [(0, 0, 100), (300, 299, 99), (300, 300, 100), (3, 1, 33)] {
            assert_eq!(house(meters, given).percent(), percent, "{given} of {meters}");
        }
    }
}
