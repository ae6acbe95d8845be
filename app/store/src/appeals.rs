//! Appeals with their threads. One's own, or those of the houses that one serves: others do not exist.
mod files;
mod inbox;
mod lists;
pub mod templates;
#[cfg(test)]
mod tests;

pub(crate) use files::file_is_seen;
pub use inbox::{InboxLine, counts, inbox, inbox_line};
pub use lists::{Addressee, Home, addressee, home, line, of_account};

use crate::{
    Result, StoreError, Tx,
    entity::{appeal, appeal_entry},
    rows::{insert_new, replace},
    scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Role, Scope},
    appeals::Happening,
    calendar::Period,
    ids::{AppealId, EntryId, UserId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, Statement, Value};

const SERIES: &str = "appeal";

/// Appeals are numbered through and not month by month: all are of one.
fn running() -> Period {
    Period::of(chrono::NaiveDate::default())
}

/// The running number of the next appeal.
///
/// # Errors
/// When the database cannot answer.
pub async fn next_number(tx: &Tx) -> Result<i64> {
    crate::submissions::next_number(tx, SERIES, running()).await
}

/// The number that was given last: a company goes on with those of its former register.
///
/// # Errors
/// When the database cannot.
pub async fn number_after(tx: &Tx, last: i64) -> Result<()> {
    const SQL: &str = "\
INSERT INTO number_series (kind, period, last) VALUES ($1, $2, $3)
ON CONFLICT (kind, period) DO UPDATE SET last = $3";
    tx.change(SQL, [SERIES.into(), running().into(), last.into()]).await?;
    Ok(())
}

/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: AppealId) -> Result<Option<appeal::Model>> {
    Ok(appeal::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// Whether an appeal is one's own, or of a house that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_reached(tx: &Tx, scope: &Scope, id: AppealId) -> Result<bool> {
    #[derive(FromQueryResult)]
    #[expect(dead_code, reason = "only its presence counts")]
    struct Any {
        id: AppealId,
    }
    let mut values = vec![Value::from(id)];
    let reach = reached(scope, &mut values);
    let sql = format!("SELECT t.id FROM appeal t WHERE t.id = $1 AND {reach}");
    Ok(tx.row::<Any>(&sql, values).await?.is_some())
}

/// An appeal of one's own, or of a house that one serves; nobody else changes it before this transaction ends.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx, scope: &Scope, id: AppealId) -> Result<Option<appeal::Model>> {
    let mut values = vec![Value::from(id)];
    let lock = if tx.is_postgres() { "FOR UPDATE OF t" } else { "" };
    let reach = reached(scope, &mut values);
    let sql = format!("SELECT t.* FROM appeal t WHERE t.id = $1 AND {reach} {lock}");
    let on = tx.on();
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    Ok(appeal::Entity::find().from_raw_sql(statement).one(&on).await?)
}

/// The condition that somebody reaches the appeal `t`: they wrote it and still use the account, or serve its house.
fn reached(scope: &Scope, values: &mut Vec<Value>) -> String {
    match scope.reach() {
        Reach::Own(person) => {
            values.push((*person).into());
            own(values.len())
        }
        _ => scope::houses(scope, "t.building_id", values),
    }
}

fn own(person: usize) -> String {
    format!(
        "t.person_id = ${person} AND EXISTS (SELECT 1 FROM residency lr WHERE lr.account_id = t.account_id \
         AND lr.person_id = ${person} AND lr.ended_at IS NULL AND lr.suspended_at IS NULL)"
    )
}

/// Writes an appeal down. `false` when it is written already.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, row: appeal::Model) -> Result<bool> {
    insert_new(tx, row).await
}

/// Writes a changed appeal over the version before it. `false` when somebody else was faster.
///
/// # Errors
/// When the database cannot.
pub async fn update(tx: &Tx, row: appeal::Model) -> Result<bool> {
    let before = [appeal::Column::Id.eq(row.id), appeal::Column::Version.eq(row.version - 1)];
    replace(tx, row, before).await
}

/// An entry of a thread, with who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub id: EntryId,
    pub version: i64,
    pub at: DateTime<Utc>,
    /// A code of `domain::tickets::By`.
    pub side: String,
    pub person: Option<UserId>,
    /// The role they have now.
    pub role: Option<Role>,
    pub what: Happening,
}

/// Adds an entry to the thread.
///
/// # Errors
/// A duplicate when the version is told already.
pub async fn tell(tx: &Tx, appeal: AppealId, told: &Told) -> Result<()> {
    let row = appeal_entry::Model {
        id: told.id,
        appeal_id: appeal,
        version: told.version,
        at: told.at,
        side: told.side.clone(),
        person_id: told.person,
        what: serde_json::to_string(&told.what).map_err(|error| corrupt(&error))?,
    };
    crate::insert(tx, row).await
}

/// Whether an entry is written already.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_told(tx: &Tx, id: EntryId) -> Result<bool> {
    Ok(appeal_entry::Entity::find_by_id(id).one(&tx.on()).await?.is_some())
}

/// The thread of an appeal after a version, the first first.
///
/// # Errors
/// When the database cannot answer.
pub async fn story(tx: &Tx, appeal: AppealId, after: i64) -> Result<Vec<Told>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: EntryId,
        version: i64,
        at: DateTime<Utc>,
        side: String,
        person_id: Option<UserId>,
        role: Option<String>,
        what: String,
    }
    const SQL: &str = "\
SELECT e.id, e.version, e.at, e.side, e.person_id, p.role, e.what
FROM appeal_entry e LEFT JOIN person p ON p.id = e.person_id
WHERE e.appeal_id = $1 AND e.version > $2 ORDER BY e.version";
    let rows: Vec<Row> = tx.rows(SQL, [appeal.into(), after.into()]).await?;
    let told = |row: Row| {
        Ok(Told {
            id: row.id,
            version: row.version,
            at: row.at,
            side: row.side,
            person: row.person_id,
            role: row.role.as_deref().and_then(Role::from_code),
            what: serde_json::from_str(&row.what).map_err(|error| corrupt(&error))?,
        })
    };
    rows.into_iter().map(told).collect()
}

fn corrupt(error: &serde_json::Error) -> StoreError {
    StoreError::Corrupt(format!("the thread of an appeal: {error}"))
}
