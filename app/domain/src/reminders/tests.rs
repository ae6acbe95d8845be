use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const ACCOUNT: AccountId = AccountId(Uuid::from_u128(1));

fn meter(number: u128) -> MeterAtHome {
    let id = MeterId(Uuid::from_u128(number));
    MeterAtHome { id, automatic: false, in_use: true, verified_until: None, given: false }
}

fn home(meters: Vec<MeterAtHome>) -> Household {
    let window = SubmissionWindow { first_day: 15, last_day: 25 };
    Household { account: ACCOUNT, window, accepted: false, meters, bills: Vec::new() }
}

/// The kinds of what is due, one after the other.
fn kinds(household: &Household, today: &str) -> String {
    let due = due(household, day(today));
    due.iter().map(|reminder| reminder.key(ACCOUNT).kind.code()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_window_is_told_of_when_it_opens_and_before_it_closes() {
    let home = home(vec![meter(1)]);
    for (today, expected) in [
        ("2018-01-14", ""),
        ("2018-01-15", "window_opens"),
        ("2018-01-21", "window_opens"),
        ("2018-01-22", "window_few_days"),
        ("2018-01-23", "window_few_days"),
        ("2018-01-24", "window_last_days"),
        ("2018-01-25", "window_last_days"),
        ("2018-01-26", ""),
    ] {
        assert_eq!(kinds(&home, today), expected, "{today}");
    }
}

#[test]
fn a_window_at_the_end_of_a_short_month_closes_with_it() {
    let home = Household { window: SubmissionWindow { first_day: 29, last_day: 31 }, ..home(vec![meter(1)]) };
    for (today, expected) in
        [("2018-02-27", ""), ("2018-02-28", "window_last_days"), ("2018-03-29", "window_few_days")]
    {
        assert_eq!(kinds(&home, today), expected, "{today}");
    }
}

#[test]
fn nothing_is_said_of_readings_that_are_done_or_nobodys_to_give() {
    let given = MeterAtHome { given: true, ..meter(1) };
    let automatic = MeterAtHome { automatic: true, ..meter(1) };
    let removed = MeterAtHome { in_use: false, ..meter(1) };
    let closed = Household { accepted: true, ..home(vec![meter(1)]) };
    for (what, home, expected) in [
        ("given", home(vec![given.clone()]), ""),
        ("read by a machine", home(vec![automatic]), ""),
        ("removed", home(vec![removed]), ""),
        ("no meters", home(Vec::new()), ""),
        ("the month is closed", closed, ""),
        ("one of two is given", home(vec![given, meter(2)]), "window_opens"),
    ] {
        assert_eq!(kinds(&home, "2018-01-16"), expected, "{what}");
    }
}

#[test]
fn only_meters_without_a_reading_are_named() {
    let home = home(vec![MeterAtHome { given: true, ..meter(1) }, meter(2), meter(3)]);
    let [Reminder::Readings { meters, last, period, .. }] = &due(&home, day("2018-01-24"))[..] else {
        panic!("one reminder")
    };
    assert_eq!((meters.len(), *last, period.to_string().as_str()), (2, day("2018-01-25"), "2018-01"));
}

#[test]
fn a_verification_is_told_of_twice_and_never_when_it_is_over() {
    for (until, expected) in [
        ("2018-03-09", ""),
        ("2018-03-08", "verification_two_months"),
        ("2018-02-07", "verification_two_months"),
        ("2018-02-06", "verification_one_month"),
        ("2018-01-07", "verification_one_month"),
        ("2018-01-06", ""),
    ] {
        let meter = MeterAtHome { verified_until: Some(day(until)), given: true, ..meter(1) };
        assert_eq!(kinds(&home(vec![meter.clone()]), "2018-01-07"), expected, "{until}");
        let removed = MeterAtHome { in_use: false, ..meter };
        assert_eq!(kinds(&home(vec![removed]), "2018-01-07"), "", "{until}");
    }
}

#[test]
fn a_payment_is_told_of_before_its_last_day_and_after_it() {
    for (due_on, left, expected) in [
        ("2018-02-14", 100, ""),
        ("2018-02-13", 100, "payment_ahead"),
        ("2018-02-10", 100, "payment_ahead"),
        ("2018-02-09", 100, "payment_over"),
        ("2018-02-03", 100, "payment_over"),
        ("2018-02-02", 100, ""),
        ("2018-02-10", 0, ""),
        ("2018-02-10", -100, ""),
    ] {
        let bills = vec![UnpaidBill { due_on: day(due_on), left: Money(left) }];
        let home = Household { bills, ..home(Vec::new()) };
        assert_eq!(kinds(&home, "2018-02-10"), expected, "{due_on} {left}");
    }
}

#[test]
fn charges_of_one_day_are_one_sum() {
    let bill = |due_on, left| UnpaidBill { due_on: day(due_on), left: Money(left) };
    let bills = vec![bill("2018-02-10", 461_160), bill("2018-02-10", 50_000), bill("2018-02-12", 1)];
    let home = Household { bills, ..home(Vec::new()) };
    let sums: Vec<Money> = due(&home, day("2018-02-09"))
        .iter()
        .map(|reminder| match reminder {
            Reminder::Payment { owed, .. } => *owed,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(sums, [Money(511_160), Money(1)]);
}

#[test]
fn a_reminder_is_the_same_one_until_its_day_moves() {
    let home = home(vec![meter(1)]);
    let key = |today| due(&home, day(today))[0].key(ACCOUNT);
    assert_eq!(key("2018-01-15"), key("2018-01-21"));
    assert_ne!(key("2018-01-21"), key("2018-01-22"));
    assert_ne!(key("2018-01-15"), key("2018-02-15"));
    let opened = key("2018-01-15");
    assert!(key("2018-01-25").is_of_one_matter(&opened));
    assert!(!key("2018-02-25").is_of_one_matter(&opened));
}
