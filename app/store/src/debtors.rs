//! Who owes: accounts by what is owed, and the letters that reminded them.
use crate::{Result, Tx, entity::debt_letter, rows::insert_new, scope, sql::first_owner};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    calendar::Period,
    debtors::{Asked, DebtorKey},
    ids::AccountId,
    money::Money,
};
use sea_orm::{FromQueryResult, Value};

/// An account that owes.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Row {
    pub account: AccountId,
    pub number: String,
    /// Of the house.
    pub address: String,
    pub label: String,
    pub owner: Option<String>,
    pub owed: Money,
    pub months: i64,
    pub oldest: Option<Period>,
    /// People who can be written to.
    pub readers: i64,
    pub written_on: Option<NaiveDate>,
}

/// `$1` is today. An advance at one recipient does not pay another.
const OWING: &str = "\
WITH owing AS (
    SELECT t.account_id, CAST(SUM(t.sum) AS bigint) AS owed FROM (
        SELECT e.account_id, SUM(e.amount) AS sum FROM ledger_entry e
        GROUP BY e.account_id, e.recipient_id HAVING SUM(e.amount) > 0
    ) t GROUP BY t.account_id
), late AS (
    SELECT c.account_id, COUNT(DISTINCT c.period) AS months, MIN(c.period) AS oldest
    FROM charge c
    JOIN bill b ON b.charge_id = c.id AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)
    WHERE c.account_id IN (SELECT account_id FROM owing) AND b.due_on < $1 AND b.amount > COALESCE(
        (SELECT SUM(l.amount) FROM payment_allocation l WHERE l.charge_id = c.id AND l.purpose = 'charge'), 0)
    GROUP BY c.account_id
)";

const FROM: &str = "\
FROM owing w
JOIN account a ON a.id = w.account_id
JOIN unit u ON u.id = a.unit_id
JOIN building h ON h.id = u.building_id
LEFT JOIN late m ON m.account_id = w.account_id";

const READERS: &str = "\
(SELECT COUNT(*) FROM residency r WHERE r.account_id = a.id AND r.ended_at IS NULL AND r.suspended_at IS NULL)";

/// The condition of a filter; its values follow those that are there.
fn condition(scope: &Scope, asked: Asked, values: &mut Vec<Value>) -> String {
    let served = scope::houses(scope, "h.id", values);
    values.extend([asked.least.into(), asked.months.into()]);
    let mut condition = format!(
        "{served} AND w.owed >= ${} AND COALESCE(m.months, 0) >= ${}",
        values.len() - 1,
        values.len()
    );
    if let Some(building) = asked.building {
        values.push(building.into());
        condition = format!("{condition} AND h.id = ${}", values.len());
    }
    condition
}

/// How many owe, and how much in all.
///
/// # Errors
/// When the database cannot answer.
pub async fn total(tx: &Tx, scope: &Scope, asked: Asked, today: NaiveDate) -> Result<(i64, Money)> {
    #[derive(FromQueryResult)]
    struct Total {
        count: i64,
        sum: Money,
    }
    let mut values = vec![today.into()];
    let condition = condition(scope, asked, &mut values);
    let sql = format!(
        "{OWING} SELECT COUNT(*) AS count, CAST(COALESCE(SUM(w.owed), 0) AS bigint) AS sum {FROM} WHERE {condition}"
    );
    let total: Option<Total> = tx.row(&sql, values).await?;
    Ok(total.map_or((0, Money::ZERO), |total| (total.count, total.sum)))
}

/// Those who owe, the greatest debt first, after one of them.
///
/// # Errors
/// When the database cannot answer.
pub async fn list(
    tx: &Tx,
    scope: &Scope,
    asked: Asked,
    today: NaiveDate,
    after: Option<DebtorKey>,
    most: i64,
) -> Result<Vec<Row>> {
    let mut values = vec![today.into()];
    let mut condition = condition(scope, asked, &mut values);
    if let Some(DebtorKey(owed, account)) = after {
        values.extend([owed.into(), account.into()]);
        condition = format!("{condition} AND (w.owed, a.id) < (${}, ${})", values.len() - 1, values.len());
    }
    values.push(most.into());
    let sql = format!(
        "{OWING} SELECT a.id AS account, a.number, h.address, u.label,
       {} AS owner,
       w.owed, COALESCE(m.months, 0) AS months, m.oldest, {READERS} AS readers,
       (SELECT MAX(d.sent_on) FROM debt_letter d WHERE d.account_id = a.id) AS written_on
{FROM} WHERE {condition} ORDER BY w.owed DESC, a.id DESC LIMIT ${}",
        first_owner("a.id", today),
        values.len()
    );
    tx.rows(&sql, values).await
}

/// What one account owes, if a letter about it has a reader.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Owing {
    pub number: String,
    pub address: String,
    pub label: String,
    pub owed: Money,
    pub readers: i64,
}

/// # Errors
/// When the database cannot answer.
pub async fn owing(tx: &Tx, scope: &Scope, account: AccountId) -> Result<Option<Owing>> {
    let mut values = vec![account.into()];
    let served = scope::houses(scope, "h.id", &mut values);
    let sql = format!(
        "SELECT a.number, h.address, u.label, {READERS} AS readers, CAST(COALESCE((
    SELECT SUM(t.sum) FROM (SELECT SUM(e.amount) AS sum FROM ledger_entry e
        WHERE e.account_id = $1 GROUP BY e.recipient_id HAVING SUM(e.amount) > 0) t), 0) AS bigint) AS owed
FROM account a JOIN unit u ON u.id = a.unit_id JOIN building h ON h.id = u.building_id
WHERE a.id = $1 AND {served}"
    );
    tx.row(&sql, values).await
}

/// Notes a letter of the day. `false` when there was one already.
///
/// # Errors
/// When the database cannot.
pub async fn note_letter(tx: &Tx, letter: debt_letter::Model) -> Result<bool> {
    insert_new(tx, letter).await
}
