use super::*;
use crate::calendar::Span;

/// Lays out from one month to another; `last` is the last month that is shown.
fn lay_out(meters: Vec<(Meter, Vec<Reading>)>, from: &str, to: &str, last: &str) -> History {
    let span = Span { from: period(from).first_day(), to: period(to).last_day() };
    let first = meters.iter().flat_map(|(_, readings)| readings).map(|reading| reading.period).min();
    History::lay_out(meters, span, period(last), first, None)
}

/// «2018-01: -; 2017-12: 388 +6».
fn shown(history: &History) -> String {
    let months = history.months.iter().map(|month| {
        let cells = month.cells.iter().map(|cell| match cell {
            None => "-".to_owned(),
            Some(HistoryCell { reading, consumption: None, .. }) => reading.values[0].0.to_string(),
            Some(HistoryCell { reading, consumption: Some(used), .. }) => {
                format!("{} +{}", reading.values[0].0, used[0].0)
            }
        });
        format!("{}: {}", month.period, cells.collect::<Vec<_>>().join(" | "))
    });
    months.collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(readings: &[Reading], from: &str, to: &str, expected: &str) {
    let history = lay_out(vec![(meter(1, 5, 0), readings.to_vec())], from, to, "2018-01");
    assert_eq!(shown(&history), expected);
}

#[test]
fn the_months_of_the_guide_follow_from_july() {
    check(
        &guide(),
        "2017-08",
        "2018-01",
        "2018-01: -; 2017-12: 388 +6; 2017-11: 382 +11; 2017-10: 371 +8; 2017-09: 363 +11; 2017-08: 352 +22",
    );
}

#[test]
fn the_first_reading_has_no_consumption_and_nothing_before_it() {
    check(&guide()[..2], "2017-01", "2017-08", "2017-08: 352 +22; 2017-07: 330");
}

#[test]
fn future_months_and_backward_spans_are_empty() {
    check(&guide(), "2017-12", "2018-06", "2018-01: -; 2017-12: 388 +6");
    check(&guide(), "2018-02", "2018-06", "");
    check(&guide(), "2016-01", "2016-12", "");
}

#[test]
fn without_readings_the_last_month_waits() {
    check(&[], "2017-08", "2018-01", "2018-01: -");
    check(&[], "2017-08", "2018-06", "2018-01: -");
}

#[test]
fn consumption_goes_over_missed_months_and_through_zero() {
    let readings = [reading("2017-08", &[99_990]), reading("2017-11", &[5]), reading("2017-12", &[9])];
    check(&readings, "2017-10", "2017-12", "2017-12: 9 +4; 2017-11: 5 +15; 2017-10: -");
}

#[test]
fn a_reading_under_review_counts_for_nothing() {
    let mut readings = guide();
    readings[4].state = ReadingState::ForReview;
    check(&readings, "2017-10", "2017-12", "2017-12: 388 +17; 2017-11: 382; 2017-10: 371 +8");
}

#[test]
fn what_was_corrected_stays_oldest_first() {
    let given = [reading("2017-12", &[388]), reading("2017-12", &[500]), reading("2017-12", &[387])];
    let history = lay_out(vec![(meter(1, 5, 0), given.to_vec())], "2017-12", "2017-12", "2018-01");
    let cell = history.months[0].cells[0].as_ref().unwrap();
    assert_eq!((&cell.reading, cell.older.as_slice()), (&given[2], &given[..2]));
}

#[test]
fn a_removed_meter_has_its_column_as_long_as_it_has_something_to_say() {
    let removed = Meter { removed_on: Some(day("2017-10-10")), ..meter(1, 5, 0) };
    let meters = || vec![(removed.clone(), guide()[..3].to_vec()), (meter(1, 5, 0), guide()[4..].to_vec())];
    let history = lay_out(meters(), "2017-09", "2017-12", "2018-01");
    assert_eq!(
        shown(&history),
        "2017-12: - | 388 +6; 2017-11: - | 382; 2017-10: - | -; 2017-09: 363 +11 | -"
    );
    assert_eq!(shown(&lay_out(meters(), "2017-12", "2017-12", "2018-01")), "2017-12: 388 +6");
}
