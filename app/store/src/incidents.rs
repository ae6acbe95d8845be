//! Outages and accidents, and whom they touch.
use crate::{
    Result, Tx,
    entity::{incident, incident_follower, incident_place},
    rows::insert_new,
    scope, sql,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Scope},
    ids::{AccountId, BuildingId, IncidentId},
};
use sea_orm::{FromQueryResult, Value};

mod edits;
mod lists;
#[cfg(test)]
mod tests;
mod told;

pub use edits::{Correction, Edited, edit, edits, hold};
pub use lists::{Entrance, Home, Touched, ended, entrances, homes, in_house, line, of_account, touched};
pub use told::{Hearer, forget, hearers, note, places_of};

/// An incident with who else has it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Line {
    #[sea_orm(nested)]
    pub incident: incident::Model,
    pub households: i64,
    /// The household of whoever asks said «И у меня».
    pub joined: bool,
}

/// Announces an incident. `false` when it is announced already.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, row: incident::Model, places: Vec<incident_place::Model>) -> Result<bool> {
    let added = insert_new(tx, row).await?;
    if added {
        crate::insert_all(tx, places).await?;
    }
    Ok(added)
}

/// Whether every house of an incident is one that the employee serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_served(tx: &Tx, scope: &Scope, id: IncidentId) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Row {
        places: i64,
        served: i64,
    }
    let mut values = vec![Value::from(id)];
    let served = scope::houses(scope, "l.building_id", &mut values);
    let sql = format!(
        "SELECT COUNT(*) AS places, COUNT(*) FILTER (WHERE {served}) AS served \
         FROM incident_place l WHERE l.incident_id = $1"
    );
    let row: Option<Row> = tx.row(&sql, values).await?;
    Ok(row.is_some_and(|row| row.places > 0 && row.places == row.served))
}

/// Ends an incident. `false` when it is over already.
///
/// # Errors
/// When the database cannot.
pub async fn end(tx: &Tx, id: IncidentId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "UPDATE incident SET ended_at = $2, news = news + 1 WHERE id = $1 AND ended_at IS NULL";
    Ok(tx.change(SQL, [id.into(), now.into()]).await? == 1)
}

/// Whether an incident is not over.
///
/// # Errors
/// When the database cannot answer.
pub async fn stands(tx: &Tx, id: IncidentId) -> Result<bool> {
    #[derive(FromQueryResult)]
    #[expect(dead_code, reason = "only its presence counts")]
    struct Row {
        id: IncidentId,
    }
    const SQL: &str = "SELECT id FROM incident WHERE id = $1 AND ended_at IS NULL";
    Ok(tx.row::<Row>(SQL, [id.into()]).await?.is_some())
}

/// Incidents that touch an account in the scope and are not over: accidents, and outages up to a moment ahead. An entrance that nobody
/// knows may be any.
///
/// # Errors
/// When the database cannot answer.
pub async fn touching(tx: &Tx, scope: &Scope, account: AccountId, ahead: DateTime<Utc>) -> Result<Vec<Line>> {
    let Reach::Own(person) = *scope.reach() else { return Ok(Vec::new()) };
    tx.rows(&touching_sql(), [account.into(), person.into(), ahead.into()]).await
}

fn touching_sql() -> String {
    let own = scope::residency("a.id", 2);
    format!(
        "SELECT i.*, (SELECT COUNT(*) FROM incident_follower f WHERE f.incident_id = i.id) AS households, \
         EXISTS (SELECT 1 FROM incident_follower f WHERE f.incident_id = i.id AND f.account_id = $1) AS joined \
         FROM incident i \
         WHERE i.ended_at IS NULL AND i.starts_at <= $3 AND EXISTS (\
         SELECT 1 FROM account a JOIN unit u ON u.id = a.unit_id {own} \
         JOIN incident_place l ON l.incident_id = i.id AND l.building_id = u.building_id \
         AND (l.entrance = '' OR u.entrance IS NULL OR l.entrance = u.entrance) WHERE a.id = $1) \
         ORDER BY i.starts_at, i.id"
    )
}

/// Adds a household. `false` when it is there already.
///
/// # Errors
/// When the database cannot.
pub async fn follow(tx: &Tx, row: incident_follower::Model) -> Result<bool> {
    insert_new(tx, row).await
}

/// An incident as staff see it.
const LINE: &str = "\
SELECT i.*, (SELECT COUNT(*) FROM incident_follower f WHERE f.incident_id = i.id) AS households, FALSE AS joined FROM incident i";

/// Incidents of the houses that one serves that are not over, the first first.
///
/// # Errors
/// When the database cannot answer.
pub async fn current(tx: &Tx, scope: &Scope) -> Result<Vec<Line>> {
    let mut values = Vec::new();
    let served = scope::houses(scope, "l.building_id", &mut values);
    let sql = format!(
        "{LINE} WHERE i.ended_at IS NULL \
         AND EXISTS (SELECT 1 FROM incident_place l WHERE l.incident_id = i.id AND {served}) \
         ORDER BY i.starts_at, i.id"
    );
    tx.rows(&sql, values).await
}

/// A place of an incident in words.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Place {
    pub incident_id: IncidentId,
    pub building_id: BuildingId,
    pub address: String,
    /// Empty for the whole house.
    pub entrance: String,
}

/// The places of these incidents.
///
/// # Errors
/// When the database cannot answer.
pub async fn places(tx: &Tx, incidents: &[IncidentId]) -> Result<Vec<Place>> {
    if incidents.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT l.incident_id, l.building_id, b.address, l.entrance \
         FROM incident_place l JOIN building b ON b.id = l.building_id \
         WHERE l.incident_id IN ({}) ORDER BY b.address, l.entrance",
        sql::places(incidents.len(), 1)
    );
    tx.rows(&sql, incidents.iter().map(|incident| (*incident).into())).await
}
