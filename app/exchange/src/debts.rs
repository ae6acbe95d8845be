//! What was owed before the portal: one sum for an account and a recipient.
use crate::{
    BadCell, Column, Row,
    cell::{Cells, money, text},
};
use domain::{accounts::AccountNumber, money::Money};

pub const ACCOUNT: usize = 0;
pub const DEBT: usize = 1;
pub const RECIPIENT: usize = 2;

pub const COLUMNS: &[Column] = &[
    Column::required("Лицевой счёт").also(crate::accounts::NUMBER_WORDS),
    Column::required("Долг").also(&[
        "Сумма долга",
        "Задолженность",
        "Входящее сальдо",
        "Входящий остаток",
        "Сальдо",
        "Сальдо на начало",
        "Остаток",
        "К оплате",
        "Сумма",
    ]),
    Column::optional("Получатель").also(&["Услуга", "Кому", "Расчётный счёт"]),
];

/// One debt; below zero it was paid ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebtRow {
    pub account: AccountNumber,
    pub debt: Money,
    pub recipient: Option<String>,
}

/// # Errors
/// Every bad cell of the row.
pub fn read(row: &Row<'_>) -> Result<DebtRow, Vec<BadCell>> {
    let mut cells = Cells::of(row);
    let account = cells.required(ACCOUNT, |cell| Ok(AccountNumber::parse(cell)?));
    let debt = cells.required(DEBT, money);
    let recipient = cells.optional(RECIPIENT, text(200));
    let row = account.zip(debt).map(|(account, debt)| DebtRow { account, debt, recipient });
    cells.finish(row)
}
