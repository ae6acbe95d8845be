use super::*;

#[track_caller]
fn same_number(a: &str, b: &str) {
    assert_eq!(AccountNumber::parse(a), AccountNumber::parse(b), "{a:?} and {b:?}");
}

#[track_caller]
fn same_name(a: &str, b: &str) {
    assert_eq!(name_key(a), name_key(b), "{a:?} and {b:?}");
}

#[test]
fn spaces_and_dashes_of_an_account_number_do_not_count() {
    same_number(" 700-04 18 ", "7000418");
    same_number("№ 7000418", "7000418");
}

#[test]
fn look_alike_letters_of_an_account_number_are_one() {
    same_number("аб-12", "AБ12");
}

#[test]
fn leading_zeros_of_an_account_number_count() {
    assert_ne!(AccountNumber::parse("5001"), AccountNumber::parse("005001"));
}

#[test]
fn an_account_number_that_is_none_is_named() {
    assert_eq!(AccountNumber::parse(" - "), Err(AccountNumberError::Empty));
    assert_eq!(AccountNumber::parse("70;04"), Err(AccountNumberError::BadCharacter(';')));
    assert_eq!(AccountNumber::parse(&"7".repeat(31)), Err(AccountNumberError::TooLong));
}

#[test]
fn case_yo_and_double_spaces_of_a_surname_do_not_count() {
    same_name("Соловьёв", "СОЛОВЬЕВ");
    same_name("Петров  Водкин ", "петров-водкин");
}

#[test]
fn every_apostrophe_of_a_surname_is_the_same() {
    same_name("Д’Артаньян", "д'артаньян");
    same_name("О`Нил", "ОʼНил");
}

#[test]
fn a_latin_look_alike_in_a_surname_is_no_difference() {
    same_name("Cоколов", "Соколов");
}

#[test]
fn half_of_a_double_name_is_another_name() {
    assert_ne!(name_key("Петров"), name_key("Петров-Водкин"));
}

#[test]
fn a_company_is_named_without_its_legal_form() {
    same_name("ООО «Ромашка»", "Ромашка");
    same_name("ПАО \"Ромашка плюс\"", "ромашка плюс");
}

#[test]
fn the_surname_of_a_full_name_is_its_first_word() {
    assert_eq!(surname_of("Иванов Иван Иванович"), "Иванов");
    assert_eq!(surname_of("Петрова-Водкина Анна"), "Петрова-Водкина");
    assert_eq!(surname_of("ООО «Ромашка»"), "ООО «Ромашка»");
}

#[test]
fn an_owner_is_named_by_the_surname() {
    assert!(is_named("Соловьёва Анна Павловна", " соловьева"));
    assert!(!is_named("Соловьёва Анна Павловна", "Анна"));
    assert!(!is_named("Соловьёва Анна Павловна", ""));
}

#[test]
fn a_company_is_named_by_its_name_or_its_inn() {
    for owner in
        ["ООО «Ромашка», ИНН 7701234567", "ООО «Ромашка» (ИНН: 7701234567)", "ООО «Ромашка» 7701234567"]
    {
        assert!(is_named(owner, "Ромашка"), "{owner}");
        assert!(is_named(owner, "ООО \"Ромашка\""), "{owner}");
        assert!(is_named(owner, "7701234567"), "{owner}");
        assert!(is_named(owner, "ИНН 7701234567"), "{owner}");
        assert!(!is_named(owner, "7701234568"), "{owner}");
        assert!(!is_named(owner, "ИНН"), "{owner}");
    }
}

#[test]
fn a_paper_names_a_person_with_initials() {
    for (full, short) in [
        ("Петрова Анна Викторовна", "Петрова\u{a0}А.\u{a0}В."),
        ("Смирнова-Ким Вера Львовна", "Смирнова-Ким\u{a0}В.\u{a0}Л."),
        ("Алиев Мамед Рашид оглы", "Алиев\u{a0}М.\u{a0}Р."),
        ("Ким  Олег", "Ким\u{a0}О."),
        ("Мадонна", "Мадонна"),
    ] {
        assert_eq!(short_name(full), short);
    }
}

#[test]
fn a_paper_names_a_company_in_full() {
    for name in ["ООО «Ромашка», ИНН 7701234567", "ИП Ким Олег", "Администрация района № 5", "ООО Ромашка"]
    {
        assert_eq!(short_name(name), name);
    }
}

#[test]
fn units_are_counted_as_people_count_them() {
    let mut labels = ["офис 1", "10", "2", "10А", "1П", "1", "офис 10", "100", "10Б", "офис 2"];
    labels.sort_by_key(|label| label_key(label));
    assert_eq!(labels, ["1", "1П", "2", "10", "10А", "10Б", "100", "офис 1", "офис 2", "офис 10"]);
}

#[test]
fn a_person_is_spoken_to_by_given_name_and_patronymic() {
    for (full, expected) in [
        ("Соловьёва Анна Павловна", Some("Анна Павловна")),
        ("Ким Олег", Some("Олег")),
        ("ООО «Ромашка», ИНН 7701234567", None),
        ("Ким Анна-Мария", Some("Анна-Мария")),
        ("ООО Ромашка", None),
        ("Анна", None),
    ] {
        assert_eq!(given_names(full).as_deref(), expected, "{full}");
    }
}
