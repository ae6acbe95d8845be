//! The registry of meters.
use crate::{
    BadCell, CellError, Column, Row,
    cell::{Cells, date, text, whole, yes_no},
    fold::word,
    resource,
};
use chrono::NaiveDate;
use domain::{accounts::AccountNumber, quantity::Dial, readings::Resource};

pub const ACCOUNT: usize = 0;
pub const RESOURCE: usize = 1;
pub const SERIAL: usize = 2;
pub const TARIFFS: usize = 3;
pub const DIGITS: usize = 4;
pub const DECIMALS: usize = 5;
pub const VERIFIED: usize = 6;
pub const INSTALLED: usize = 7;
pub const REMOVED: usize = 8;
pub const STATE: usize = 9;
pub const AUTOMATIC: usize = 10;
pub const PLACE: usize = 11;

pub const COLUMNS: &[Column] = &[
    Column::required("Лицевой счёт").also(crate::accounts::NUMBER_WORDS),
    Column::required("Ресурс").also(&[
        "Услуга",
        "Тип прибора",
        "Вид ресурса",
        "Тип счётчика",
        "Вид услуги",
        "Коммунальный ресурс",
    ]),
    Column::required("Заводской №").also(&[
        "Заводской номер",
        "Серийный номер",
        "Номер счётчика",
        "№ счётчика",
        "Номер прибора",
        "№ прибора",
        "Номер ПУ",
        "№ ПУ",
        "Счётчик",
        "Серийный №",
    ]),
    Column::optional("Тарифов").also(&[
        "Тарифность",
        "Кол-во тарифов",
        "Количество тарифов",
        "Число тарифов",
    ]),
    Column::optional("Разрядов").also(&[
        "Разрядность",
        "Кол-во разрядов",
        "Число разрядов",
        "Знаков до запятой",
    ]),
    Column::optional("Знаков после запятой").also(&[
        "Дробных знаков",
        "После запятой",
        "Десятичных знаков",
        "Точность",
    ]),
    Column::optional("Поверка до").also(&[
        "Дата поверки",
        "Срок поверки",
        "Дата следующей поверки",
        "Следующая поверка",
        "Очередная поверка",
        "Поверен до",
        "Поверка",
        "МПИ до",
    ]),
    Column::optional("Установлен").also(&["Дата установки", "Введён в эксплуатацию", "Дата ввода"]),
    Column::optional("Снят").also(&["Дата снятия", "Дата демонтажа"]),
    Column::optional("Состояние").also(&["Статус"]),
    Column::optional("Автоматический").also(&["Дистанционный", "АСКУЭ", "Телеметрия"]),
    Column::optional("Место").also(&["Место установки", "Расположение", "Помещение"]),
];

/// One meter. What is `None` the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterRow {
    pub account: AccountNumber,
    pub resource: Resource,
    pub serial: String,
    pub tariffs: Option<u8>,
    pub digits: Option<u8>,
    pub decimals: Option<u8>,
    pub verified_until: Option<NaiveDate>,
    pub installed_on: Option<NaiveDate>,
    pub removed_on: Option<NaiveDate>,
    /// «Состояние» says that the meter is gone.
    pub removed: bool,
    pub automatic: Option<bool>,
    pub place: Option<String>,
}

/// The dial of a meter of which a file says nothing more: five digits and litres for water, kilowatt-hours with three decimals.
#[must_use]
pub const fn usual_dial(resource: Resource) -> Dial {
    match resource {
        Resource::ColdWater | Resource::HotWater | Resource::Heat | Resource::Gas => {
            Dial { digits: 5, decimals: 3 }
        }
        Resource::Electricity => Dial { digits: 6, decimals: 3 },
    }
}

/// # Errors
/// Every bad cell of the row.
pub fn read(row: &Row<'_>) -> Result<MeterRow, Vec<BadCell>> {
    let mut cells = Cells::of(row);
    let account = cells.required(ACCOUNT, |cell| Ok(AccountNumber::parse(cell)?));
    let named = cells.required(RESOURCE, resource::parse);
    let serial = cells.required(SERIAL, text(60));
    let tariffs = cells.optional(TARIFFS, small(1, 4));
    let digits = cells.optional(DIGITS, small(1, i64::from(Dial::MAX_DIGITS)));
    let decimals = cells.optional(DECIMALS, small(0, i64::from(Dial::MAX_DECIMALS)));
    let verified_until = cells.optional(VERIFIED, date);
    let installed_on = cells.optional(INSTALLED, date);
    let removed_on = cells.optional(REMOVED, date);
    let removed = cells.optional(STATE, removed).unwrap_or(false);
    let automatic = cells.optional(AUTOMATIC, yes_no);
    let place = cells.optional(PLACE, text(100));
    let implied = named.and_then(|named| named.tariffs);
    if let Some(named) = implied.filter(|named| tariffs.is_some_and(|given| given != *named)) {
        cells.complain(TARIFFS, CellError::TariffsDisagree { named });
    }
    if let Some((digits, decimals)) = digits.zip(decimals)
        && Dial::new(digits, decimals).is_none()
    {
        cells.complain(DIGITS, CellError::NoSuchDial);
    }
    if installed_on.zip(removed_on).is_some_and(|(installed, removed)| removed < installed) {
        cells.complain(REMOVED, CellError::Backwards);
    }
    let row = match (account, named, serial) {
        (Some(account), Some(named), Some(serial)) => Some(MeterRow {
            account,
            resource: named.resource,
            serial,
            tariffs: tariffs.or(implied),
            digits,
            decimals,
            verified_until,
            installed_on,
            removed_on,
            removed,
            automatic,
            place,
        }),
        _ => None,
    };
    cells.finish(row)
}

fn small(min: i64, max: i64) -> impl Fn(&str) -> Result<u8, CellError> {
    move |cell| {
        let number = whole(min, max)(cell)?;
        u8::try_from(number).map_err(|_| CellError::NotWhole { min, max })
    }
}

fn removed(cell: &str) -> Result<bool, CellError> {
    match word(cell).as_str() {
        "ВРАБОТЕ" | "РАБОТАЕТ" | "ДЕЙСТВУЕТ" | "ДЕЙСТВУЮЩИЙ" | "УСТАНОВЛЕН" | "ИСПРАВЕН" => {
            Ok(false)
        }
        "СНЯТ" | "ДЕМОНТИРОВАН" | "ЗАМЕНЕН" | "ВАРХИВЕ" | "АРХИВ" | "АРХИВНЫЙ" => {
            Ok(true)
        }
        _ => Err(CellError::UnknownState),
    }
}
