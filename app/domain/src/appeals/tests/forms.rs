use super::*;

fn values() -> Values {
    Values {
        number: "1042".into(),
        date: "25.01.2018".into(),
        name: "Анна Петрова".into(),
        address: String::new(),
    }
}

#[test]
fn an_appeal_says_what_it_is_about_and_what_is_asked_for() {
    let checked = check_appeal(Some(Kind::Certificate), "  Нужна справка о составе семьи ").unwrap();
    assert_eq!(checked.text, "Нужна справка о составе семьи");
    let wrong = check_appeal(None, " \n").unwrap_err();
    assert_eq!(wrong.field("kind"), Some(&Rule::AppealKindMissing));
    assert_eq!(wrong.field("text"), Some(&Rule::AppealTextMissing));
    let long = check_appeal(Some(Kind::Other), &"ы".repeat(10_001)).unwrap_err();
    assert_eq!(long.field("text"), Some(&Rule::TextTooLong { max: MAX_TEXT }));
}

#[track_caller]
fn check(template: &str, expected: &str) {
    assert_eq!(fill(template, &values()), expected);
}

#[test]
fn placeholders_are_filled_in_and_what_nobody_knows_stays_open() {
    check("{имя}, на № {номер} от {дата}", "Анна Петрова, на № 1042 от 25.01.2018");
    check("{номер} {номер}", "1042 1042");
    check("Дом: {адрес}", "Дом: {адрес}");
    check("{ничего} {", "{ничего} {");
}

#[test]
fn an_open_placeholder_does_not_reach_the_resident() {
    let wrong = check_answer("Дом: {адрес}").unwrap_err();
    assert_eq!(wrong.field("text"), Some(&Rule::PlaceholderLeft { name: "адрес".into() }));
    assert!(check_answer("Множество {1, 2}").is_ok());
    assert_eq!(check_answer(" ").unwrap_err().field("text"), Some(&Rule::AnswerMissing));
}

#[test]
fn a_template_knows_its_placeholders() {
    assert!(check_template("Справка", "Справка по обращению № {номер} готова").is_ok());
    let wrong = check_template(" ", "Здравствуйте, {фамилия}").unwrap_err();
    assert_eq!(wrong.field("name"), Some(&Rule::TemplateNameMissing));
    assert_eq!(wrong.field("text"), Some(&Rule::PlaceholderUnknown { name: "фамилия".into() }));
}

#[test]
fn residents_see_neither_notes_nor_who_has_it_in_work() {
    assert!(!Happening::Noted { text: "Должник".into() }.is_public());
    assert!(!Happening::Assigned { to: None }.is_public());
    assert!(Happening::Answered { text: "Готово".into() }.is_public() && Happening::Closed.is_public());
}
