use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The 10th, from 03.2026 the 15th; two days off that matter.
fn law() -> Law {
    let off = ["2018-01-01", "2026-02-23", "2026-05-11"].map(|text| (day(text), false));
    Law {
        due_day: Dated::new([(day("2026-03-01"), 15), (day("2013-06-01"), 10)]),
        working_days: WorkingDays::new(off),
        ..Law::default()
    }
}

#[track_caller]
fn check_due(period: &str, expected: &str) {
    assert_eq!(law().due_on(period.parse().unwrap()), day(expected), "{period}");
}

#[test]
fn the_guides_december_is_paid_until_the_10th_of_january() {
    check_due("2017-12", "2018-01-10");
    assert_eq!(law().issued_on("2017-12".parse().unwrap()), day("2017-12-31"));
}

#[test]
fn from_the_period_of_march_2026_bills_are_paid_until_the_15th() {
    check_due("2026-02", "2026-03-10");
    check_due("2026-03", "2026-04-15");
}

#[test]
fn a_last_day_to_pay_that_is_off_moves_to_the_next_working_day() {
    check_due("2018-01", "2018-02-12");
    check_due("2026-04", "2026-05-15");
    check_due("2026-07", "2026-08-17");
}

#[test]
fn a_value_holds_until_the_next_one_and_not_before_the_first() {
    let values = Dated::new([(day("2018-02-12"), 750), (day("2017-12-18"), 775)]);
    for (on, expected) in [
        ("2017-12-17", None),
        ("2017-12-18", Some(775)),
        ("2018-02-11", Some(775)),
        ("2018-02-12", Some(750)),
        ("2030-01-01", Some(750)),
    ] {
        assert_eq!(values.on(day(on)), expected, "{on}");
    }
}
