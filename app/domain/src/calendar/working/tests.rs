use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// New Year and May of 2018, and the Saturday that was worked for the 30th of April.
fn days_of_2018() -> WorkingDays {
    let off = ["01-01", "01-02", "01-03", "01-04", "01-05", "01-08", "04-30", "05-01", "05-02", "05-09"];
    let off = off.into_iter().map(|text| (day(&format!("2018-{text}")), false));
    WorkingDays::new(off.chain([(day("2018-04-28"), true)]))
}

#[test]
fn a_week_is_worked_from_monday_to_friday() {
    let plain = WorkingDays::default();
    let worked: Vec<bool> = day("2018-01-22").iter_days().take(7).map(|day| plain.is_working(day)).collect();
    assert_eq!(worked, [true, true, true, true, true, false, false]);
}

#[test]
fn a_holiday_is_not_worked_and_a_bridging_saturday_is() {
    let days = days_of_2018();
    assert!(!days.is_working(day("2018-05-01")));
    assert!(days.is_working(day("2018-04-28")));
}

#[test]
fn a_term_that_ends_on_a_day_off_ends_on_the_next_working_day() {
    let days = days_of_2018();
    for (last, moved) in [
        ("2018-01-01", "2018-01-09"),
        ("2018-01-10", "2018-01-10"),
        ("2018-02-10", "2018-02-12"),
        ("2018-04-28", "2018-04-28"),
        ("2018-04-29", "2018-05-03"),
    ] {
        assert_eq!(days.next_working_day(day(last)), day(moved), "{last}");
    }
}

#[test]
fn ten_working_days_begin_with_the_day_after() {
    let days = days_of_2018();
    assert_eq!(days.add_working_days(day("2018-01-25"), 10), day("2018-02-08"));
    assert_eq!(days.add_working_days(day("2018-04-27"), 2), day("2018-05-03"));
    assert_eq!(days.add_working_days(day("2018-01-25"), 0), day("2018-01-25"));
}

proptest! {
    #[test]
    fn a_term_ends_on_a_working_day_and_holds_as_many_as_it_says(
        start in 0..20_000_i32,
        count in 1..40_u16,
        special in proptest::collection::vec((0..20_100_i32, any::<bool>()), 0..60),
    ) {
        let at = |days: i32| NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::TimeDelta::days(days.into());
        let days = WorkingDays::new(special.into_iter().map(|(day, working)| (at(day), working)));
        let last = days.add_working_days(at(start), count);
        prop_assert!(days.is_working(last));
        let worked = at(start).iter_days().skip(1).take_while(|day| *day <= last);
        prop_assert_eq!(worked.filter(|day| days.is_working(*day)).count(), usize::from(count));
    }
}
