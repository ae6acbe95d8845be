//! «Срок поверки»: how long the verification of a meter still holds.
use crate::ui::{Badge, IconName, Tone, date};
use chrono::NaiveDate;
use domain::{
    calendar::Term,
    readings::{Meter, VerificationState},
};
use leptos::prelude::*;

/// A badge: green, amber for the last two months, red when it is over.
pub fn term(meter: &Meter, today: NaiveDate) -> Option<AnyView> {
    let (tone, label) = match meter.verification(today) {
        VerificationState::Unknown => return None,
        VerificationState::Valid { until } => (Tone::Ok, left(today, until)),
        VerificationState::EndsSoon { until } => (Tone::Ask, left(today, until)),
        VerificationState::Expired { on } => (Tone::No, format!("истекла {}", date(on))),
    };
    Some(view! { <Badge tone=tone icon=IconName::Clock label=label /> }.into_any())
}

/// «3 г. 11 м. 6 д.»
pub fn left(today: NaiveDate, until: NaiveDate) -> String {
    let Some(Term { years, months, days }) = Term::between(today, until) else {
        return String::new();
    };
    let parts = [(years, "г."), (months, "м."), (days, "д.")];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count}\u{a0}{unit}"))
        .collect();
    if words.is_empty() { "сегодня".to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::left;
    use chrono::NaiveDate;

    #[test]
    fn the_term_is_written_as_in_the_guide() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(left(day(2018, 1, 25), day(2021, 12, 31)), "3\u{a0}г. 11\u{a0}м. 6\u{a0}д.");
        assert_eq!(left(day(2018, 1, 25), day(2018, 2, 25)), "1\u{a0}м.");
        assert_eq!(left(day(2018, 1, 25), day(2018, 1, 25)), "сегодня");
    }
}
