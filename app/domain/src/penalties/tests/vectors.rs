//! Sums that somebody else has counted, and days that are easily miscounted.
use super::*;

/// Both moratoria of the law.
fn with_moratoria() -> Timeline {
    let moratoria = vec![span("2020-04-06", "2021-01-01"), span("2022-03-31", "2022-10-01")];
    Timeline::new(&Figures { moratoria, ..figures(&[("2016-01-01", 950)]) })
}

#[test]
fn a_thousand_roubles_over_five_years_cost_835_05() {
    let reductions = [paid("2020-01-01", 10_000)];
    let owed = debt("2019-06-10", 100_000, &reductions);
    assert_eq!(penalty(&with_moratoria(), owed, day("2024-04-18")), Money(83_505));
}

#[test]
fn the_day_of_payment_is_still_counted_on_the_old_debt() {
    // Counted on the new one it would be 834.98.
    let reductions = [paid("2019-12-31", 10_000)];
    let owed = debt("2019-06-10", 100_000, &reductions);
    assert_eq!(penalty(&with_moratoria(), owed, day("2024-04-18")), Money(83_498));
}

#[test]
fn the_ledger_of_the_vector_is_read_day_by_day() {
    let reductions = [paid("2020-01-01", 10_000)];
    let owed = debt("2019-06-10", 100_000, &reductions);
    let ledger = ledger(&with_moratoria(), owed, day("2024-04-18"));
    assert_eq!(
        lines(&ledger),
        [
            "2019-06-11..2019-07-10 1-30 1000.00: FirstDays",
            "2019-07-11..2019-09-08 31-90 1000.00: 950/300 19.0000",
            "2019-09-09..2020-01-01 91-205 1000.00: 950/130 84.0385",
            "2020-01-02..2020-04-05 206-300 900.00: 950/130 62.4808",
            "2020-04-06..2021-01-01 301-571 900.00: Moratorium",
            "2021-01-02..2022-03-30 572-1024 900.00: 950/130 297.9346",
            "2022-03-31..2022-10-01 1025-1209 900.00: Moratorium",
            "2022-10-02..2024-04-18 1210-1774 900.00: 950/130 371.5962",
        ]
    );
    assert_eq!(ledger.total, Money(83_505));
}

/// The rate at the time of the guide.
fn of_the_guide() -> Timeline {
    Timeline::new(&figures(&[("2017-10-30", 825), ("2017-12-18", 775), ("2018-02-12", 750)]))
}

#[test]
fn the_guides_december_begins_to_grow_on_the_10th_of_february_by_1_19_a_day() {
    let owed = debt("2018-01-10", 461_159, &[]);
    let seen = outlook(&of_the_guide(), &[owed], day("2018-01-25"));
    let growth = Some(Growth { from: day("2018-02-10"), daily: Money(119) });
    assert_eq!(seen, Outlook { today: Money::ZERO, in_ten_days: Money::ZERO, growth });
    assert_eq!(penalty(&of_the_guide(), owed, day("2018-02-09")), Money::ZERO);
    assert_eq!(penalty(&of_the_guide(), owed, day("2018-02-10")), Money(119));
}

#[test]
fn a_new_rate_counts_from_its_day() {
    let owed = debt("2018-01-10", 461_159, &[]);
    assert_eq!(
        lines(&ledger(&of_the_guide(), owed, day("2018-02-13"))),
        [
            "2018-01-11..2018-02-09 1-30 4611.59: FirstDays",
            "2018-02-10..2018-02-11 31-32 4611.59: 775/300 2.3827",
            "2018-02-12..2018-02-13 33-34 4611.59: 750/300 2.3058",
        ]
    );
}

#[test]
fn penalties_that_grow_already_grow_today() {
    let owed = debt("2018-01-10", 461_159, &[]);
    let seen = outlook(&of_the_guide(), &[owed], day("2018-02-12"));
    // Two days at 7.75 %, one at 7.5 %; then ten more.
    assert_eq!((seen.today, seen.in_ten_days), (Money(354), Money(1_506)));
    assert_eq!(seen.growth, Some(Growth { from: day("2018-02-12"), daily: Money(115) }));
}

#[test]
fn of_two_debts_the_one_that_grows_first_is_told() {
    let [earlier, later] = [debt("2018-01-10", 461_159, &[]), debt("2018-02-12", 100_000, &[])];
    let seen = outlook(&of_the_guide(), &[later, earlier], day("2018-01-25"));
    assert_eq!(seen.growth, Some(Growth { from: day("2018-02-10"), daily: Money(119) }));
    let seen = outlook(&of_the_guide(), &[later, earlier], day("2018-03-20"));
    // 4 611.59 and 1 000.00 at 7.5 % / 300.
    assert_eq!(seen.growth, Some(Growth { from: day("2018-03-20"), daily: Money(140) }));
}

#[test]
fn a_debt_paid_on_the_last_day_costs_nothing() {
    let reductions = [paid("2018-01-10", 461_159)];
    let owed = debt("2018-01-10", 461_159, &reductions);
    let ledger = ledger(&of_the_guide(), owed, day("2020-01-01"));
    assert_eq!((ledger.segments.len(), ledger.total), (0, Money::ZERO));
    assert_eq!(outlook(&of_the_guide(), &[owed], day("2018-01-25")).growth, None);
}

#[test]
fn a_refund_is_a_debt_again_from_the_day_after() {
    let reductions = [paid("2018-01-10", 100_000), paid("2018-06-01", -100_000)];
    let owed = debt("2018-01-10", 100_000, &reductions);
    assert_eq!(
        lines(&ledger(&of_the_guide(), owed, day("2018-06-03"))),
        ["2018-06-02..2018-06-03 143-144 1000.00: 750/130 1.1538"]
    );
}

#[test]
fn days_that_the_company_counts_itself_are_left_to_it() {
    let computed = dated(&[("2016-01-01", false), ("2018-02-20", true), ("2018-03-01", false)]);
    let timeline = Timeline::new(&Figures { computed, ..figures(&[("2016-01-01", 750)]) });
    let owed = debt("2018-01-10", 100_000, &[]);
    assert_eq!(
        lines(&ledger(&timeline, owed, day("2018-03-10"))),
        [
            "2018-01-11..2018-02-19 1-40 1000.00: Imported",
            "2018-02-20..2018-02-28 41-49 1000.00: 750/300 2.2500",
            "2018-03-01..2018-03-10 50-59 1000.00: Imported",
        ]
    );
}

#[test]
fn where_no_rate_is_known_nothing_is_charged() {
    let owed = debt("2015-12-10", 100_000, &[]);
    let timeline = Timeline::new(&figures(&[("2016-02-01", 1_100)]));
    let ledger = ledger(&timeline, owed, day("2016-02-01"));
    assert_eq!(
        lines(&ledger),
        [
            "2015-12-11..2016-01-31 1-52 1000.00: NoRate",
            "2016-02-01..2016-02-01 53-53 1000.00: 1100/300 0.3667",
        ]
    );
}

#[test]
fn a_moratorium_ends_and_the_days_of_delay_have_gone_on() {
    let moratoria = vec![span("2018-02-15", "2018-04-30")];
    let timeline = Timeline::new(&Figures { moratoria, ..figures(&[("2016-01-01", 750)]) });
    let owed = debt("2018-01-10", 100_000, &[]);
    let seen = outlook(&timeline, &[owed], day("2018-02-20"));
    // Five days of 0.25 are owed; growth begins again after the moratorium, at 1/130 by then.
    assert_eq!((seen.today, seen.in_ten_days), (Money(125), Money(125)));
    assert_eq!(seen.growth, Some(Growth { from: day("2018-05-01"), daily: Money(58) }));
}

#[test]
fn half_a_kopeck_made_of_thirds_is_rounded_up() {
    // 1/300 of 10 % of 5.00 is a sixth of a kopeck: three days are exactly half of one.
    let exact = Exact::part(Money(500), 1_000, 1, NonZeroU16::new(300).unwrap());
    assert_eq!((exact + exact + exact).rounded(), Money(1));
    assert_eq!((exact + exact).rounded(), Money::ZERO);
}

#[test]
fn a_sum_is_shown_with_the_decimals_asked_for() {
    let exact = Exact::part(Money(461_159), 775, 1_000, NonZeroU16::new(300).unwrap());
    assert_eq!(exact.format(4), "1\u{a0}191.3274");
    assert_eq!(exact.format(2), "1\u{a0}191.33");
    assert_eq!(exact.format(0), "1\u{a0}191");
}
