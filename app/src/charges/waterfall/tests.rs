use super::*;
use domain::charges::ServiceLine;

fn line(service: &str, sum: i64) -> ServiceLine {
    ServiceLine {
        service: service.into(),
        unit: String::new(),
        volume: None,
        source: None,
        tariff: None,
        charged: Money(sum),
        factor: None,
        factor_sum: Money::ZERO,
        recalculation: Money::ZERO,
        benefit: Money::ZERO,
    }
}

fn scale(now: &[i64], before: &[i64]) -> Scale {
    let lines = |sums: &[i64]| {
        let lines = sums.iter().enumerate().map(|(at, sum)| line(&at.to_string(), *sum));
        lines.collect::<Vec<_>>()
    };
    let explanation = domain::charges::explain(&lines(now), &lines(before));
    Scale::of(&explanation, &explanation.waterfall(MOST))
}

#[test]
fn large_totals_are_shortened_so_that_differences_are_seen() {
    let scale = scale(&[400_000, 61_160], &[400_000, 92_301]);
    assert!(scale.shortened());
    assert_eq!(scale.at(Money(492_301)), RIGHT);
    let difference = RIGHT - scale.at(Money(461_160));
    assert!(difference > 7_000, "{difference}");
}

#[test]
fn small_totals_begin_at_zero() {
    let scale = scale(&[10_000], &[90_000]);
    assert!(!scale.shortened());
    assert_eq!((scale.at(Money::ZERO), scale.at(Money(90_000))), (0, RIGHT));
}

#[test]
fn a_total_below_zero_stands_to_the_left_of_zero() {
    let scale = scale(&[-50_000], &[50_000]);
    assert_eq!((scale.at(Money(-50_000)), scale.at(Money(50_000))), (0, RIGHT));
    assert_eq!(scale.at(Money::ZERO), RIGHT / 2);
}

#[test]
fn bills_that_are_equal_or_empty_still_have_a_scale() {
    for (sum, scale) in
        [(0, scale(&[], &[])), (100, scale(&[100], &[100])), (i64::MAX / 4, scale(&[i64::MAX / 4], &[0]))]
    {
        assert!((0..=RIGHT).contains(&scale.at(Money(sum))), "{scale:?}");
    }
}
