//! What waits until the company decides who uses a unit.
use crate::{Result, Tx, scope};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Scope,
    ids::{AccountId, ResidencyClaimId, ResidencyId, UserId},
};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

/// A claim with the account of its number.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ClaimRow {
    pub id: ResidencyClaimId,
    pub person_id: UserId,
    pub email: String,
    /// As it was typed, as is the surname.
    pub claimed: String,
    pub surname: String,
    pub requested_at: DateTime<Utc>,
    /// An owner has that surname.
    pub fits: bool,
    pub account: Option<AccountId>,
    pub number: Option<String>,
    /// Of the house.
    pub address: Option<String>,
    /// Of the unit.
    pub label: Option<String>,
    pub closed_on: Option<NaiveDate>,
}

/// Claims that wait, the oldest first, for accounts of the houses that one serves and for none: those that come after one.
///
/// # Errors
/// When the database cannot answer.
pub async fn claims(
    tx: &Tx,
    scope: &Scope,
    after: Option<ResidencyClaimId>,
    most: i64,
) -> Result<Vec<ClaimRow>> {
    let after = after.map_or(Uuid::nil(), |after| after.0);
    let mut values: Vec<Value> = vec![after.into(), most.into()];
    let served = scope::houses(scope, "u.building_id", &mut values);
    tx.rows(&claims_sql("c.id > $1", &served), values).await
}

/// One of them.
///
/// # Errors
/// When the database cannot answer.
pub async fn claim(tx: &Tx, scope: &Scope, id: ResidencyClaimId) -> Result<Option<ClaimRow>> {
    let mut values: Vec<Value> = vec![id.into(), 1_i64.into()];
    let served = scope::houses(scope, "u.building_id", &mut values);
    tx.row(&claims_sql("c.id = $1", &served), values).await
}

pub(super) fn claims_sql(which: &str, served: &str) -> String {
    format!(
        "\
SELECT c.id, c.person_id, p.email, c.account_number AS claimed, c.surname, c.requested_at,
       c.account_id IS NOT NULL AS fits, a.id AS account, a.number, b.address, u.label, a.closed_on
FROM residency_claim c JOIN person p ON p.id = c.person_id
LEFT JOIN account a
    ON a.id = COALESCE(c.account_id, (SELECT k.id FROM account k WHERE k.number_key = c.account_number))
LEFT JOIN unit u ON u.id = a.unit_id
LEFT JOIN building b ON b.id = u.building_id
WHERE c.closed_at IS NULL AND {which} AND (a.id IS NULL OR {served}) ORDER BY c.id LIMIT $2"
    )
}

/// A residency that those who live there have suspended.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DisputeRow {
    pub id: ResidencyId,
    pub email: String,
    pub kind: String,
    pub account: AccountId,
    pub number: String,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
    pub suspended_at: DateTime<Utc>,
}

/// Disputes in the houses that one serves, the oldest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn disputes(tx: &Tx, scope: &Scope, most: i64) -> Result<Vec<DisputeRow>> {
    let mut values: Vec<Value> = vec![most.into()];
    let served = scope::houses(scope, "u.building_id", &mut values);
    tx.rows(&disputes_sql(&served), values).await
}

pub(super) fn disputes_sql(served: &str) -> String {
    format!(
        "\
SELECT r.id, p.email, r.kind, a.id AS account, a.number, b.address, u.label, r.suspended_at
FROM residency r JOIN person p ON p.id = r.person_id JOIN account a ON a.id = r.account_id
JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id
WHERE r.suspended_at IS NOT NULL AND r.ended_at IS NULL AND {served} ORDER BY r.suspended_at, r.id LIMIT $1"
    )
}
