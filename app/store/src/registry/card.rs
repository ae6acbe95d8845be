//! One account, or one meter, with what stands on its card.
use crate::{
    Result, Tx,
    entity::{account, account_owner, meter},
    scope,
    sql::places,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Scope,
    ids::{AccountId, BuildingId, ImportId, MeterId, OwnerId, ResidencyId, UserId},
    journal::JournalKey,
    readings::Meter,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, Value};
use uuid::Uuid;

/// An account with where it is.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AccountRow {
    #[sea_orm(nested)]
    pub account: account::Model,
    pub building: BuildingId,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
    pub entrance: Option<String>,
}

/// An account of the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn account(tx: &Tx, scope: &Scope, id: AccountId) -> Result<Option<AccountRow>> {
    let mut values: Vec<Value> = vec![id.into()];
    let served = scope::houses(scope, "b.id", &mut values);
    let sql = format!(
        "SELECT a.*, b.id AS building, b.address, u.label, u.entrance FROM account a \
         JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id WHERE a.id = $1 AND {served}"
    );
    tx.row(&sql, values).await
}

/// Everybody who ever owned an account that was reached, by name.
///
/// # Errors
/// When the database cannot answer.
pub async fn owners(tx: &Tx, account: AccountId) -> Result<Vec<account_owner::Model>> {
    let found = account_owner::Entity::find().filter(account_owner::Column::AccountId.eq(account));
    Ok(found.order_by_asc(account_owner::Column::Name).all(&tx.on()).await?)
}

/// The owners of accounts on a day, by name.
///
/// # Errors
/// When the database cannot answer.
pub async fn owners_on(tx: &Tx, accounts: &[AccountId], day: NaiveDate) -> Result<Vec<account_owner::Model>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let (from, to) = (account_owner::Column::FromDay, account_owner::Column::ToDay);
    let found = account_owner::Entity::find()
        .filter(account_owner::Column::AccountId.is_in(accounts.iter().copied()))
        .filter(from.is_null().or(from.lte(day)))
        .filter(to.is_null().or(to.gte(day)));
    Ok(found.order_by_asc(account_owner::Column::Name).all(&tx.on()).await?)
}

/// An owner of an account of the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn owner(tx: &Tx, scope: &Scope, id: OwnerId) -> Result<Option<account_owner::Model>> {
    let mut values: Vec<Value> = vec![id.into()];
    let served = scope::houses(scope, "u.building_id", &mut values);
    let sql = format!(
        "SELECT o.* FROM account_owner o JOIN account a ON a.id = o.account_id JOIN unit u ON u.id = a.unit_id \
         WHERE o.id = $1 AND {served}"
    );
    tx.row(&sql, values).await
}

/// A person who uses an account, or did.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ResidentRow {
    pub id: ResidencyId,
    pub person_id: UserId,
    pub email: String,
    pub account_id: AccountId,
    /// № лицевого счета.
    pub number: String,
    pub kind: String,
    pub since: DateTime<Utc>,
    pub suspended_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

const RESIDENT: &str = "\
SELECT r.id, r.person_id, p.email, r.account_id, a.number, r.kind, r.since, r.suspended_at, r.ended_at
FROM residency r JOIN person p ON p.id = r.person_id JOIN account a ON a.id = r.account_id";

/// Everybody who ever used an account that was reached, the first first.
///
/// # Errors
/// When the database cannot answer.
pub async fn residents(tx: &Tx, account: AccountId) -> Result<Vec<ResidentRow>> {
    tx.rows(&format!("{RESIDENT} WHERE r.account_id = $1 ORDER BY r.since, r.id"), [account.into()]).await
}

/// A residency of the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn resident(tx: &Tx, scope: &Scope, id: ResidencyId) -> Result<Option<ResidentRow>> {
    let mut values: Vec<Value> = vec![id.into()];
    let served = scope::houses(scope, "u.building_id", &mut values);
    let sql = format!("{RESIDENT} JOIN unit u ON u.id = a.unit_id WHERE r.id = $1 AND {served}");
    tx.row(&sql, values).await
}

/// A meter with where it hangs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterRow {
    pub meter: Meter,
    pub account: AccountId,
    /// № лицевого счета.
    pub number: String,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
}

/// A meter of the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn meter(tx: &Tx, scope: &Scope, id: MeterId) -> Result<Option<MeterRow>> {
    #[derive(FromQueryResult)]
    struct Row {
        #[sea_orm(nested)]
        meter: meter::Model,
        number: String,
        address: String,
        label: String,
    }
    let mut values: Vec<Value> = vec![id.into()];
    let served = scope::houses(scope, "b.id", &mut values);
    let sql = format!(
        "SELECT m.*, a.number, b.address, u.label FROM meter m JOIN account a ON a.id = m.account_id \
         JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id WHERE m.id = $1 AND {served}"
    );
    let Some(row) = tx.row::<Row>(&sql, values).await? else { return Ok(None) };
    let account = row.meter.account_id;
    let (meter, number) = (row.meter.try_into()?, row.number);
    Ok(Some(MeterRow { meter, account, number, address: row.address, label: row.label }))
}

/// A line of the journal about an account, or a meter.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct HistoryRow {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub kind: String,
    pub details: Option<String>,
    pub who: Option<String>,
    pub role: Option<String>,
    /// E-mail of the resident, or name of the owner, whom it is about.
    pub about: Option<String>,
}

const HISTORY: &str = "\
SELECT e.id, e.at, e.kind, e.details, p.email AS who, p.role, COALESCE(s.email, o.name) AS about
FROM event e
LEFT JOIN person p ON p.id = e.person_id
LEFT JOIN residency r ON r.id = e.subject_id
LEFT JOIN residency_claim c ON c.id = e.subject_id
LEFT JOIN person s ON s.id = COALESCE(r.person_id, c.person_id)
LEFT JOIN account_owner o ON o.id = e.subject_id";

/// What happened to an account, the latest first: these kinds of it, those before `before`.
///
/// # Errors
/// When the database cannot answer.
pub async fn history_of_account(
    tx: &Tx,
    account: AccountId,
    kinds: &[&str],
    before: Option<JournalKey>,
    most: i64,
) -> Result<Vec<HistoryRow>> {
    let mut values: Vec<Value> = vec![account.into(), most.into()];
    if let Some(before) = before {
        values.extend([before.at.into(), before.id.into()]);
    }
    let sql = history_sql(before.is_some(), kinds.len());
    values.extend(kinds.iter().map(|kind| Value::from(*kind)));
    tx.rows(&sql, values).await
}

pub(super) fn history_sql(before: bool, kinds: usize) -> String {
    let (older, from) = if before { ("AND (e.at, e.id) < ($3, $4)", 5) } else { ("", 3) };
    // The index that is read is that of the account.
    format!(
        "{HISTORY} WHERE e.account_id = $1 AND (e.kind IN ({})) IS TRUE {older} ORDER BY e.at DESC, e.id DESC LIMIT $2",
        places(kinds, from)
    )
}

/// What happened to a meter that was reached, the latest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn history_of_meter(tx: &Tx, meter: MeterId, most: i64) -> Result<Vec<HistoryRow>> {
    let sql = format!("{HISTORY} WHERE e.subject_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT $2");
    tx.rows(&sql, [meter.into(), most.into()]).await
}

/// A spreadsheet that has added or changed a record.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ImportRow {
    pub id: ImportId,
    pub file_name: String,
    pub changed_at: DateTime<Utc>,
    pub state: String,
    pub who: Option<String>,
}

/// The spreadsheets that have added or changed a record that was reached, the latest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn imports_of(tx: &Tx, record: Uuid, most: i64) -> Result<Vec<ImportRow>> {
    tx.rows(IMPORTS_OF, [record.into(), most.into()]).await
}

pub(super) const IMPORTS_OF: &str = "\
SELECT i.id, i.file_name, i.state, p.email AS who,
       CASE WHEN i.state = 'done' THEN COALESCE(i.done_at, i.changed_at) ELSE i.changed_at END AS changed_at
FROM import i LEFT JOIN person p ON p.id = i.person_id
WHERE i.id IN (SELECT c.import_id FROM import_change c WHERE c.row_id = $1)
ORDER BY 5 DESC, i.id DESC LIMIT $2";
