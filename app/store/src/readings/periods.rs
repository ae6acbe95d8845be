//! Periods that the company has closed.
use super::sheet::window_of;
use crate::{Result, Tx, scope};
use chrono::{DateTime, Utc};
use domain::{
    access::Scope,
    calendar::Period,
    ids::{AccountId, BuildingId, UserId},
    readings::SubmissionWindow,
};
use sea_orm::{FromQueryResult, Value};

/// Closes a period for one building in the scope, or for all of them, and returns for how many it was open.
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
    if tx.is_postgres() {
        // Waits for submissions that are being recorded, and keeps others out until the commit.
        let mut values = Vec::new();
        let these = served(scope, building, &mut values);
        let lock = format!("SELECT b.id FROM building b WHERE {these} ORDER BY b.id FOR UPDATE OF b");
        tx.change(&lock, values).await?;
    }
    let mut values = vec![period.into(), at.into(), person.into()];
    let these = served(scope, building, &mut values);
    let sql = format!(
        "INSERT INTO accepted_period (building_id, period, at, person_id) \
         SELECT b.id, {period}, {at}, {person} FROM building b WHERE {these} ON CONFLICT DO NOTHING",
        period = cast(tx, 1, "date"),
        at = cast(tx, 2, "timestamptz"),
        person = cast(tx, 3, "uuid"),
    );
    tx.change(&sql, values).await
}

/// The condition that the building `b` is in the scope, and is the given one.
fn served(scope: &Scope, building: Option<BuildingId>, values: &mut Vec<Value>) -> String {
    let served = scope::houses(scope, "b.id", values);
    match building {
        Some(building) => {
            values.push(building.into());
            format!("{served} AND b.id = ${}", values.len())
        }
        None => served,
    }
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
