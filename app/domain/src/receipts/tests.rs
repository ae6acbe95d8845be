use super::*;
use crate::{
    ids::{MeterId, ReadingId},
    money::{Tariff, Volume},
    readings::ReadingState,
};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn reference(amount: i64, opening: i64, paid: i64, penalty: i64) -> Reference {
    Reference {
        amount: Money(amount),
        opening: Money(opening),
        paid: Money(paid),
        paid_last_on: None,
        counted_until: day("2017-12-31"),
        penalty: Money(penalty),
    }
}

#[test]
fn the_kopeck_of_the_guide_is_carried_over() {
    let guide = reference(461_160, 492_301, 492_302, 0);
    assert_eq!(guide.carried(), Money(-1));
    assert_eq!((guide.due(), guide.advance()), (Money(461_159), Money::ZERO));
}

#[test]
fn debt_and_penalties_are_due_with_the_bill() {
    assert_eq!(reference(10_000, 5_000, 2_000, 119).due(), Money(13_119));
}

#[test]
fn more_paid_than_owed_is_an_advance_and_nothing_is_due() {
    let paid_ahead = reference(10_000, -25_000, 0, 0);
    assert_eq!((paid_ahead.due(), paid_ahead.advance()), (Money::ZERO, Money(15_000)));
    let given_back = reference(-4_000, 0, 0, 0);
    assert_eq!((given_back.due(), given_back.advance()), (Money::ZERO, Money(4_000)));
}

fn meter(zones: u8, digits: u8, decimals: u8) -> Meter {
    Meter {
        id: MeterId(Uuid::nil()),
        resource: Resource::Electricity,
        serial: "9904514".into(),
        zones,
        dial: Dial::new(digits, decimals).unwrap(),
        place: None,
        automatic: false,
        installed_on: Some(day("2015-12-31")),
        removed_on: None,
        verified_until: Some(day("2021-12-31")),
    }
}

fn reading(month: &str, values: &[i64], state: ReadingState) -> Reading {
    let period = period(month);
    let values = values.iter().copied().map(Quantity).collect();
    Reading { id: ReadingId(Uuid::nil()), period, taken_on: period.last_day(), values, state, refusal: None }
}

#[test]
fn every_dial_of_a_meter_has_a_line() {
    let readings = [
        reading("2017-11", &[3_524_415, 3_644_928], ReadingState::Accepted),
        reading("2017-12", &[3_605_962, 3_734_278], ReadingState::Accepted),
        reading("2018-01", &[3_702_415, 3_801_006], ReadingState::Given),
    ];
    let lines = meter_lines(meter(2, 4, 3), &readings, period("2017-12"));
    let shown: Vec<_> = lines.iter().map(|line| (line.zone, line.before, line.now, line.used)).collect();
    let some = |steps| Some(Quantity(steps));
    assert_eq!(
        shown,
        [
            (Zone::Day, some(3_524_415), some(3_605_962), some(81_547)),
            (Zone::Night, some(3_644_928), some(3_734_278), some(89_350)),
        ]
    );
}

#[test]
fn a_reading_that_waits_for_review_is_not_shown() {
    let readings = [
        reading("2017-11", &[100], ReadingState::Accepted),
        reading("2017-12", &[90], ReadingState::ForReview),
    ];
    let lines = meter_lines(meter(1, 5, 0), &readings, period("2017-12"));
    assert_eq!((lines[0].before, lines[0].now, lines[0].used), (Some(Quantity(100)), None, None));
}

#[test]
fn a_meter_that_went_through_zero_has_used_what_it_used() {
    let readings = [
        reading("2017-11", &[99_998], ReadingState::Accepted),
        reading("2017-12", &[5], ReadingState::Accepted),
    ];
    let lines = meter_lines(meter(1, 5, 0), &readings, period("2017-12"));
    assert_eq!(lines[0].used, Some(Quantity(7)));
}

#[test]
fn a_meter_that_was_taken_off_before_is_left_out() {
    let mut gone = meter(1, 5, 0);
    gone.removed_on = Some(day("2017-11-15"));
    let readings = [reading("2017-11", &[100], ReadingState::Accepted)];
    assert!(meter_lines(gone, &readings, period("2017-12")).is_empty());
}

#[test]
fn only_volumes_that_come_from_meters_are_explained_by_them() {
    let line = |source| ServiceLine {
        service: "ХВС".into(),
        unit: "м³".into(),
        volume: Some(Volume(6_000_000)),
        source,
        tariff: Some(Tariff(30_900_000)),
        charged: Money(18_540),
        factor: None,
        factor_sum: Money::ZERO,
        recalculation: Money::ZERO,
        benefit: Money::ZERO,
    };
    assert!(shows_meters(&[line(Some(VolumeSource::Area)), line(Some(VolumeSource::Average))]));
    assert!(!shows_meters(&[line(Some(VolumeSource::Area)), line(None)]));
}

#[test]
fn a_unit_has_its_code_however_it_is_written() {
    for (unit, code) in [
        ("м³", "113"),
        ("куб. м", "113"),
        ("м3", "113"),
        ("Гкал", "233"),
        ("кВт·ч", "245"),
        ("кВт*ч", "245"),
        ("кВт.ч", "245"),
        ("кв. м", "055"),
        ("м²", "055"),
        ("чел.", "792"),
    ] {
        assert_eq!(okei(unit), Some(code), "{unit}");
    }
    assert_eq!(okei("кв."), None);
    assert_eq!(okei(""), None);
}
