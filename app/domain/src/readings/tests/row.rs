//! The row of a meter, put together from its readings.
use super::*;
use VerificationState::{EndsSoon, Expired, Unknown, Valid};

fn row(readings: &[Reading], month: &str) -> MeterRow {
    meter_row(meter(1, 5, 0), readings, period(month))
}

#[track_caller]
fn check_pace(readings: &[Reading], month: &str, expected: Option<(i64, u32, u32)>) {
    let pace = row(readings, month).pace;
    assert_eq!(pace.map(|pace| (pace.total[0].0, pace.days, pace.months)), expected);
}

#[test]
fn the_pace_is_of_the_six_months_before_the_previous_reading() {
    check_pace(&guide(), "2018-01", Some((58, 153, 5)));
    let mut longer = guide();
    longer.extend([reading("2017-06", &[320]), reading("2017-05", &[100])]);
    check_pace(&longer, "2018-01", Some((68, 184, 6)));
    check_pace(&guide(), "2017-10", Some((33, 61, 2)));
}

#[test]
fn one_reading_has_no_pace() {
    check_pace(&[], "2018-01", None);
    check_pace(&[reading("2017-12", &[388])], "2018-01", None);
    check_pace(&[reading("2016-12", &[300]), reading("2017-12", &[388])], "2018-01", None);
}

#[test]
fn a_pace_goes_through_zero() {
    let readings = [reading("2017-10", &[99_990]), reading("2017-11", &[4]), reading("2017-12", &[10])];
    check_pace(&readings, "2018-01", Some((20, 61, 2)));
}

#[test]
fn two_readings_of_one_day_have_no_pace() {
    let moved = Reading { taken_on: day("2017-11-30"), ..reading("2017-12", &[388]) };
    check_pace(&[reading("2017-11", &[382]), moved], "2018-01", None);
}

#[test]
fn a_correction_stands_for_what_it_corrects() {
    let mut readings = guide();
    readings.push(reading("2017-12", &[390]));
    let row = row(&readings, "2018-01");
    assert_eq!(row.previous.unwrap().values, [Quantity(390)]);
    assert_eq!(row.pace.unwrap().total, [Quantity(60)]);
}

#[test]
fn a_reading_under_review_is_shown_and_not_counted() {
    let mut readings = guide();
    readings[5].state = ReadingState::ForReview;
    assert_eq!(row(&readings, "2018-01").previous.unwrap().period, period("2017-11"));
    assert_eq!(row(&readings, "2017-12").current.unwrap().state, ReadingState::ForReview);
}

#[test]
fn an_earlier_month_knows_what_came_next() {
    let row = row(&guide(), "2017-10");
    assert_eq!(row.previous.unwrap().period, period("2017-09"));
    assert_eq!(row.current.unwrap().period, period("2017-10"));
    assert_eq!(row.next.unwrap().period, period("2017-11"));
}

#[test]
fn idle_months_are_counted_by_the_calendar() {
    let idle = |readings: &[(&str, i64)]| {
        let readings: Vec<Reading> =
            readings.iter().map(|(month, value)| reading(month, &[*value])).collect();
        row(&readings, "2018-01").idle_months
    };
    assert_eq!(idle(&[]), 0);
    assert_eq!(idle(&[("2017-12", 5)]), 0);
    assert_eq!(idle(&[("2017-11", 4), ("2017-12", 5)]), 0);
    assert_eq!(idle(&[("2017-10", 4), ("2017-11", 5), ("2017-12", 5)]), 1);
    assert_eq!(idle(&[("2017-08", 4), ("2017-09", 5), ("2017-12", 5)]), 3);
    assert_eq!(idle(&[("2017-10", 5), ("2017-11", 5), ("2017-12", 5)]), 2);
}

#[test]
fn a_verification_ends_soon_two_months_before_its_last_day() {
    let state = |today: &str| {
        Meter { verified_until: Some(day("2018-03-20")), ..meter(1, 5, 0) }.verification(day(today))
    };
    let until = day("2018-03-20");
    assert_eq!(state("2018-01-19"), Valid { until });
    assert_eq!(state("2018-01-20"), EndsSoon { until });
    assert_eq!(state("2018-03-20"), EndsSoon { until });
    assert_eq!(state("2018-03-21"), Expired { on: until });
    assert_eq!(meter(1, 5, 0).verification(until), Unknown);
}

#[test]
fn serial_numbers_are_folded() {
    for spelling in ["100708114А", "100-708-114 a", "100 708 114А", "100–708114a"] {
        assert_eq!(Meter::serial_key(spelling), "100708114A", "{spelling}");
    }
}

#[test]
fn codes_lead_back() {
    for resource in Resource::ALL {
        assert_eq!(Resource::from_code(resource.code()), Some(resource));
    }
    assert_eq!(Resource::from_code("steam"), None);
}

#[test]
fn a_meter_has_as_many_zones_as_registers() {
    for count in 1..=4 {
        assert_eq!(Zone::of(count).len(), usize::from(count));
    }
    assert_eq!((Zone::of(0).len(), Zone::of(9).len()), (1, 1));
}
