use super::*;
use chrono::NaiveDate;

fn typed(what: &str, from: &str, to: &str) -> JournalFilter {
    JournalFilter { what: what.into(), from: from.into(), to: to.into(), ..JournalFilter::default() }
}

#[test]
fn an_empty_filter_asks_for_everything() {
    assert_eq!(JournalFilter::default().check(), Ok(Asked::default()));
}

#[test]
fn moments_are_those_of_the_browser() {
    let asked = typed("looks", "2018-01-25T10:00", "2018-01-25T12:30:15").check().unwrap();
    let day = NaiveDate::from_ymd_opt(2018, 1, 25).unwrap();
    assert_eq!(asked.from, day.and_hms_opt(10, 0, 0));
    assert_eq!(asked.to, day.and_hms_opt(12, 30, 15));
    assert_eq!(asked.what, What::Looks);
    let by_hand = typed("looks", "25.01.2018 10:00", "25.01.2018 12:30:15").check();
    assert_eq!(by_hand, Ok(asked));
}

#[test]
fn what_is_no_moment_is_told_beside_its_field() {
    let both = [("from", Rule::NoSuchMoment), ("to", Rule::NoSuchMoment)];
    let both = Rejection(both.map(|(field, rule)| (field.to_owned(), rule)).to_vec());
    assert_eq!(typed("", "вчера", "25.01").check(), Err(both));
    let backwards = typed("", "2018-01-25T10:00", "2018-01-25T10:00").check();
    assert_eq!(backwards, Err(Rejection::of("to", Rule::SpanBackwards)));
}

#[test]
fn a_key_survives_an_address() {
    let key = JournalKey { at: DateTime::from_timestamp_nanos(1_516_875_600_123_456_789), id: Uuid::nil() };
    assert_eq!(key.to_string().parse(), Ok(key));
    assert_eq!("x".parse::<JournalKey>(), Err(NoJournalKey));
}
