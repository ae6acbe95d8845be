//! A spreadsheet of accounts, as a company would fill the sample in.
use super::{
    names::{SURNAMES, street},
    support::fill::number,
};
use anyhow::{Context as _, Result};
use chrono::NaiveDate;
use domain::money::Money;
use exchange::{
    accounts::{COLUMNS, EMAIL},
    write::{Cell, xlsx},
};

/// Columns of the sample: those of the address in parts are not filled in.
pub const FILLED: usize = EMAIL + 1;
const UNITS: usize = 100;
const HOUSES: usize = 100;

pub fn accounts(rows: usize) -> Result<Vec<u8>> {
    let header: Vec<&str> = COLUMNS.iter().take(FILLED).map(|column| column.name).collect();
    let opened = NaiveDate::from_ymd_opt(2010, 1, 1).context("there was such a day")?;
    Ok(xlsx("Счета", &header, (0..rows).map(|at| row(at, opened)))?)
}

fn row(at: usize, opened: NaiveDate) -> Vec<Cell> {
    let (house, unit) = (at / UNITS, at % UNITS + 1);
    let address = format!("г Москва, ул {}, д. {}, кв. {unit}", street(house / HOUSES), house % HOUSES + 1);
    let area = i64::try_from(at % 5_000).unwrap_or(0);
    vec![
        Cell::Text(number(at)),
        Cell::Text(format!("{:010}", at + 1)),
        Cell::Text(address),
        Cell::Text((unit / 20 + 1).to_string()),
        Cell::Text(format!("{} Мария Петровна", SURNAMES[at % SURNAMES.len()])),
        Cell::Text("1".to_owned()),
        // As a sum: a number that a spreadsheet counts with.
        Cell::Money(Money(3_000 + area)),
        Cell::Number((at % 5 + 1).to_string()),
        Cell::Date(opened),
        Cell::Text(String::new()),
        Cell::Text(format!("8 900 {:07}", at % 10_000_000)),
        Cell::Text(format!("resident-{at}@example.org")),
    ]
}
