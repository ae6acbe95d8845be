//! Who lives where, and the homes that people name by number and surname.
use crate::{Result, Tx, entity::residency, sql::owns_on};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AccountId, ResidencyId, UserId};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, TryInsertResult,
    sea_query::OnConflict,
};

/// An account as a letter speaks of it, with its owners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    pub account: AccountId,
    pub number: String,
    /// Address with the unit.
    pub address: String,
    /// The names of its owners.
    pub owners: Vec<String>,
}

/// A residency with the words for a letter.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Tie {
    pub id: ResidencyId,
    pub person_id: UserId,
    pub email: String,
    pub account_id: AccountId,
    pub number: String,
    pub building: String,
    pub label: String,
    pub since: DateTime<Utc>,
    pub suspended_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl Tie {
    /// Address with the unit.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}, {}", self.building, self.label)
    }

    #[must_use]
    pub const fn is_in_force(&self) -> bool {
        self.suspended_at.is_none() && self.ended_at.is_none()
    }
}

/// The account of a folded number that is open on a day, with its owners of the day.
///
/// # Errors
/// When the database cannot answer.
pub async fn home(tx: &Tx, number_key: &str, day: NaiveDate) -> Result<Option<Home>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: AccountId,
        number: String,
        address: String,
        label: String,
        name: String,
    }
    let owns = owns_on("o", "$2");
    let sql = format!(
        "\
SELECT a.id, a.number, b.address, u.label, o.name
FROM account a
JOIN unit u ON u.id = a.unit_id
JOIN building b ON b.id = u.building_id
JOIN account_owner o ON o.account_id = a.id AND {owns}
WHERE a.number_key = $1 AND (a.closed_on IS NULL OR a.closed_on >= $2)"
    );
    let mut rows = tx.rows::<Row>(&sql, [number_key.into(), day.into()]).await?.into_iter();
    let Some(first) = rows.next() else { return Ok(None) };
    let mut owners = vec![first.name];
    owners.extend(rows.map(|row| row.name));
    let address = format!("{}, {}", first.address, first.label);
    Ok(Some(Home { account: first.id, number: first.number, address, owners }))
}

/// Somebody who lives in an account now.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Resident {
    pub person_id: UserId,
    pub email: String,
}

/// Those who live in an account now, by e-mail.
///
/// # Errors
/// When the database cannot answer.
pub async fn residents(tx: &Tx, account: AccountId) -> Result<Vec<Resident>> {
    const SQL: &str = "\
SELECT DISTINCT r.person_id, p.email FROM residency r JOIN person p ON p.id = r.person_id
WHERE r.account_id = $1 AND r.ended_at IS NULL AND r.suspended_at IS NULL ORDER BY p.email";
    tx.rows(SQL, [account.into()]).await
}

/// Adds a residency. `false` when the person is tied to the account already.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, row: residency::Model) -> Result<bool> {
    // The index that refuses is not that of the key.
    let insert = residency::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned());
    let added = insert.try_insert().exec_without_returning(&tx.on()).await?;
    Ok(matches!(added, TryInsertResult::Inserted(rows) if rows > 0))
}

/// Whether a person is tied to an account, be it suspended.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_tied(tx: &Tx, person: UserId, account: AccountId) -> Result<bool> {
    let tie = residency::Entity::find()
        .filter(residency::Column::PersonId.eq(person))
        .filter(residency::Column::AccountId.eq(account))
        .filter(residency::Column::EndedAt.is_null());
    Ok(tie.one(&tx.on()).await?.is_some())
}

const TIE: &str = "\
SELECT r.id, r.person_id, p.email, r.account_id, a.number, b.address AS building, u.label,
       r.since, r.suspended_at, r.ended_at
FROM residency r
JOIN person p ON p.id = r.person_id
JOIN account a ON a.id = r.account_id
JOIN unit u ON u.id = a.unit_id
JOIN building b ON b.id = u.building_id";

/// # Errors
/// When the database cannot answer.
pub async fn tie(tx: &Tx, id: ResidencyId) -> Result<Option<Tie>> {
    tx.row(&format!("{TIE} WHERE r.id = $1"), [id.into()]).await
}

/// The other people who live where this residency is, now.
///
/// # Errors
/// When the database cannot answer.
pub async fn others(tx: &Tx, newcomer: &Tie) -> Result<Vec<Tie>> {
    let sql = format!(
        "{TIE} WHERE r.account_id = $1 AND r.person_id <> $2 AND r.ended_at IS NULL AND r.suspended_at IS NULL
ORDER BY r.id"
    );
    tx.rows(&sql, [newcomer.account_id.into(), newcomer.person_id.into()]).await
}

/// Suspends a residency that is in force. `false` when it is not.
///
/// # Errors
/// When the database cannot.
pub async fn suspend(tx: &Tx, id: ResidencyId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "UPDATE residency SET suspended_at = $2 WHERE id = $1 AND suspended_at IS NULL AND ended_at IS NULL";
    Ok(tx.change(SQL, [id.into(), now.into()]).await? == 1)
}
