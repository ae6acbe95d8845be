use super::*;
use crate::{calendar::Span, law::Dated};

mod properties;
mod vectors;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn dated<T: Copy>(values: &[(&str, T)]) -> Dated<T> {
    Dated::new(values.iter().map(|(since, value)| (day(since), *value)))
}

fn span(from: &str, to: &str) -> Span {
    Span { from: day(from), to: day(to) }
}

/// The numbers of ЖК 155 ч. 14 with the given rates and no moratoria.
fn figures(rates: &[(&str, u32)]) -> Figures {
    Figures {
        rate: dated(rates),
        free: dated(&[("2016-01-01", 30)]),
        early_until: dated(&[("2016-01-01", 90)]),
        early: dated(&[("2016-01-01", NonZeroU16::new(300).unwrap())]),
        late: dated(&[("2016-01-01", NonZeroU16::new(130).unwrap())]),
        computed: dated(&[("2016-01-01", true)]),
        moratoria: Vec::new(),
    }
}

fn debt<'a>(due_on: &str, principal: i64, reductions: &'a [Reduction]) -> Debt<'a> {
    Debt { due_on: day(due_on), principal: Money(principal), reductions }
}

fn paid(on: &str, amount: i64) -> Reduction {
    Reduction { on: day(on), amount: Money(amount) }
}

/// «с 10.02.2018 по 11.02.2018, дни 31–32, 1/300 от 7.75 %»
fn lines(ledger: &Ledger) -> Vec<String> {
    let line = |segment: &Segment| {
        let Segment { from, to, number, debt, accrual } = segment;
        let what = match accrual {
            Accrual::Part { rate, divisor } => format!("{rate}/{divisor} {}", segment.sum().format(4)),
            Accrual::Nothing(pause) => format!("{pause:?}"),
        };
        format!("{from}..{to} {number}-{} {}: {what}", segment.last_number(), debt.plain())
    };
    ledger.segments.iter().map(line).collect()
}
