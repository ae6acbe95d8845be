//! What residents see: their own appeals.
use super::own;
use crate::{Result, Tx, entity::appeal, scope, sql::owns_on};
use chrono::NaiveDate;
use domain::{
    access::{Reach, Scope},
    ids::{AccountId, AppealId, BuildingId, UserId},
    residency::ResidencyKind,
};
use sea_orm::{FromQueryResult, Value};

/// Appeals that whoever asks wrote of one account in the scope, the newest first, from below a number on.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_account(
    tx: &Tx,
    scope: &Scope,
    account: AccountId,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<appeal::Model>> {
    let Reach::Own(person) = *scope.reach() else { return Ok(Vec::new()) };
    let before = before.unwrap_or(i64::MAX);
    tx.rows(&of_account_sql(), [account.into(), person.into(), before.into(), most.into()]).await
}

pub(super) fn of_account_sql() -> String {
    format!(
        "SELECT t.* FROM appeal t WHERE t.account_id = $1 AND {} AND t.number < $3 \
         ORDER BY t.number DESC LIMIT $4",
        own(2)
    )
}

/// An appeal of whoever asks.
///
/// # Errors
/// When the database cannot answer.
pub async fn line(tx: &Tx, scope: &Scope, number: i64) -> Result<Option<appeal::Model>> {
    let Reach::Own(person) = *scope.reach() else { return Ok(None) };
    let values: [Value; 2] = [number.into(), person.into()];
    tx.row(&format!("SELECT t.* FROM appeal t WHERE t.number = $1 AND {}", own(2)), values).await
}

/// Where an account is, and until when it was one.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Home {
    pub building_id: BuildingId,
    pub closed_on: Option<NaiveDate>,
}

/// The home of an account in the scope.
///
/// # Errors
/// When the database cannot answer.
pub async fn home(tx: &Tx, scope: &Scope, account: AccountId) -> Result<Option<Home>> {
    let mut values = vec![account.into()];
    let own = scope::own(scope, "a.id", &mut values);
    let sql = format!(
        "SELECT u.building_id, a.closed_on FROM account a JOIN unit u ON u.id = a.unit_id {own} WHERE a.id = $1"
    );
    tx.row(&sql, values).await
}

/// Whom a letter about an appeal goes to.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Addressee {
    pub person: UserId,
    pub email: String,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
}

/// Who wrote an appeal, as long as they use the account.
///
/// # Errors
/// When the database cannot answer.
pub async fn addressee(tx: &Tx, id: AppealId) -> Result<Option<Addressee>> {
    const SQL: &str = "\
SELECT p.id AS person, p.email, b.address, u.label
FROM appeal t JOIN person p ON p.id = t.person_id
JOIN residency r ON r.account_id = t.account_id AND r.person_id = t.person_id
JOIN account a ON a.id = t.account_id JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = t.building_id
WHERE t.id = $1 AND r.ended_at IS NULL AND r.suspended_at IS NULL LIMIT 1";
    tx.row(SQL, [id.into()]).await
}

/// The name of an owner among the columns of a query, where it is an owner of today who wrote the appeal `t`: owners are named on the account.
pub(super) fn name_column(today: NaiveDate) -> String {
    let owns = owns_on("o", &format!("'{today}'"));
    format!(
        "(SELECT MIN(o.name) FROM account_owner o WHERE o.account_id = t.account_id AND {owns} AND EXISTS \
         (SELECT 1 FROM residency nr WHERE nr.account_id = t.account_id AND nr.person_id = t.person_id \
         AND nr.ended_at IS NULL AND nr.suspended_at IS NULL AND nr.kind = '{}')) AS name",
        ResidencyKind::Owner.code()
    )
}
