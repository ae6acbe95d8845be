use super::*;

fn limits() -> Limits {
    let terms = [(Limit::Appeal, 10), (Limit::OthersAppeal, 30), (Limit::AppealExtension, 30)];
    Limits::new(terms.into_iter().map(|(limit, amount)| (limit, Dated::new([(day("2013-06-01"), amount)]))))
}

fn days() -> WorkingDays {
    WorkingDays::new([(day("2018-02-23"), false), (day("2018-03-08"), false), (day("2018-03-09"), false)])
}

fn asked(at: &str) -> Marks {
    Marks { asker: Asker::Resident, asked: moment(at), extended_until: None, answered: None }
}

#[track_caller]
fn check_due(asker: Asker, at: &str, expected: &str) {
    assert_eq!(due(asker, moment(at), &limits(), &days()), Some(moment(expected)), "{at}");
}

#[test]
fn a_resident_is_answered_within_ten_working_days() {
    check_due(Asker::Resident, "2018-01-25 13:02", "2018-02-08 23:59");
    check_due(Asker::Resident, "2018-01-26 23:59", "2018-02-09 23:59");
    check_due(Asker::Resident, "2018-01-27 10:00", "2018-02-09 23:59");
    check_due(Asker::Resident, "2018-02-22 10:00", "2018-03-13 23:59");
}

#[test]
fn anybody_else_is_answered_within_thirty_days() {
    check_due(Asker::Other, "2018-01-25 13:02", "2018-02-24 23:59");
}

#[test]
fn whose_account_is_closed_is_a_resident_no_more() {
    for (closed, expected) in
        [(None, Asker::Resident), (Some("2018-01-26"), Asker::Resident), (Some("2018-01-25"), Asker::Other)]
    {
        assert_eq!(Asker::of(closed.map(day), day("2018-01-25")), expected);
    }
}

#[track_caller]
fn check(marks: Marks, now: &str, expected: Standing) {
    let clock = clock(&marks, &limits(), &days(), moment(now)).unwrap();
    assert_eq!(clock.standing, expected);
}

#[test]
fn the_clock_runs_to_the_last_minute_of_the_last_day() {
    let marks = asked("2018-01-25 13:02");
    check(marks, "2018-02-08 23:59", Standing::Running { minutes_left: 0 });
    check(marks, "2018-02-09 00:10", Standing::Breached { minutes_over: 11 });
}

#[test]
fn an_answer_stops_the_clock() {
    let marks = Marks { answered: Some(moment("2018-01-25 14:02")), ..asked("2018-01-25 13:02") };
    check(marks, "2018-12-31 00:00", Standing::Met { after_minutes: 60 });
    let late = Marks { answered: Some(moment("2018-02-09 00:59")), ..marks };
    check(late, "2018-12-31 00:00", Standing::MetLate { after_minutes: 20_877, minutes_over: 60 });
}

#[test]
fn an_extension_moves_the_end() {
    let marks = Marks { extended_until: Some(day("2018-02-20")), ..asked("2018-01-25 13:02") };
    check(marks, "2018-02-20 23:00", Standing::Running { minutes_left: 59 });
}

#[test]
fn a_term_is_extended_once_and_before_it_is_over() {
    let (marks, due) = (asked("2018-01-25 13:02"), moment("2018-02-08 23:59"));
    assert_eq!(may_be_extended(&marks, due, due), Ok(()));
    assert_eq!(may_be_extended(&marks, due, moment("2018-02-09 00:00")), Err(Rule::TermOver));
    let until = day("2018-02-20");
    let extended = Marks { extended_until: Some(until), ..marks };
    assert_eq!(may_be_extended(&extended, due, due), Err(Rule::ExtendedAlready { until }));
}

#[test]
fn it_is_extended_by_thirty_days_at_the_most() {
    let due = moment("2018-02-08 23:59");
    let last = last_extension(due, &limits()).unwrap();
    assert_eq!(last, day("2018-03-10"));
    for (until, allowed) in
        [("2018-02-08", false), ("2018-02-09", true), ("2018-03-10", true), ("2018-03-11", false)]
    {
        let checked = check_extension(Some(day(until)), "Ждём ответа поставщика", due, last);
        assert_eq!(checked.is_ok(), allowed, "{until}");
    }
    let wrong = check_extension(None, " ", due, last).unwrap_err();
    assert_eq!(wrong.field("until"), Some(&Rule::ExtensionOutside { first: day("2018-02-09"), last }));
    assert_eq!(wrong.field("reason"), Some(&Rule::ReasonMissing));
}
