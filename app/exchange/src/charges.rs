//! Charges: one row for each service.
use crate::{
    BadCell, CellError, Column, Row,
    cell::{self, Cells, hundredths, millionths, money, period, text},
    fold::word,
};
use domain::{
    accounts::AccountNumber,
    calendar::Period,
    charges::{ChargeKind, ServiceLine, VolumeSource},
    money::{Money, Tariff, Volume},
};

pub const PERIOD: usize = 0;
pub const ACCOUNT: usize = 1;
pub const RECIPIENT: usize = 2;
pub const SERVICE: usize = 3;
pub const UNIT: usize = 4;
pub const VOLUME: usize = 5;
pub const SOURCE: usize = 6;
pub const TARIFF: usize = 7;
pub const CHARGED: usize = 8;
pub const FACTOR: usize = 9;
pub const FACTOR_SUM: usize = 10;
pub const RECALCULATION: usize = 11;
pub const BENEFIT: usize = 12;
pub const DUE: usize = 13;
pub const PENALTY: usize = 14;

pub const COLUMNS: &[Column] = &[
    Column::required("Период"),
    Column::required("Лицевой счёт").also(crate::accounts::NUMBER_WORDS),
    Column::optional("Получатель"),
    Column::required("Услуга"),
    Column::optional("Ед. изм."),
    Column::optional("Объём"),
    Column::optional("Источник объёма"),
    Column::optional("Тариф"),
    Column::required("Начислено"),
    Column::optional("Повышающий коэффициент"),
    Column::optional("Сумма повышения"),
    Column::optional("Перерасчёт"),
    Column::optional("Льгота"),
    Column::required("К оплате"),
    Column::optional("Пени"),
];

/// One service that an account is charged for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeRow {
    pub period: Period,
    pub account: AccountNumber,
    /// As written; nothing where the file does not say.
    pub recipient: Option<String>,
    /// «Входящее сальдо» is an opening debt, every other service is a part of a bill.
    pub kind: ChargeKind,
    pub line: ServiceLine,
    /// К оплате, as the file has it.
    pub due: Money,
    pub penalty: Money,
}

/// Rows of one account and month belong together.
#[must_use]
pub fn key(row: &Row<'_>) -> u64 {
    cell::key(row.cell(ACCOUNT), period(row.cell(PERIOD)).ok())
}

/// # Errors
/// Every bad cell of the row.
pub fn read(row: &Row<'_>) -> Result<ChargeRow, Vec<BadCell>> {
    let mut cells = Cells::of(row);
    let period = cells.required(PERIOD, period);
    let account = cells.required(ACCOUNT, |cell| Ok(AccountNumber::parse(cell)?));
    let recipient = cells.optional(RECIPIENT, text(200));
    let service = cells.required(SERVICE, text(200));
    let unit = cells.optional(UNIT, text(20)).unwrap_or_default();
    let volume = cells.optional(VOLUME, |cell| millionths(cell).map(Volume).ok_or(CellError::NotAVolume));
    let source = cells.optional(SOURCE, source);
    let tariff = cells.optional(TARIFF, tariff);
    let charged = cells.optional(CHARGED, money).unwrap_or_default();
    let factor = cells.optional(FACTOR, factor);
    let factor_sum = cells.optional(FACTOR_SUM, money).unwrap_or_default();
    let recalculation = cells.optional(RECALCULATION, money).unwrap_or_default();
    let benefit = cells.optional(BENEFIT, money).unwrap_or_default();
    let due = cells.required(DUE, money);
    let penalty = cells.optional(PENALTY, |cell| Ok(Money::parse(cell)?)).unwrap_or_default();
    let row = match (period, account, service, due) {
        (Some(period), Some(account), Some(service), Some(due)) => Some(ChargeRow {
            period,
            account,
            recipient,
            kind: kind(&service),
            line: ServiceLine {
                service,
                unit,
                volume,
                source,
                tariff,
                charged,
                factor,
                factor_sum,
                recalculation,
                benefit,
            },
            due,
            penalty,
        }),
        _ => None,
    };
    cells.finish(row)
}

fn kind(service: &str) -> ChargeKind {
    // Most services are told from it at a glance.
    let may_be = service.contains(['л', 'Л']);
    match may_be.then(|| word(service)).as_deref() {
        Some("ВХОДЯЩЕЕСАЛЬДО" | "НАЧАЛЬНОЕСАЛЬДО") => ChargeKind::Opening,
        _ => ChargeKind::Bill,
    }
}

fn tariff(cell: &str) -> Result<Tariff, CellError> {
    millionths(cell).filter(|tariff| *tariff >= 0).map(Tariff).ok_or(CellError::NotATariff)
}

/// «1,5», in hundredths.
fn factor(cell: &str) -> Result<u32, CellError> {
    let factor = hundredths(cell).and_then(|factor| u32::try_from(factor).ok());
    factor.filter(|factor| (1..=10_000).contains(factor)).ok_or(CellError::NotAFactor)
}

fn source(cell: &str) -> Result<VolumeSource, CellError> {
    Ok(match word(cell).as_str() {
        "СЧЕТЧИК"
        | "ПОСЧЕТЧИКУ"
        | "ИПУ"
        | "ПРИБОРУЧЕТА"
        | "ПОПРИБОРУУЧЕТА"
        | "ПУ"
        | "ИНДИВИДУАЛЬНЫЙПРИБОР" => VolumeSource::Meter,
        "ОДПУ" | "ОПУ" | "ОБЩЕДОМОВОЙ" | "ОБЩЕДОМОВОЙСЧЕТЧИК" | "ОБЩЕДОМОВОЙПРИБОР" | "ОДН" => {
            VolumeSource::BuildingMeter
        }
        "НОРМАТИВ" | "ПОНОРМАТИВУ" | "НОРМА" => VolumeSource::Norm,
        "СРЕДНЕЕ" | "СРЕДНИЙ" | "ПОСРЕДНЕМУ" | "СРЕДНЕМЕСЯЧНОЕ" | "СРЕДНИЙРАСХОД" => {
            VolumeSource::Average
        }
        "ПЛОЩАДЬ" | "ПОПЛОЩАДИ" => VolumeSource::Area,
        "ПРОЖИВАЮЩИЕ" | "ПРОЖИВАЕТ" | "ПОПРОЖИВАЮЩИМ" | "ЧЕЛОВЕК" | "ПОЧИСЛУПРОЖИВАЮЩИХ" => {
            VolumeSource::Residents
        }
        _ => return Err(CellError::UnknownSource),
    })
}
