use super::*;

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn what_is_left_agrees_with_its_number() {
    for (minutes, words) in [
        (0, "Осталось меньше минуты"),
        (1, "Осталась 1 минута"),
        (12, "Осталось 12 минут"),
        (21, "Осталась 21 минута"),
        (60, "Остался 1 час"),
        (82, "Остался 1 час 22 минуты"),
        (125, "Осталось 2 часа 5 минут"),
        (24 * 60, "Остался 1 день"),
        (76 * 60, "Осталось 3 дня 4 часа"),
        (240 * 60, "Осталось 10 дней"),
    ] {
        assert_eq!(plain(&left(minutes)), words, "{minutes}");
    }
}

#[test]
fn how_long_it_took_is_in_the_accusative() {
    assert_eq!(plain(&duration(1)), "1 минуту");
    assert_eq!(plain(&duration(2)), "2 минуты");
    assert_eq!(plain(&duration(0)), "минуту");
    assert_eq!(plain(&reported(1)), "сообщила 1 квартира");
    assert_eq!(plain(&reported(3)), "сообщили 3 квартиры");
}

#[test]
fn a_term_is_spelled_in_the_unit_that_people_use() {
    for (value, words) in [
        (Term::Minutes(30), "30 минут"),
        (Term::Minutes(120), "2 часа"),
        (Term::Minutes(24 * 60), "сутки"),
        (Term::Minutes(3 * 24 * 60), "3 суток"),
        (Term::Days(10), "10 дней"),
        (Term::WorkingDays(10), "10 рабочих дней"),
        (Term::WorkingDays(1), "1 рабочий день"),
    ] {
        assert_eq!(plain(&term(value)), words);
    }
}

#[test]
fn a_deadline_leaves_out_what_goes_without_saying() {
    let day = NaiveDate::from_ymd_opt(2018, 1, 25).unwrap();
    let at = |hour, minute| day.and_hms_opt(hour, minute, 0).unwrap();
    assert_eq!(until(at(13, 32), Some(day)), "до 13:32");
    assert_eq!(until(at(23, 59), Some(day)), "до конца дня");
    assert_eq!(until(at(13, 32), day.pred_opt()), "до 25.01.2018 13:32");
    assert_eq!(until(at(23, 59), None), "до 25.01.2018");
}

#[test]
fn every_category_has_a_name_and_an_example() {
    for known in Category::ALL {
        let (name, example) = category(known);
        assert!(!name.is_empty() && !example.is_empty(), "{known:?}");
    }
}

#[test]
fn a_day_is_named_once_and_an_unknown_end_is_said() {
    let day = NaiveDate::from_ymd_opt(2018, 1, 25).unwrap();
    let at = |day: NaiveDate, hour| day.and_hms_opt(hour, 40, 0).unwrap();
    let tomorrow = day.succ_opt().unwrap();
    assert_eq!(span(at(day, 11), Some(at(day, 15))), "25.01.2018 с 11:40 до 15:40");
    assert_eq!(span(at(day, 11), Some(at(tomorrow, 9))), "С 25.01.2018 11:40 до 26.01.2018 09:40");
    assert!(span(at(day, 11), None).ends_with("пока неизвестно"));
}
