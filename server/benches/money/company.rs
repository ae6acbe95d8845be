//! A company of so many accounts; a few of them are looked at.
use super::{
    books::Books,
    services::{RECIPIENTS, SERVICES},
    support::fill::{Resident, Rows, moment},
};
use anyhow::Result;
use store::{Db, DbSettings};

/// Accounts that are looked at, evenly among the others.
const RESIDENTS: usize = 100;
/// Accounts that are held in memory at once.
const PORTION: usize = 20_000;

/// Fills a database: residents have three meters with a year of readings. In a company that `charges`, they have a year of bills of both
/// recipients too, and every other account has one bill of one line.
pub async fn fill(settings: &DbSettings, accounts: usize, charges: bool) -> Result<Vec<Resident>> {
    let db = Db::open(settings).await?;
    db.migrate().await?;
    let mut rows = Rows::new(moment());
    rows.write(&db).await?;
    let mut books = Books::new(&db, rows.company).await?;
    let mut residents = Vec::with_capacity(RESIDENTS);
    let every = (accounts / RESIDENTS).max(1);
    for number in 0..accounts {
        if number.is_multiple_of(every) && residents.len() < RESIDENTS {
            let resident = rows.resident();
            for at in 0..3 {
                rows.meter(resident.account, at);
            }
            if charges {
                for month in 1..=12 {
                    for recipient in 0..RECIPIENTS.len() {
                        let services = SERVICES.iter().filter(|service| service.recipient == recipient);
                        let lines = services.map(|service| service.line(number + month as usize)).collect();
                        books.add(resident.account, recipient, rows.due.minus(month), lines, month > 2);
                    }
                }
            }
            residents.push(resident);
        } else {
            let account = rows.account();
            if charges {
                books.add(account, 0, rows.due.minus(1), vec![SERVICES[0].line(number)], false);
            }
        }
        if (number + 1).is_multiple_of(PORTION) {
            rows.write(&db).await?;
            books.write(&db).await?;
        }
    }
    rows.write(&db).await?;
    books.write(&db).await?;
    db.close().await?;
    Ok(residents)
}
