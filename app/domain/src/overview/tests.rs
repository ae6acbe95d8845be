use super::*;
use crate::ids::BuildingId;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> NaiveDateTime {
    day("2018-01-25").and_hms_opt(13, 20, 0).unwrap()
}

fn suspended(count: i64, oldest: &str) -> Card {
    Card::Suspended(Suspended { count, total: Money(count * 100), oldest: Some(day(oldest)) })
}

fn failures(dead: i64, failing: i64) -> Card {
    Card::Failures { counts: FailureCounts { dead, failing }, latest: Vec::new() }
}

fn review(waiting: i64, oldest: &str) -> Card {
    Card::Review(Queue { waiting, oldest: day(oldest).and_hms_opt(9, 0, 0) })
}

fn drafts(drafts: i64, scheduled: i64) -> Card {
    Card::Drafts(Drafts { drafts, scheduled, next: None })
}

fn tickets(waiting: i64, overdue: i64) -> Card {
    let counts = BoardCounts { waiting, unassigned: 0, emergencies: 0, overdue };
    Card::Tickets { counts, nearest: Vec::new() }
}

fn house(meters: i64, given: i64, closed: bool) -> HouseProgress {
    let closed_at = closed.then(now);
    let address = format!("{given} из {meters}");
    HouseProgress { id: BuildingId(Uuid::nil()), address, meters, given, waiting: 0, closed_at }
}

fn month(today: &str, houses: Vec<HouseProgress>) -> Progress {
    let window = SubmissionWindow::DEFAULT;
    Progress::of(month_in_work(window, day(today)), window, houses)
}

#[test]
fn a_card_presses_by_what_is_late() {
    for (card, gravity) in [
        (tickets(0, 0), None),
        (tickets(3, 0), Some(Gravity::Waits)),
        (tickets(3, 1), Some(Gravity::Late)),
        (failures(0, 0), None),
        (failures(0, 1), Some(Gravity::Soon)),
        (failures(1, 0), Some(Gravity::Late)),
        (suspended(0, "2018-01-01"), None),
        (suspended(1, "2018-01-24"), Some(Gravity::Waits)),
        (suspended(1, "2018-01-20"), Some(Gravity::Soon)),
        (review(2, "2018-01-25"), Some(Gravity::Waits)),
        (review(2, "2018-01-21"), Some(Gravity::Soon)),
        (Card::Invitations { open: 0, expired: 0 }, None),
        (Card::Invitations { open: 1, expired: 1 }, Some(Gravity::Waits)),
        (drafts(0, 0), None),
        (drafts(0, 2), Some(Gravity::Known)),
        (drafts(1, 2), Some(Gravity::Waits)),
        (Card::Setup { next: Step::Company }, Some(Gravity::Soon)),
    ] {
        assert_eq!(card.gravity(now()), gravity, "{card:?}");
    }
}

#[test]
fn the_gravest_is_first_and_nothing_is_left_out_but_what_needs_nobody() {
    let cards = [tickets(1, 0), drafts(0, 1), failures(1, 0), suspended(0, "2018-01-01")];
    let overview = Overview::new(now(), cards);
    assert_eq!(overview.cards, [failures(1, 0), tickets(1, 0), drafts(0, 1)]);
    assert!(!overview.is_calm());
    assert!(Overview::new(now(), [drafts(0, 1), tickets(0, 0)]).is_calm());
}

#[test]
fn until_readings_are_taken_for_a_new_month_the_one_before_is_worked_on() {
    for (today, period) in [
        ("2018-01-01", "2017-12"),
        ("2018-01-14", "2017-12"),
        ("2018-01-15", "2018-01"),
        ("2018-01-31", "2018-01"),
    ] {
        let in_work = month_in_work(SubmissionWindow::DEFAULT, day(today));
        assert_eq!(in_work, period.parse().unwrap(), "{today}");
    }
}

#[test]
fn a_month_waits_for_its_end_once_readings_are_not_taken_for_it_any_more() {
    let open = month("2018-01-25", vec![house(10, 9, false), house(10, 2, false), house(4, 4, true)]);
    assert_eq!((open.open, open.closed, open.meters, open.given), (2, 1, 24, 15));
    let behind: Vec<&str> = open.behind.iter().map(|house| house.address.as_str()).collect();
    assert_eq!(behind, ["2 из 10", "9 из 10"]);
    assert_eq!(Card::Month(open.clone()).gravity(now()), Some(Gravity::Known));
    let after = now() + TimeDelta::days(1);
    assert_eq!(Card::Month(open).gravity(after), Some(Gravity::Waits));
    let closed = month("2018-01-25", vec![house(4, 4, true)]);
    assert_eq!(Card::Month(closed).gravity(after), Some(Gravity::Known));
    assert_eq!(Card::Month(month("2018-01-25", Vec::new())).gravity(after), None);
}
