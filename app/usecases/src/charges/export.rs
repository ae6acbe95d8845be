use super::charges;
use crate::{Ctx, Result, tables::Format};
use chrono::NaiveDate;
use domain::{charges::ChargesPage, money::Money};
use exchange::write::Cell;

const HEADER: [&str; 7] = ["Месяц", "Услуга", "Выставлена", "Оплатить до", "Сумма", "Пени", "Долг"];

/// «Начисления за ЖКУ» as a file for a spreadsheet, with a row of totals.
///
/// # Errors
/// As [`charges`].
pub async fn export(
    ctx: &Ctx,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    format: Format,
) -> Result<Vec<u8>> {
    let page = charges(ctx, from, to).await?;
    format.table("Начисления", &HEADER, rows(&page))
}

fn rows(page: &ChargesPage) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = page
        .charges
        .iter()
        .map(|charge| {
            vec![
                Cell::Number(charge.period.first_day().format("%m.%Y").to_string()),
                Cell::Text(page.service(charge).to_owned()),
                Cell::Date(charge.issued_on),
                Cell::Date(charge.due_on),
                Cell::Money(charge.amount),
                Cell::Money(charge.penalty),
                Cell::Money(charge.left()),
            ]
        })
        .collect();
    let sum = |of: fn(&domain::charges::Charge) -> Money| Cell::Money(page.charges.iter().map(of).sum());
    let nothing = || Cell::Number(String::new());
    rows.push(vec![
        Cell::Number("Итого".to_owned()),
        nothing(),
        nothing(),
        nothing(),
        sum(|charge| charge.amount),
        sum(|charge| charge.penalty),
        sum(domain::charges::Charge::left),
    ]);
    rows
}
