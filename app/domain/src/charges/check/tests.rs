use super::*;
use crate::money::{Tariff, Volume};

fn line() -> ServiceLine {
    ServiceLine {
        service: "ХВС".into(),
        unit: "м³".into(),
        volume: Some(Volume(6_000_000)),
        source: None,
        tariff: Some(Tariff(38_060_000)),
        charged: Money(22_836),
        factor: None,
        factor_sum: Money::ZERO,
        recalculation: Money::ZERO,
        benefit: Money::ZERO,
    }
}

/// Which sums are wrong, by how many kopecks they are not what they should be, and whether that is slight.
fn faults(line: &ServiceLine, due: i64) -> Vec<(LineSum, i64, bool)> {
    let fault = |fault: LineFault| (fault.sum, (fault.given - fault.expected).0, fault.is_slight());
    line_faults(line, Money(due)).map(fault).collect()
}

#[test]
fn a_line_that_adds_up_has_no_faults() {
    assert_eq!(faults(&line(), 22_836), []);
    let bare = ServiceLine { volume: None, tariff: None, ..line() };
    assert_eq!(faults(&bare, 22_836), []);
    let volume_alone = ServiceLine { tariff: None, charged: Money(1), ..line() };
    assert_eq!(faults(&volume_alone, 1), []);
}

#[test]
fn volume_by_tariff_may_be_a_kopeck_off_and_no_more() {
    let off = |kopecks: i64| ServiceLine { charged: Money(22_836 + kopecks), ..line() };
    assert_eq!(faults(&off(1), 22_837), [(LineSum::Charged, 1, true)]);
    assert_eq!(faults(&off(-1), 22_835), [(LineSum::Charged, -1, true)]);
    assert_eq!(faults(&off(2), 22_838), [(LineSum::Charged, 2, false)]);
}

#[test]
fn what_is_taken_back_adds_up_too() {
    let back = ServiceLine { volume: Some(Volume(-6_000_000)), charged: Money(-22_836), ..line() };
    assert_eq!(faults(&back, -22_836), []);
}

#[test]
fn a_factor_adds_its_part() {
    let with =
        |factor, factor_sum| ServiceLine { factor: Some(factor), factor_sum: Money(factor_sum), ..line() };
    assert_eq!(faults(&with(150, 11_418), 34_254), []);
    assert_eq!(faults(&with(300, 45_672), 68_508), []);
    assert_eq!(faults(&with(100, 0), 22_836), []);
    assert_eq!(faults(&with(150, 11_419), 34_255), [(LineSum::Factor, 1, true)]);
    assert_eq!(faults(&with(150, 0), 22_836), [(LineSum::Factor, -11_418, false)]);
}

#[test]
fn the_total_is_exact() {
    let corrected = ServiceLine { recalculation: Money(-5_000), benefit: Money(1_000), ..line() };
    assert_eq!(faults(&corrected, 16_836), []);
    assert_eq!(faults(&corrected, 16_837), [(LineSum::Due, 1, false)]);
}
