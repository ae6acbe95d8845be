//! Payments of a bank's registry.
use crate::{
    BadCell, CellError, Column, Row,
    cell::{self, Cells, date, money, text},
};
use chrono::NaiveDate;
use domain::money::{Money, MoneyError};

pub const DATE: usize = 0;
pub const OPERATION: usize = 1;
pub const BANK: usize = 2;
pub const ACCOUNT: usize = 3;
pub const PAYER: usize = 4;
pub const RECIPIENT: usize = 5;
pub const AMOUNT: usize = 6;
pub const PURPOSE: usize = 7;

pub const COLUMNS: &[Column] = &[
    Column::required("Дата").also(&["Дата платежа", "Дата оплаты", "Дата операции", "Дата поступления"]),
    Column::optional("Номер операции").also(&[
        "Номер платежа",
        "Номер документа",
        "№ операции",
        "№ документа",
        "Идентификатор операции",
        "ID операции",
        "УИП",
    ]),
    Column::optional("Банк"),
    Column::required("Лицевой счёт").also(crate::accounts::NUMBER_WORDS),
    Column::optional("Плательщик").also(&["ФИО", "Ф.И.О."]),
    Column::optional("Получатель").also(&["Счёт получателя", "Расчётный счёт"]),
    Column::required("Сумма").also(&["Сумма платежа", "Сумма оплаты", "Сумма операции"]),
    Column::optional("Назначение").also(&["Назначение платежа", "Комментарий"]),
];

/// Money that came. Whom it is for is still a text: what cannot be placed is no error of the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PaymentRow {
    pub paid_on: NaiveDate,
    pub operation: Option<String>,
    /// Empty where the file does not say.
    pub bank: String,
    /// As written.
    pub account: String,
    pub payer: Option<String>,
    pub recipient: Option<String>,
    /// Above zero.
    pub amount: Money,
    pub purpose: Option<String>,
}

/// Rows of one account belong together.
#[must_use]
pub fn key(row: &Row<'_>) -> u64 {
    cell::key(row.cell(ACCOUNT), ())
}

/// # Errors
/// Every bad cell of the row.
pub fn read(row: &Row<'_>) -> Result<PaymentRow, Vec<BadCell>> {
    let mut cells = Cells::of(row);
    let paid_on = cells.required(DATE, date);
    let operation = cells.optional(OPERATION, text(100));
    let bank = cells.optional(BANK, text(200)).unwrap_or_default();
    let account = cells.optional(ACCOUNT, text(60)).unwrap_or_default();
    let payer = cells.optional(PAYER, text(200));
    let recipient = cells.optional(RECIPIENT, text(200));
    let amount = cells.required(AMOUNT, amount);
    let purpose = cells.optional(PURPOSE, text(300));
    let row = paid_on.zip(amount).map(|(paid_on, amount)| PaymentRow {
        paid_on,
        operation,
        bank,
        account,
        payer,
        recipient,
        amount,
        purpose,
    });
    cells.finish(row)
}

fn amount(cell: &str) -> Result<Money, CellError> {
    match money(cell)? {
        amount if amount.is_negative() => Err(MoneyError::Negative.into()),
        amount if amount.is_zero() => Err(MoneyError::Zero.into()),
        amount => Ok(amount),
    }
}
