//! What holds for any debt under any law.
use super::*;
use chrono::TimeDelta;
use proptest::{collection::vec, prelude::*};

const DAYS: i64 = 3_000;

fn at(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 1, 1).unwrap() + TimeDelta::days(number)
}

fn divisors() -> impl Strategy<Value = NonZeroU16> {
    prop::sample::select(vec![100_u16, 130, 300, 365]).prop_map(|divisor| NonZeroU16::new(divisor).unwrap())
}

fn changing<T: Copy + std::fmt::Debug>(
    values: impl Strategy<Value = T>,
    most: usize,
) -> impl Strategy<Value = Dated<T>> {
    vec((0..DAYS, values), 1..=most)
        .prop_map(|values| Dated::new(values.into_iter().map(|(day, value)| (at(day), value))))
}

fn laws() -> impl Strategy<Value = Figures> {
    let numbers = (changing(0..2_500_u32, 12), changing(0..60_u32, 2), changing(20..120_u32, 2));
    let rest = (changing(divisors(), 2), changing(divisors(), 2), changing(any::<bool>(), 3));
    (numbers, rest, vec((0..DAYS, 0..300_i64), 0..3)).prop_map(
        |((rate, free, early_until), (early, late, computed), pauses)| {
            let moratoria =
                pauses.into_iter().map(|(from, days)| Span { from: at(from), to: at(from + days) }).collect();
            Figures { rate, free, early_until, early, late, computed, moratoria }
        },
    )
}

fn cuts() -> impl Strategy<Value = Vec<Reduction>> {
    vec((0..DAYS, 0..200_000_i64), 0..5).prop_map(|cuts| {
        cuts.into_iter().map(|(on, amount)| Reduction { on: at(on), amount: Money(amount) }).collect()
    })
}

/// Day after day, as a person would do it.
fn naive(figures: &Figures, debt: Debt, until: NaiveDate) -> Money {
    let mut sum = Exact::ZERO;
    for day in debt.due_on.iter_days().skip(1).take_while(|day| *day <= until) {
        let number = u32::try_from((day - debt.due_on).num_days()).unwrap();
        let paid: Money = debt.reductions.iter().filter(|cut| cut.on < day).map(|cut| cut.amount).sum();
        let paused = figures.moratoria.iter().any(|span| span.from <= day && day <= span.to);
        if paused || figures.computed.on(day) != Some(true) {
            continue;
        }
        let (Some(rate), Some(free), Some(early_until), Some(early), Some(late)) = (
            figures.rate.on(day),
            figures.free.on(day),
            figures.early_until.on(day),
            figures.early.on(day),
            figures.late.on(day),
        ) else {
            continue;
        };
        if number > free {
            let divisor = if number <= early_until { early } else { late };
            sum += Exact::part(debt.principal - paid, rate, 1, divisor);
        }
    }
    sum.rounded()
}

proptest! {
    #[test]
    fn the_walk_equals_a_loop_over_days(
        figures in laws(), due in 0..DAYS, principal in 0..1_000_000_i64, cuts in cuts(), until in 0..DAYS + 500,
    ) {
        let owed = Debt { due_on: at(due), principal: Money(principal), reductions: &cuts };
        let timeline = Timeline::new(&figures);
        let expected = naive(&figures, owed, at(until));
        prop_assert_eq!(penalty(&timeline, owed, at(until)), expected);
        let ledger = ledger(&timeline, owed, at(until));
        prop_assert_eq!(ledger.total, expected);
        for pair in ledger.segments.windows(2) {
            prop_assert!(pair[0].to < pair[1].from);
            prop_assert!(!pair[1].continues(&pair[0]));
        }
    }

    #[test]
    fn a_later_day_never_costs_less(
        figures in laws(), due in 0..DAYS, principal in 0..1_000_000_i64, cuts in cuts(), until in 0..DAYS, more in 0..200_i64,
    ) {
        let owed = Debt { due_on: at(due), principal: Money(principal), reductions: &cuts };
        let timeline = Timeline::new(&figures);
        prop_assert!(penalty(&timeline, owed, at(until)) <= penalty(&timeline, owed, at(until + more)));
    }

    #[test]
    fn a_payment_never_raises_penalties(
        figures in laws(), due in 0..DAYS, principal in 0..1_000_000_i64, cuts in cuts(), until in 0..DAYS,
        paid_on in 0..DAYS, amount in 0..500_000_i64,
    ) {
        let timeline = Timeline::new(&figures);
        let more: Vec<Reduction> = cuts.iter().copied().chain([Reduction { on: at(paid_on), amount: Money(amount) }]).collect();
        let owed = Debt { due_on: at(due), principal: Money(principal), reductions: &cuts };
        let eased = Debt { reductions: &more, ..owed };
        prop_assert!(penalty(&timeline, eased, at(until)) <= penalty(&timeline, owed, at(until)));
    }

    #[test]
    fn two_halves_of_a_debt_cost_what_the_whole_does_but_for_rounding(
        figures in laws(), due in 0..DAYS, one in 0..500_000_i64, other in 0..500_000_i64, until in 0..DAYS,
    ) {
        let timeline = Timeline::new(&figures);
        let of = |principal| penalty(&timeline, Debt { due_on: at(due), principal: Money(principal), reductions: &[] }, at(until));
        prop_assert!((of(one) + of(other) - of(one + other)).0.abs() <= 1);
    }

    #[test]
    fn the_outlook_is_what_the_ledger_will_say(
        figures in laws(), dues in vec((0..DAYS, 0..500_000_i64), 0..4), cuts in cuts(), today in 0..DAYS,
    ) {
        let timeline = Timeline::new(&figures);
        let debts: Vec<Debt> = dues
            .iter()
            .map(|(due, principal)| Debt { due_on: at(*due), principal: Money(*principal), reductions: &cuts })
            .collect();
        let sum = |day: NaiveDate| debts.iter().map(|owed| penalty(&timeline, *owed, day)).sum::<Money>();
        let seen = outlook(&timeline, &debts, at(today));
        prop_assert_eq!((seen.today, seen.in_ten_days), (sum(at(today)), sum(at(today + 10))));
        let (before, still) = match seen.growth {
            Some(growth) => (sum(at(today - 1)), sum(growth.from.pred_opt().unwrap())),
            None => (sum(at(today - 1)), sum(at(DAYS * 3))),
        };
        prop_assert_eq!(before, still);
        if let Some(growth) = seen.growth {
            let exact: Exact = debts
                .iter()
                .flat_map(|owed| segments(&timeline, *owed, growth.from))
                .filter(|segment| segment.to == growth.from)
                .map(|segment| segment.of(1))
                .sum();
            prop_assert!(!exact.is_zero());
            prop_assert_eq!(exact.rounded(), growth.daily);
        }
    }
}
