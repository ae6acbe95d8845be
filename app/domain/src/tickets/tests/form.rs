use super::*;
use crate::Rejection;

#[test]
fn a_ticket_needs_a_name_a_telephone_and_a_text() {
    let checked = check_ticket(" Анна Петрова ", "+7 921 555-01-07", " нет света\n").unwrap();
    assert_eq!((checked.name.as_str(), checked.text.as_str()), ("Анна Петрова", "нет света"));
    assert_eq!(checked.phone.as_str(), "79215550107");
    let wrong = check_ticket(" ", "555", "\n").unwrap_err();
    assert_eq!(wrong.field("name"), Some(&Rule::NameMissing));
    assert!(matches!(wrong.field("phone"), Some(Rule::Phone(_))));
    assert_eq!(wrong.field("text"), Some(&Rule::TicketTextMissing));
}

#[test]
fn a_text_has_a_longest_length_in_characters() {
    let longest = "ж".repeat(MAX_TEXT as usize);
    assert!(check_comment(&longest, false).is_ok());
    let wrong = check_comment(&format!("{longest}ж"), true).unwrap_err();
    assert_eq!(wrong.field("text"), Some(&Rule::TextTooLong { max: MAX_TEXT }));
    assert_eq!(check_comment(" ", true).unwrap(), "");
    assert_eq!(check_comment(" ", false).unwrap_err().field("text"), Some(&Rule::CommentMissing));
}

#[test]
fn what_a_resident_has_to_know_has_to_be_said() {
    let missing = |step| check_note(step, " ").unwrap_err().field("note").cloned();
    assert_eq!(missing(Step::Complete), Some(Rule::ResultMissing));
    assert_eq!(missing(Step::Decline), Some(Rule::ReasonMissing));
    assert_eq!(missing(Step::Defer), Some(Rule::ReasonMissing));
    assert_eq!(missing(Step::Return), Some(Rule::FaultMissing));
    assert_eq!(check_note(Step::Start, " "), Ok(None));
    assert_eq!(check_note(Step::Complete, " Подключил "), Ok(Some("Подключил".into())));
}

#[test]
fn a_ticket_is_put_off_until_a_day_of_the_next_year() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let (first, last) = (day("2018-01-26"), day("2019-01-25"));
    let outside = Err(Rejection::of("until", Rule::DayOutside { first, last }));
    for (until, checked) in [
        (None, Ok(())),
        (Some(first), Ok(())),
        (Some(last), Ok(())),
        (Some(day("2018-01-25")), outside.clone()),
        (Some(day("9999-12-31")), outside),
    ] {
        assert_eq!(check_until(until, day("2018-01-25")), checked, "{until:?}");
    }
}

#[test]
fn a_rating_is_one_to_five_stars() {
    let stars: Vec<u8> = (0..=6).filter_map(|stars| Rating::new(stars).ok()).map(Rating::stars).collect();
    assert_eq!(stars, [1, 2, 3, 4, 5]);
    assert_eq!(Rating::new(6), Err(Rule::NoSuchRating));
}
