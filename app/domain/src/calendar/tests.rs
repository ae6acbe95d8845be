use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[track_caller]
fn check_term(from: &str, to: &str, expected: Option<(u32, u32, u32)>) {
    let term = Term::between(day(from), day(to)).map(|t| (t.years, t.months, t.days));
    assert_eq!(term, expected, "{from} to {to}");
}

#[test]
fn the_guide_counts_three_years_eleven_months_six_days() {
    check_term("2018-01-25", "2021-12-31", Some((3, 11, 6)));
}

#[test]
fn a_term_of_the_same_day_is_empty() {
    check_term("2018-01-25", "2018-01-25", Some((0, 0, 0)));
}

#[test]
fn a_term_backwards_is_none() {
    check_term("2018-01-25", "2018-01-24", None);
}

#[test]
fn a_term_from_the_31st_ends_with_the_last_day_of_a_shorter_month() {
    check_term("2018-01-31", "2018-02-28", Some((0, 1, 0)));
    check_term("2018-01-31", "2018-03-01", Some((0, 1, 1)));
}

#[test]
fn months_are_counted_across_years() {
    let period = |y, m| Period::new(y, m).unwrap();
    assert_eq!(period(2018, 1).months_since(period(2017, 11)), 2);
    assert_eq!(period(2017, 11).months_since(period(2018, 1)), -2);
    assert_eq!(period(2018, 1).minus(1), period(2017, 12));
}

#[test]
fn a_period_is_read_as_it_is_written() {
    assert_eq!("2018-01".parse::<Period>().unwrap().to_string(), "2018-01");
    for wrong in ["2018-13", "2018-1", "18-01", "2018", "", "2018-01-01"] {
        assert!(wrong.parse::<Period>().is_err(), "{wrong}");
    }
}

#[test]
fn the_31st_of_a_short_month_is_its_last_day() {
    assert_eq!(Period::new(2018, 2).unwrap().day(31), day("2018-02-28"));
}

#[test]
fn half_a_year_is_six_calendar_months_that_end_with_the_current_one() {
    let span = Span::months_to(day("2018-01-25"), 6);
    assert_eq!((span.from, span.to), (day("2017-08-01"), day("2018-01-31")));
}

#[test]
fn a_day_is_read_as_forms_and_people_write_it() {
    let known = Some(day("2018-01-25"));
    for (text, expected) in [
        ("2018-01-25", known),
        (" 25.01.2018 ", known),
        ("", None),
        ("30.02.2018", None),
        ("25.01.18", None),
        ("вчера", None),
        ("0018-01-25", None),
    ] {
        assert_eq!(super::day(text), expected, "{text:?}");
    }
}

#[test]
fn a_moment_is_read_as_forms_and_people_write_it() {
    let at = |seconds| day("2018-01-25").and_hms_opt(10, 0, seconds);
    for (text, expected) in [
        ("2018-01-25T10:00", at(0)),
        ("2018-01-25T10:00:15", at(15)),
        ("2018-01-25T10:00:15.000", at(15)),
        (" 25.01.2018 10:00 ", at(0)),
        ("25.01.2018", None),
        ("25.01.2018 25:00", None),
        ("завтра в 10:00", None),
        ("", None),
    ] {
        assert_eq!(moment(text), expected, "{text:?}");
    }
}
