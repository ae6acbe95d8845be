//! What holds whatever is typed.
use super::*;
use crate::calendar::Span;
use proptest::{collection::vec, prelude::*};

fn dials() -> impl Strategy<Value = Dial> {
    (1..=15_u8, 0..=7_u8).prop_filter_map("no such dial", |(digits, decimals)| Dial::new(digits, decimals))
}

fn explanations() -> impl Strategy<Value = Option<Explanation>> {
    prop::option::of(prop::sample::select(vec![
        Explanation::Typo,
        Explanation::RolledOver,
        Explanation::MeterReplaced,
        Explanation::PreviousWrong,
        Explanation::Correct,
        Explanation::NobodyHome,
    ]))
}

/// A meter with up to two years of readings that go anywhere on the dial.
fn cases() -> impl Strategy<Value = Case> {
    let whole = (dials(), 1..=4_u8, explanations(), 0..400_i64);
    whole.prop_flat_map(|(dial, zones, said, days)| {
        let values = vec(0..dial.capacity(), usize::from(zones));
        vec((0..24_u32, values), 0..12).prop_map(move |readings| {
            let readings: Vec<Reading> = readings
                .iter()
                .map(|(back, values)| reading(&period("2017-12").minus(*back).to_string(), values))
                .collect();
            let today = (day("2018-01-01") + chrono::TimeDelta::days(days)).to_string();
            let meter = Meter { dial, ..meter(zones, 5, 0) };
            Case { said, ..Case::on(&today, meter, &readings) }
        })
    })
}

proptest! {
    #[test]
    fn anything_typed_has_an_answer(case in cases(), typed in "\\PC{0,80}") {
        case.verdict(&typed);
    }

    #[test]
    fn a_value_is_taken_as_it_was_typed(case in cases(), share in 0..1_000_i64) {
        let dial = case.row.meter.dial;
        let value = Quantity(dial.capacity() / 1_000 * share);
        let typed = vec![dial.format(value); case.row.meter.zones().len()].join(" ");
        match case.verdict(&typed) {
            Verdict::Taken { values, .. } | Verdict::Asked { values, .. } => {
                prop_assert!(values.iter().all(|taken| *taken == value));
            }
            Verdict::Refused(refusal) => prop_assert!(false, "{refusal:?}"),
        }
    }

    #[test]
    fn what_is_given_without_review_is_never_below_the_previous(case in cases(), share in 0..1_000_i64) {
        let dial = case.row.meter.dial;
        let value = Quantity(dial.capacity() / 1_000 * share);
        let typed = vec![dial.format(value); case.row.meter.zones().len()].join(" ");
        if let Verdict::Taken { values, state: ReadingState::Given, .. } = case.verdict(&typed) {
            let previous = case.row.previous.map_or_else(Vec::new, |previous| previous.values);
            prop_assert!(previous.iter().zip(&values).all(|(before, now)| before <= now));
        }
    }

    #[test]
    fn what_is_asked_is_taken_once_it_is_explained(case in cases(), share in 0..1_000_i64) {
        let dial = case.row.meter.dial;
        let typed = vec![dial.format(Quantity(dial.capacity() / 1_000 * share)); case.row.meter.zones().len()].join(" ");
        if let Verdict::Asked { question, .. } = case.verdict(&typed) {
            for said in question.choices().iter().filter(|said| **said != Explanation::Typo) {
                let explained = Case { said: Some(*said), row: case.row.clone(), ..case };
                let verdict = explained.verdict(&typed);
                prop_assert!(matches!(verdict, Verdict::Taken { .. }), "{said:?}: {verdict:?}");
            }
        }
    }

    #[test]
    fn consumption_adds_up_to_the_difference(steps in vec(0..1_000_i64, 1..24)) {
        let mut value = 0;
        let readings: Vec<Reading> = steps
            .iter()
            .zip((0..24).rev())
            .map(|(step, back)| {
                value += step;
                reading(&period("2017-12").minus(back).to_string(), &[value])
            })
            .collect();
        let first = readings.first().map(|reading| reading.period);
        let span = Span { from: day("2010-01-01"), to: day("2017-12-31") };
        let (from, to) = (readings[0].values[0].0, value);
        let history = History::lay_out(vec![(meter(1, 5, 0), readings)], span, period("2017-12"), first, None);
        let used = history.months.iter().filter_map(|month| month.cells[0].as_ref()?.consumption.clone());
        prop_assert_eq!(used.map(|used| used[0].0).sum::<i64>(), to - from);
    }
}
