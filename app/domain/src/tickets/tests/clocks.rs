use super::*;
use crate::calendar::WorkingDays;
use chrono::TimeDelta;

fn registered(at: &str) -> Marks {
    Marks {
        registered: moment(at),
        answered: None,
        localised: None,
        done: None,
        paused_minutes: 0,
        paused_since: None,
    }
}

fn all(kind: Kind, marks: &Marks, now: &str) -> Vec<Clock> {
    clocks(kind, marks, &limits(), &WorkingDays::default(), moment(now))
}

/// When the first limit of a ticket ends.
#[track_caller]
fn check_due(kind: Kind, at: &str, expected: &str) {
    assert_eq!(all(kind, &registered(at), at)[0].due, moment(expected), "{kind:?} of {at}");
}

#[test]
fn each_kind_has_its_term() {
    check_due(Kind::Emergency, "2018-01-25 13:02", "2018-01-25 13:07");
    check_due(Kind::Sewer, "2018-01-25 10:55", "2018-01-25 12:55");
    check_due(Kind::Quality, "2018-01-25 23:30", "2018-01-26 01:30");
    check_due(Kind::MeterCheck, "2018-01-18 09:00", "2018-01-28 23:59");
    check_due(Kind::Roof, "2018-01-24 23:00", "2018-01-25 23:00");
    check_due(Kind::Door, "2018-01-24 20:25", "2018-01-25 20:25");
    check_due(Kind::Window, "2018-01-24 20:25", "2018-01-25 20:25");
    check_due(Kind::Window, "2018-07-24 20:25", "2018-07-27 20:25");
    check_due(Kind::Ordinary, "2018-01-23 10:06", "2018-02-06 23:59");
}

#[test]
fn a_chute_is_cleared_between_8_and_23() {
    check_due(Kind::Chute, "2018-01-25 13:00", "2018-01-25 15:00");
    check_due(Kind::Chute, "2018-01-25 21:00", "2018-01-25 23:00");
    check_due(Kind::Chute, "2018-01-25 22:30", "2018-01-26 09:30");
    check_due(Kind::Chute, "2018-01-25 23:40", "2018-01-26 10:00");
    check_due(Kind::Chute, "2018-01-26 03:00", "2018-01-26 10:00");
}

#[test]
fn an_emergency_has_three_clocks_as_the_guides_ticket_shows_them() {
    let marks = Marks { answered: Some(moment("2018-01-25 13:04")), ..registered("2018-01-25 13:02") };
    let clocks = all(Kind::Emergency, &marks, "2018-01-25 13:20");
    let shown: Vec<_> = clocks.iter().map(|clock| (clock.limit, clock.due, clock.standing)).collect();
    let expected = [
        (Limit::Answer, moment("2018-01-25 13:07"), Standing::Met { after_minutes: 2 }),
        (Limit::Localise, moment("2018-01-25 13:32"), Standing::Running { minutes_left: 12 }),
        (Limit::Repair, moment("2018-01-28 13:02"), Standing::Running { minutes_left: 4_302 }),
    ];
    assert_eq!(shown, expected);
    assert_eq!(headline(&clocks).unwrap().limit, Limit::Localise);
    let clause = clocks[1].limit.clause();
    assert_eq!((clause.act, clause.point), (Act::Management416, 13));
}

#[test]
fn what_is_late_says_by_how_much() {
    let marks = registered("2018-01-25 10:55");
    let clock = all(Kind::Sewer, &marks, "2018-01-25 13:20")[0];
    assert_eq!(clock.standing, Standing::Breached { minutes_over: 25 });
    let done = Marks { done: Some(moment("2018-01-25 13:30")), ..marks };
    let clock = all(Kind::Sewer, &done, "2018-01-26 00:00")[0];
    assert_eq!(clock.standing, Standing::MetLate { after_minutes: 155, minutes_over: 35 });
    assert!(clock.standing.is_breached() && clock.standing.is_met());
}

#[test]
fn the_last_minute_is_in_time() {
    let clock = all(Kind::Sewer, &registered("2018-01-25 10:55"), "2018-01-25 12:55")[0];
    assert_eq!(clock.standing, Standing::Running { minutes_left: 0 });
}

#[test]
fn a_clock_stands_while_the_ticket_is_deferred_and_its_end_moves() {
    let marks = Marks { paused_since: Some(moment("2018-01-25 11:00")), ..registered("2018-01-25 10:00") };
    let clock = all(Kind::Quality, &marks, "2018-01-27 11:00")[0];
    assert_eq!(
        (clock.due, clock.standing),
        (moment("2018-01-25 12:00"), Standing::Paused { minutes_left: 60 })
    );
    let resumed = Marks { paused_since: None, paused_minutes: 2 * 24 * 60, ..marks };
    let clock = all(Kind::Quality, &resumed, "2018-01-27 11:00")[0];
    assert_eq!(
        (clock.due, clock.standing),
        (moment("2018-01-27 12:00"), Standing::Running { minutes_left: 60 })
    );
}

#[test]
fn deferring_what_is_late_already_hides_nothing() {
    let marks = Marks { paused_since: Some(moment("2018-01-25 13:00")), ..registered("2018-01-25 10:00") };
    let clock = all(Kind::Quality, &marks, "2018-01-25 14:00")[0];
    assert_eq!(clock.standing, Standing::Breached { minutes_over: 120 });
}

#[test]
fn nobody_waits_longer_for_an_answer_because_the_work_is_put_off() {
    let marks = Marks { paused_minutes: 60, ..registered("2018-01-25 13:02") };
    assert_eq!(all(Kind::Emergency, &marks, "2018-01-25 13:02")[0].due, moment("2018-01-25 13:07"));
}

#[test]
fn before_the_law_there_is_no_clock() {
    assert_eq!(all(Kind::Ordinary, &registered("2013-05-31 12:00"), "2013-05-31 12:00"), []);
}

#[test]
fn a_finished_ticket_has_no_headline() {
    let marks = Marks { done: Some(moment("2018-01-25 13:10")), ..registered("2018-01-25 13:02") };
    let clocks = all(Kind::Emergency, &marks, "2018-01-25 13:02");
    assert!(headline(&clocks).is_none() && clocks[1].due - clocks[0].due == TimeDelta::minutes(25));
}
