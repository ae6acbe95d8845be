use super::{Odd, odd, weight};
use crate::money::Money;

#[test]
fn a_bill_is_odd_beside_the_month_before() {
    for (was, now, expected) in [
        (Some(500_000), 500_000, None),
        (Some(500_000), 700_000, None),
        (Some(500_000), 1_000_000, Some(Odd::Doubled)),
        (Some(500_000), 250_000, Some(Odd::Halved)),
        (Some(500_000), 0, Some(Odd::Halved)),
        (Some(20_000), 60_000, None),
        (Some(0), 50_000, Some(Odd::Doubled)),
        (Some(500_000), -1, Some(Odd::Negative)),
        (None, 500_000, Some(Odd::First)),
    ] {
        assert_eq!(odd(was.map(Money), Money(now)), expected, "{was:?} {now}");
    }
}

#[test]
fn what_is_odd_comes_first_and_then_the_greatest_difference() {
    let of = |was: Option<i64>, now| weight(was.map(Money), Money(now));
    let order = [
        of(Some(500_000), 2_000_000),
        of(Some(500_000), -100),
        of(None, 9_000_000),
        of(Some(9_000_000), 12_000_000),
        of(Some(500_000), 500_100),
        of(Some(500_000), 500_000),
    ];
    assert!(order.is_sorted_by(|before, after| before > after), "{order:?}");
}
