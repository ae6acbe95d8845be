//! What is refused, what is taken, and with which word.
use super::*;

fn guide_case() -> Case {
    Case::of(meter(1, 5, 0), &guide())
}

#[test]
fn consumption_is_the_difference_from_the_previous_reading() {
    guide_case().check("395", "Given +7");
    guide_case().check("00395", "Given +7");
}

#[test]
fn any_first_reading_is_taken() {
    let case = Case::of(meter(1, 5, 0), &[]);
    case.check("0", "Given");
    case.check("99999", "Given");
}

#[test]
fn what_the_dial_cannot_show_is_refused() {
    let case = guide_case();
    case.check("3l5", "refused Value { zone: 0, error: NotANumber('l') }");
    case.check("-395", "refused Value { zone: 0, error: Negative }");
    case.check(
        "123456",
        "refused Value { zone: 0, error: TooManyDigits { dial: Dial { digits: 5, decimals: 0 }, given: 6 } }",
    );
    case.check(
        "395,5",
        "refused Value { zone: 0, error: TooManyDecimals { dial: Dial { digits: 5, decimals: 0 }, given: 1 } }",
    );
}

#[test]
fn a_missing_zone_is_named() {
    let case = Case::of(meter(3, 4, 3), &[]);
    case.check("1 _ 3", "refused ZoneMissing { zone: 1 }");
    case.check("_ 2 3", "refused ZoneMissing { zone: 0 }");
    case.check("1 2", "refused ZoneMissing { zone: 2 }");
    case.check("1 2 x", "refused Value { zone: 2, error: NotANumber('x') }");
    case.check("1 2 3", "Given");
}

#[test]
fn an_automatic_meter_is_not_read_by_hand() {
    Case::of(Meter { automatic: true, ..meter(1, 5, 0) }, &guide()).check("395", "refused Automatic");
}

#[test]
fn a_meter_is_read_from_its_first_day_to_its_last() {
    let installed = |on| Case::of(Meter { installed_on: Some(day(on)), ..meter(1, 5, 0) }, &[]);
    installed("2018-01-20").check("5", "Given");
    installed("2018-01-21").check("5", "refused NotInstalled { on: 2018-01-21 }");
    let removed = |on| Case::of(Meter { removed_on: Some(day(on)), ..meter(1, 5, 0) }, &[]);
    removed("2018-01-20").check("5", "Given");
    removed("2018-01-19").check("5", "refused Removed { on: 2018-01-19 }");
}

#[test]
fn an_accepted_month_takes_nothing() {
    let refused = "refused PeriodAccepted { period: Period(2018-01-01) }";
    Case { accepted: true, ..guide_case() }.check("395", refused);
    let imported = in_state(ReadingState::Accepted, reading("2018-01", &[395]));
    Case::of(meter(1, 5, 0), std::slice::from_ref(&imported)).over(&imported).check("396", refused);
}

#[test]
fn another_devices_value_is_a_conflict() {
    let theirs = reading("2018-01", &[395]);
    let mut readings = guide();
    readings.push(theirs.clone());
    let case = || Case::of(meter(1, 5, 0), &readings);
    case().check("396", "conflict with 395");
    case().over(&readings[5]).check("396", "conflict with 395");
    case().check("395", "Given +7");
    case().over(&theirs).check("396", "Given +8");
    case().over(&theirs).check("331", "zone 0 below 388: rolled 99943, expected 396, Typo");
}

#[test]
fn an_unchanged_value_is_not_asked_about_again() {
    let for_review = in_state(ReadingState::ForReview, reading("2018-01", &[331]));
    let mut readings = guide();
    readings.push(for_review);
    Case::of(meter(1, 5, 0), &readings).check("331", "ForReview");
}

#[test]
fn outside_the_window_there_is_a_word() {
    let on = |today, readings: &[Reading]| Case::on(today, meter(1, 5, 0), readings);
    on("2018-01-14", &guide()).check("393", "Given +5, BeforeWindow { opens: 2018-01-15 }");
    on("2018-01-15", &guide()).check("393", "Given +5");
    on("2018-01-25", &guide()).check("395", "Given +7");
    on("2018-01-26", &guide()).check("395", "Given +7, NextPeriod { period: Period(2018-02-01) }");
    on("2018-12-31", &[]).check("395", "Given, NextPeriod { period: Period(2019-01-01) }");
}

#[test]
fn an_expired_verification_is_taken_and_priced() {
    let until = |on| Case::of(Meter { verified_until: Some(day(on)), ..meter(1, 5, 0) }, &guide());
    until("2018-01-20").check("395", "Given +7");
    until("2018-01-19").check("395", "Given +7, VerificationExpired { on: 2018-01-19, factor: None }");
    let mut case = until("2018-01-19");
    case.row.expired_factor = Some(150);
    case.check("395", "Given +7, VerificationExpired { on: 2018-01-19, factor: Some(150) }");
}

#[test]
fn three_missed_months_are_worth_a_word() {
    let after = |month| Case::of(meter(1, 5, 0), &[reading(month, &[388])]);
    after("2017-12").check("395", "Given +7");
    after("2017-10").check("395", "Given +7");
    after("2017-09").check("395", "Given +7, MonthsMissed { months: 3 }");
    after("2016-12").check("395", "Given +7, MonthsMissed { months: 12 }");
}

/// On 20.02.2018 the reading of January is corrected.
fn january(readings: &[Reading]) -> Case {
    let row = meter_row(meter(1, 5, 0), readings, period("2018-01"));
    Case { row, period: period("2018-01"), ..Case::on("2018-02-20", meter(1, 5, 0), &[]) }
}

#[test]
fn a_correction_of_a_month_that_is_over_counts_for_its_own_day() {
    let given = Reading { taken_on: day("2018-01-20"), ..reading("2018-01", &[395]) };
    let mut readings = guide();
    readings.push(given.clone());
    january(&readings).over(&given).check("410", "Given +22");
    january(&readings).over(&given).check("411", "zone 0 above usual: 23 of 8");
}

#[test]
fn a_correction_beyond_the_next_reading_goes_to_review() {
    let given = Reading { taken_on: day("2018-01-20"), ..reading("2018-01", &[395]) };
    let mut readings = guide();
    readings.extend([given.clone(), reading("2018-02", &[400])]);
    january(&readings).over(&given).check("400", "Given +12");
    january(&readings).over(&given).check("401", "ForReview +13");
}
