//! Tables for spreadsheets.
use calamine::{Data, DataType as _, Reader as _, Xlsx, open_workbook_from_rs};
use domain::money::Money;
use exchange::{
    Limits, Table, accounts,
    write::{Cell, csv, xlsx},
};
use std::io::Cursor;

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn a_formula_is_neutralised_and_a_number_stays_a_number() {
    let rows = [vec![text("=1+1"), Cell::Number("-3,5".into())], vec![text("a;\"b\""), text("plain")]];
    let file = String::from_utf8(csv(&["Текст", "Число"], rows)).unwrap();
    assert_eq!(file, "\u{feff}Текст;Число\r\n'=1+1;-3,5\r\n\"a;\"\"b\"\"\";plain\r\n");
}

#[test]
fn what_was_written_is_read_back() {
    let header = ["Лицевой счёт", "Адрес", "Собственник", "Телефон"];
    let rows =
        [vec![text("0050"), text("г Москва, д. 1, 7"), text("-Странный; \"Он\""), text("+7 911 0000000")]];
    let file = csv(&header, rows);
    let table = Table::open(&file, accounts::COLUMNS, &[], Limits::default()).unwrap();
    let row = table.rows().map(|row| accounts::read(&row).unwrap()).next().unwrap();
    assert_eq!(row.number.as_str(), "0050");
    assert_eq!(row.owner.as_deref(), Some("-Странный; \"Он\""));
    assert_eq!(row.phone.as_deref(), Some("+7 911 0000000"));
}

#[test]
fn sums_and_dates_are_written_with_a_comma_and_points() {
    let day = chrono::NaiveDate::from_ymd_opt(2017, 12, 31).unwrap();
    let rows = [vec![Cell::Date(day), Cell::Money(Money(-461_159))]];
    let file = String::from_utf8(csv(&["День", "Сумма"], rows)).unwrap();
    assert_eq!(file, "\u{feff}День;Сумма\r\n31.12.2017;-4611,59\r\n");
}

#[test]
fn a_workbook_has_sums_and_dates_to_count_with_and_no_formulas() {
    let day = chrono::NaiveDate::from_ymd_opt(2017, 12, 31).unwrap();
    let rows = [
        vec![text("=HYPERLINK(1)"), Cell::Date(day), Cell::Money(Money(-461_159))],
        vec![text("007"), Cell::Number("12.2017".into()), Cell::Money(Money(9_999_999_999_999))],
    ];
    let file = xlsx("Начисления", &["Текст", "День", "Сумма"], rows).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file)).unwrap();
    assert_eq!(book.sheet_names(), ["Начисления"]);
    assert!(book.worksheet_formula("Начисления").unwrap().is_empty());
    let page = book.worksheet_range("Начисления").unwrap();
    let cell = |row, column| page.get_value((row, column)).unwrap();
    assert_eq!(cell(0, 2).to_string(), "Сумма");
    assert_eq!(cell(1, 0), &Data::String("'=HYPERLINK(1)".into()));
    assert_eq!(cell(1, 1).as_date(), Some(day));
    assert!(matches!(cell(1, 2), Data::Float(_)), "{:?}", cell(1, 2));
    assert_eq!(cell(1, 2).to_string(), "-4611.59");
    assert_eq!(cell(2, 0), &Data::String("007".into()));
    assert_eq!(cell(2, 2).to_string(), "99999999999.99");
}
