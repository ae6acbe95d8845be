//! Dates and counted nouns as people read them. Written by hand: chrono's own formatting costs 15 KB in the browser.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

const MONTHS: [(&str, &str); 12] = [
    ("январь", "января"),
    ("февраль", "февраля"),
    ("март", "марта"),
    ("апрель", "апреля"),
    ("май", "мая"),
    ("июнь", "июня"),
    ("июль", "июля"),
    ("август", "августа"),
    ("сентябрь", "сентября"),
    ("октябрь", "октября"),
    ("ноябрь", "ноября"),
    ("декабрь", "декабря"),
];

fn month(day: NaiveDate) -> (&'static str, &'static str) {
    MONTHS[day.month0() as usize % 12]
}

/// `25.01.2018`
pub fn date(day: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// `2018-01-25`: for addresses and `<input type="date">`.
pub fn date_iso(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// `13:20`
pub fn time(moment: NaiveDateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// `25.01.2018 13:20`
pub fn date_time(moment: NaiveDateTime) -> String {
    format!("{} {}", date(moment.date()), time(moment))
}

/// `01.2018`
pub fn month_year(day: NaiveDate) -> String {
    format!("{:02}.{:04}", day.month(), day.year())
}

/// «январь»
pub fn month_name(day: NaiveDate) -> &'static str {
    month(day).0
}

/// «января»
pub fn month_genitive(day: NaiveDate) -> &'static str {
    month(day).1
}

/// The form of a noun after a number: `plural(n, "строка", "строки", "строк")`.
pub const fn plural(count: u64, one: &'static str, few: &'static str, many: &'static str) -> &'static str {
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counted_noun_takes_the_form_of_its_number() {
        let rows = |count| plural(count, "строка", "строки", "строк");
        for (count, word) in [
            (0, "строк"),
            (1, "строка"),
            (2, "строки"),
            (5, "строк"),
            (11, "строк"),
            (12, "строк"),
            (21, "строка"),
            (104, "строки"),
            (112, "строк"),
        ] {
            assert_eq!(rows(count), word, "{count}");
        }
    }

    #[test]
    fn a_date_is_written_as_in_the_guide() {
        let day = NaiveDate::from_ymd_opt(2018, 1, 5).unwrap();
        assert_eq!(date(day), "05.01.2018");
        assert_eq!(date_iso(day), "2018-01-05");
        assert_eq!(month_year(day), "01.2018");
        assert_eq!((month_name(day), month_genitive(day)), ("январь", "января"));
    }
}
