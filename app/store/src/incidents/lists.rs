use super::{LINE, Line};
use crate::{Result, Tx, scope};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Scope},
    ids::{AccountId, BuildingId, IncidentId},
};
use sea_orm::{FromQueryResult, Value};

/// Incidents of the houses that one serves that are over, the latest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn ended(tx: &Tx, scope: &Scope, most: i64) -> Result<Vec<Line>> {
    let mut values = vec![most.into()];
    let served = scope::houses(scope, "l.building_id", &mut values);
    let sql = format!(
        "{LINE} WHERE i.ended_at IS NOT NULL \
         AND EXISTS (SELECT 1 FROM incident_place l WHERE l.incident_id = i.id AND {served}) \
         ORDER BY i.ended_at DESC, i.id DESC LIMIT $1"
    );
    tx.rows(&sql, values).await
}

/// An incident that is at least in one of the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn line(tx: &Tx, scope: &Scope, id: IncidentId) -> Result<Option<Line>> {
    let mut values = vec![Value::from(id)];
    let served = scope::houses(scope, "l.building_id", &mut values);
    let sql = format!(
        "{LINE} WHERE i.id = $1 AND EXISTS (SELECT 1 FROM incident_place l WHERE l.incident_id = i.id AND {served})"
    );
    tx.row(&sql, values).await
}

/// What is the matter in a house that one serves, and what is planned up to a moment ahead, beside a caller if there is one. An entrance that
/// nobody knows may be any.
///
/// # Errors
/// When the database cannot answer.
pub async fn in_house(
    tx: &Tx,
    scope: &Scope,
    building: BuildingId,
    entrance: Option<&str>,
    caller: Option<AccountId>,
    ahead: DateTime<Utc>,
) -> Result<Vec<Line>> {
    let mut values: Vec<Value> = vec![building.into(), entrance.into(), ahead.into(), caller.into()];
    let served = scope::houses(scope, "l.building_id", &mut values);
    let sql = format!(
        "SELECT i.*, (SELECT COUNT(*) FROM incident_follower f WHERE f.incident_id = i.id) AS households, \
         EXISTS (SELECT 1 FROM incident_follower f WHERE f.incident_id = i.id AND f.account_id = $4) AS joined \
         FROM incident i WHERE i.ended_at IS NULL AND i.starts_at <= $3 AND EXISTS (\
         SELECT 1 FROM incident_place l WHERE l.incident_id = i.id AND l.building_id = $1 AND {served} \
         AND (l.entrance = '' OR CAST($2 AS text) IS NULL OR l.entrance = $2)) ORDER BY i.starts_at, i.id"
    );
    tx.rows(&sql, values).await
}

/// An entrance of a house.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Entrance {
    pub building_id: BuildingId,
    pub entrance: String,
}

/// The entrances of the houses that one serves, as far as they are known.
///
/// # Errors
/// When the database cannot answer.
pub async fn entrances(tx: &Tx, scope: &Scope) -> Result<Vec<Entrance>> {
    let mut values = Vec::new();
    let served = scope::houses(scope, "u.building_id", &mut values);
    let sql = format!(
        "SELECT DISTINCT u.building_id, u.entrance FROM unit u WHERE u.entrance IS NOT NULL AND {served} \
         ORDER BY u.building_id, u.entrance"
    );
    tx.rows(&sql, values).await
}

/// An account that an incident touches.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Touched {
    pub number: String,
    /// Of the house.
    pub address: String,
    pub label: String,
}

/// The accounts that an incident touches, of the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn touched(tx: &Tx, scope: &Scope, id: IncidentId) -> Result<Vec<Touched>> {
    let mut values = vec![Value::from(id)];
    let served = scope::houses(scope, "u.building_id", &mut values);
    let sql = format!(
        "SELECT a.number, b.address, u.label \
         FROM account a JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id \
         WHERE a.closed_on IS NULL AND {served} AND EXISTS (\
         SELECT 1 FROM incident_place l WHERE l.incident_id = $1 AND l.building_id = u.building_id \
         AND (l.entrance = '' OR u.entrance IS NULL OR l.entrance = u.entrance)) \
         ORDER BY b.address, u.label, a.number"
    );
    tx.rows(&sql, values).await
}

/// A home in the scope that an incident touches.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Home {
    pub account_id: AccountId,
    pub building_id: BuildingId,
    /// Of the house.
    pub address: String,
    pub label: String,
}

/// The homes of whoever asks that an incident touches, be it over.
///
/// # Errors
/// When the database cannot answer.
pub async fn homes(tx: &Tx, scope: &Scope, id: IncidentId) -> Result<Vec<Home>> {
    let Reach::Own(person) = *scope.reach() else { return Ok(Vec::new()) };
    let own = scope::residency("a.id", 2);
    let sql = format!(
        "SELECT DISTINCT a.id AS account_id, u.building_id, b.address, u.label \
         FROM account a JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id {own} \
         JOIN incident_place l ON l.incident_id = $1 AND l.building_id = u.building_id \
         AND (l.entrance = '' OR u.entrance IS NULL OR l.entrance = u.entrance) \
         ORDER BY b.address, u.label, a.id"
    );
    tx.rows(&sql, [id.into(), person.into()]).await
}

/// An incident as a household sees it that it touches.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_account(tx: &Tx, id: IncidentId, account: AccountId) -> Result<Option<Line>> {
    const SQL: &str = "\
SELECT i.*, (SELECT COUNT(*) FROM incident_follower f WHERE f.incident_id = i.id) AS households,
       EXISTS (SELECT 1 FROM incident_follower f WHERE f.incident_id = i.id AND f.account_id = $2) AS joined
FROM incident i WHERE i.id = $1";
    tx.row(SQL, [id.into(), account.into()]).await
}
