//! Periods that the company has closed.
use super::sheet::window_of;
use crate::{Result, Tx};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Scope},
    calendar::Period,
    ids::{AccountId, BuildingId, UserId},
    readings::SubmissionWindow,
};
use sea_orm::{FromQueryResult, Value};

/// Closes a period for one building, or for all of them, and returns for how many it was open.
///
/// # Errors
/// When the database cannot answer.
pub async fn accept(
    tx: &Tx,
    scope: &Scope,
    building: Option<BuildingId>,
    period: Period,
    at: DateTime<Utc>,
    person: Option<UserId>,
) -> Result<u64> {
    let Reach::Everything = scope.reach() else { return Ok(0) };
    let (one, building): (_, Option<Value>) = match building {
        Some(building) => ("WHERE id = $1", Some(building.into())),
        None => ("", None),
    };
    if tx.is_postgres() {
        // Waits for submissions that are being recorded, and keeps others out until the commit.
        let lock = format!("SELECT id FROM building {one} ORDER BY id FOR UPDATE");
        tx.change(&lock, building.clone()).await?;
    }
    let next = if building.is_some() { 2 } else { 1 };
    let sql = format!(
        "INSERT INTO accepted_period (building_id, period, at, person_id) \
         SELECT id, {period}, {at}, {person} FROM building {condition} ON CONFLICT DO NOTHING",
        period = cast(tx, next, "date"),
        at = cast(tx, next + 1, "timestamptz"),
        person = cast(tx, next + 2, "uuid"),
        // SQLite would take ON for a join's without it.
        condition = if one.is_empty() { "WHERE true" } else { one },
    );
    let values = building.into_iter().chain([period.into(), at.into(), person.into()]);
    tx.change(&sql, values).await
}

/// PostgreSQL does not infer the type of a selected parameter.
fn cast(tx: &Tx, parameter: u8, kind: &str) -> String {
    if tx.is_postgres() { format!("CAST(${parameter} AS {kind})") } else { format!("${parameter}") }
}

/// When readings of an account are taken.
///
/// # Errors
/// When the database cannot answer.
pub async fn window(tx: &Tx, account: AccountId) -> Result<Option<SubmissionWindow>> {
    #[derive(FromQueryResult)]
    struct Days {
        first_day: i16,
        last_day: i16,
    }
    const SQL: &str = "\
SELECT COALESCE(b.window_first_day, c.window_first_day) AS first_day, COALESCE(b.window_last_day, c.window_last_day) AS last_day
FROM account a JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id
JOIN managing_company c ON c.id = b.company_id WHERE a.id = $1";
    let days: Option<Days> = tx.row(SQL, [account.into()]).await?;
    days.map(|days| window_of(days.first_day, days.last_day)).transpose()
}

/// Keeps others from recording readings of the account, and from closing its periods, until the commit. On SQLite a
/// transaction that may write is alone anyway.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx, account: AccountId) -> Result<()> {
    if tx.is_postgres() {
        const SQL: &str = "\
SELECT a.id FROM account a JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id
WHERE a.id = $1 FOR NO KEY UPDATE OF a FOR KEY SHARE OF b";
        tx.change(SQL, [account.into()]).await?;
    }
    Ok(())
}
