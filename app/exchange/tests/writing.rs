//! Tables for spreadsheets.
use exchange::{
    Limits, Table, accounts,
    write::{Cell, csv},
};

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
