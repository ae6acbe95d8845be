use super::*;

#[track_caller]
fn check(window: (u8, u8), today: &str, state: &str, due: &str) {
    let window = SubmissionWindow { first_day: window.0, last_day: window.1 };
    let today = day(today);
    let shown = match window.state(today) {
        WindowState::Ahead { opens, days } => format!("opens {opens} in {days}"),
        WindowState::Open { last, days } => format!("open until {last}, {days} left"),
        WindowState::Closed { closed_on, next } => format!("closed {closed_on}, next {next}"),
    };
    assert_eq!((shown.as_str(), window.due_period(today)), (state, period(due)), "{today}");
}

#[test]
fn both_days_of_the_window_are_included() {
    check((15, 25), "2018-01-01", "opens 2018-01-15 in 14", "2018-01");
    check((15, 25), "2018-01-14", "opens 2018-01-15 in 1", "2018-01");
    check((15, 25), "2018-01-15", "open until 2018-01-25, 10 left", "2018-01");
    check((15, 25), "2018-01-25", "open until 2018-01-25, 0 left", "2018-01");
    check((15, 25), "2018-01-26", "closed 2018-01-25, next 2018-02", "2018-02");
}

#[test]
fn after_the_window_of_december_january_is_due() {
    check((15, 25), "2017-12-26", "closed 2017-12-25, next 2018-01", "2018-01");
    check((15, 25), "2017-12-31", "closed 2017-12-25, next 2018-01", "2018-01");
    check((15, 25), "2018-01-01", "opens 2018-01-15 in 14", "2018-01");
}

#[test]
fn a_window_to_the_31st_ends_with_every_month() {
    check((20, 31), "2018-01-31", "open until 2018-01-31, 0 left", "2018-01");
    check((20, 31), "2018-02-28", "open until 2018-02-28, 0 left", "2018-02");
    check((20, 31), "2018-04-30", "open until 2018-04-30, 0 left", "2018-04");
    check((1, 31), "2018-03-01", "open until 2018-03-31, 30 left", "2018-03");
}

#[test]
fn a_window_from_the_31st_is_the_last_day_of_every_month() {
    check((31, 31), "2018-02-27", "opens 2018-02-28 in 1", "2018-02");
    check((31, 31), "2018-02-28", "open until 2018-02-28, 0 left", "2018-02");
}

#[test]
fn the_29th_of_february_is_there_in_leap_years() {
    check((15, 29), "2020-02-29", "open until 2020-02-29, 0 left", "2020-02");
    check((15, 29), "2018-02-28", "open until 2018-02-28, 0 left", "2018-02");
}
