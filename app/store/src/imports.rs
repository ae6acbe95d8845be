//! Imports of staff: how far each is, what its rows do, and what it changed.
mod hindrance;
mod journal;

pub use hindrance::{Built, Hindrance};
pub use journal::{Debt, Journal, Recorded, debts, note_debts, take_back};

use crate::{
    Result, Tx,
    entity::{import, import_line},
    rows::{insert_new, replace},
    sql::places,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Scope,
    calendar::Period,
    ids::{AccountId, ChargeId, ImportId, RecipientId},
    imports::{Kind, Verdict},
    money::Money,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, Value};

/// Writes a new import down: `false` when it is there already.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, row: import::Model) -> Result<bool> {
    insert_new(tx, row).await
}

/// An import; whoever loads reaches those of the whole company.
///
/// # Errors
/// When the database cannot answer.
pub async fn find(tx: &Tx, _: &Scope, id: ImportId) -> Result<Option<import::Model>> {
    by_id(tx, id).await
}

/// An import that a job names.
///
/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: ImportId) -> Result<Option<import::Model>> {
    Ok(import::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// Moves an import on, unless another step was faster: `false` then. `row` has the next version.
///
/// # Errors
/// When the database cannot.
pub async fn advance(tx: &Tx, row: import::Model) -> Result<bool> {
    let before = [import::Column::Id.eq(row.id), import::Column::Version.eq(row.version - 1)];
    replace(tx, row, before).await
}

/// Notes how many rows were looked through: `false` when the import has moved on.
///
/// # Errors
/// When the database cannot.
pub async fn progress(tx: &Tx, id: ImportId, version: i64, done: i64) -> Result<bool> {
    const SQL: &str = "UPDATE import SET done_rows = $3 WHERE id = $1 AND version = $2";
    Ok(tx.change(SQL, [id.into(), version.into(), done.into()]).await? == 1)
}

/// An import with the e-mail of whoever loaded it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Listed {
    pub id: ImportId,
    pub kind: String,
    pub file_name: String,
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub email: Option<String>,
    pub new_count: Option<i64>,
    pub changed_count: Option<i64>,
    pub same_count: Option<i64>,
    pub refused_count: Option<i64>,
    pub waiting_count: Option<i64>,
    pub bank: Option<String>,
    pub came: Option<Money>,
    pub credited: Option<Money>,
    pub waiting: Option<Money>,
}

const LISTED: &str = "\
SELECT i.id, i.kind, i.file_name, i.state, i.created_at, p.email, i.new_count, i.changed_count, i.same_count, i.refused_count,
       i.waiting_count, i.bank, i.came, i.credited, i.waiting
FROM import i LEFT JOIN person p ON p.id = i.person_id";

/// Imports of some kinds, the latest first, after one of them.
///
/// # Errors
/// When the database cannot answer.
pub async fn list(
    tx: &Tx,
    _: &Scope,
    kinds: &[Kind],
    after: Option<(DateTime<Utc>, ImportId)>,
    most: i64,
) -> Result<Vec<Listed>> {
    const ORDER: &str = "ORDER BY i.created_at DESC, i.id DESC LIMIT";
    let mut values: Vec<Value> = vec![most.into()];
    values.extend(kinds.iter().map(|kind| Value::from(kind.code())));
    let mut condition = format!("i.kind IN ({})", places(kinds.len(), 2));
    if let Some((moment, id)) = after {
        values.extend([moment.into(), id.into()]);
        condition =
            format!("{condition} AND (i.created_at, i.id) < (${}, ${})", values.len() - 1, values.len());
    }
    tx.rows(&format!("{LISTED} WHERE {condition} {ORDER} $1"), values).await
}

/// One of the list.
///
/// # Errors
/// When the database cannot answer.
pub async fn listed(tx: &Tx, _: &Scope, id: ImportId) -> Result<Option<Listed>> {
    tx.row(&format!("{LISTED} WHERE i.id = $1"), [id.into()]).await
}

/// Forgets the rows of an import.
///
/// # Errors
/// When the database cannot.
pub async fn forget_lines(tx: &Tx, id: ImportId) -> Result<()> {
    tx.change("DELETE FROM import_line WHERE import_id = $1", [id.into()]).await?;
    Ok(())
}

/// # Errors
/// When the database refuses one of them.
pub async fn add_lines(tx: &Tx, lines: Vec<import_line::Model>) -> Result<()> {
    crate::insert_all(tx, lines).await
}

/// Rows of an import in their order, after one of them.
///
/// # Errors
/// When the database cannot answer.
pub async fn lines(
    tx: &Tx,
    _: &Scope,
    id: ImportId,
    verdict: Option<Verdict>,
    after: i64,
    most: i64,
) -> Result<Vec<import_line::Model>> {
    const SQL: &str = "SELECT * FROM import_line WHERE import_id = $1 AND line > $2";
    let mut values: Vec<Value> = vec![id.into(), after.into(), most.into()];
    let only = match verdict {
        None => "",
        Some(verdict) => {
            values.push(verdict.code().into());
            "AND verdict = $4"
        }
    };
    tx.rows(&format!("{SQL} {only} ORDER BY line LIMIT $3"), values).await
}

/// How many rows of one verdict are kept.
///
/// # Errors
/// When the database cannot answer.
pub async fn count_lines(tx: &Tx, _: &Scope, id: ImportId, verdict: Verdict) -> Result<i64> {
    const FROM: &str = "FROM import_line WHERE import_id = $1 AND verdict = $2";
    tx.count(FROM, [id.into(), verdict.code().into()]).await
}

/// A debt that an import recorded, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StandingDebt {
    pub charge_id: ChargeId,
    pub account_id: AccountId,
    pub recipient_id: RecipientId,
    pub period: Period,
    pub amount: Money,
    /// Σ of what was paid of it, other than by an offset.
    pub paid: Money,
}

/// # Errors
/// When the database cannot answer.
pub async fn standing_debts(tx: &Tx, id: ImportId) -> Result<Vec<StandingDebt>> {
    const SQL: &str = "\
SELECT c.id AS charge_id, c.account_id, c.recipient_id, c.period, b.amount, CAST(COALESCE(
    (SELECT SUM(a.amount) FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
        WHERE a.charge_id = c.id AND p.amount <> 0), 0) AS bigint) AS paid
FROM import_change i JOIN charge c ON c.id = i.row_id
JOIN bill b ON b.charge_id = c.id AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)
WHERE i.import_id = $1 AND i.entity = 'debt'";
    tx.rows(SQL, [id.into()]).await
}
