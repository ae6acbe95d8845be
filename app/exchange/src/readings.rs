//! Readings of meters.
use crate::{
    BadCell, CellError, Column, Row,
    cell::{Cells, date, text},
    fold::word,
    resource,
};
use chrono::NaiveDate;
use domain::{accounts::AccountNumber, readings::Resource};

pub const ACCOUNT: usize = 0;
pub const RESOURCE: usize = 1;
pub const METER: usize = 2;
/// The first of four columns, one for each register.
pub const VALUES: usize = 3;
pub const DATE: usize = 7;
pub const KIND: usize = 8;

pub const COLUMNS: &[Column] = &[
    Column::required("ЛС").also(crate::accounts::NUMBER_WORDS),
    Column::optional("Ресурс").also(&["Услуга", "Тип прибора", "Вид ресурса", "Тип счётчика", "Вид услуги"]),
    Column::required("Счётчик").also(&[
        "Заводской №",
        "Заводской номер",
        "Серийный номер",
        "Номер счётчика",
        "№ счётчика",
        "Номер прибора",
        "№ прибора",
        "Номер ПУ",
        "№ ПУ",
    ]),
    Column::required("Т1").also(&[
        "Показание",
        "Показания",
        "Текущее показание",
        "Последнее показание",
        "Текущие показания",
        "День",
        "Показание Т1",
        "Значение",
    ]),
    Column::optional("Т2").also(&["Ночь", "Показание Т2"]),
    Column::optional("Т3").also(&["Полупик", "Показание Т3"]),
    Column::optional("Т4").also(&["Показание Т4"]),
    Column::required("Дата").also(&["Дата показания", "Дата снятия", "Дата снятия показаний", "Снято"]),
    Column::optional("Вид").also(&["Вид показания"]),
];

/// One reading, with the values still as texts: what they mean, the dial of the meter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingRow {
    pub account: AccountNumber,
    pub resource: Option<Resource>,
    pub serial: String,
    pub values: [String; 4],
    pub taken_on: NaiveDate,
    pub kind: Kind,
}

/// What «Вид» says of a reading that may stand below the previous one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ordinary,
    /// The first one after the meter, or its counting mechanism, was replaced.
    Replaced,
    /// The dial went through zero.
    RolledOver,
}

/// # Errors
/// Every bad cell of the row.
pub fn read(row: &Row<'_>) -> Result<ReadingRow, Vec<BadCell>> {
    let mut cells = Cells::of(row);
    let account = cells.required(ACCOUNT, |cell| Ok(AccountNumber::parse(cell)?));
    let named = cells.optional(RESOURCE, resource::parse);
    let serial = cells.required(METER, text(60));
    let taken_on = cells.required(DATE, date);
    let kind = cells.optional(KIND, kind).unwrap_or(Kind::Ordinary);
    let values = [0, 1, 2, 3].map(|zone| row.cell(VALUES + zone).to_owned());
    let row = match (account, serial, taken_on) {
        (Some(account), Some(serial), Some(taken_on)) => {
            let resource = named.map(|named| named.resource);
            Some(ReadingRow { account, resource, serial, values, taken_on, kind })
        }
        _ => None,
    };
    cells.finish(row)
}

fn kind(cell: &str) -> Result<Kind, CellError> {
    match word(cell).as_str() {
        "ТЕКУЩЕЕ" | "ОЧЕРЕДНОЕ" | "КОНТРОЛЬНОЕ" | "КОНЕЧНОЕ" | "ПОКАЗАНИЕ" => {
            Ok(Kind::Ordinary)
        }
        "НАЧАЛЬНОЕ" | "ПЕРВИЧНОЕ" | "ЗАМЕНА" | "ПОСЛЕЗАМЕНЫ" | "ЗАМЕНАСЧЕТЧИКА" => {
            Ok(Kind::Replaced)
        }
        "ЧЕРЕЗНОЛЬ" | "ПЕРЕХОДЧЕРЕЗНОЛЬ" | "ОБНУЛЕНИЕ" => {
            Ok(Kind::RolledOver)
        }
        _ => Err(CellError::UnknownKind),
    }
}
