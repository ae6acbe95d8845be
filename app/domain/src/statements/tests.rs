use super::{DayRow, Key, Outcome, Unplaced, by_difference};
use crate::{ids::SuspenseId, money::Money};
use uuid::Uuid;

#[test]
fn codes_are_read_as_they_are_written() {
    assert!(Outcome::ALL.into_iter().all(|outcome| Outcome::from_code(outcome.code()) == Some(outcome)));
    assert!(Unplaced::ALL.into_iter().all(|why| Unplaced::from_code(why.code()) == Some(why)));
    let key = Key(-5, SuspenseId(Uuid::from_u128(7)));
    assert_eq!(key.to_string().parse(), Ok(key));
}

#[test]
fn days_that_do_not_agree_come_first() {
    let row = |day: &str, paid, refunded, came| DayRow {
        day: day.parse().unwrap(),
        orders: 1,
        paid: Money(paid),
        refunded: Money(refunded),
        lines: 1,
        came: Money(came),
    };
    let mut days = vec![
        row("2018-01-01", 100, 0, 100),
        row("2018-01-02", 100, 50, 100),
        row("2018-01-03", 100, 0, 0),
        row("2018-01-04", 100, 50, 50),
    ];
    by_difference(&mut days);
    let order: Vec<String> = days.iter().map(|row| row.day.format("%d").to_string()).collect();
    assert_eq!(order, ["03", "02", "04", "01"]);
    assert_eq!(days[1].missing(), Money(-50));
}
