//! Money that banks have received: what waits for somebody to say whose it is, what was decided, and whose it may be.
mod accounts;
mod days;
mod loads;

pub use accounts::{Known, Wanted, known};
pub use days::{AcquirerPayment, days, of_day};
pub use loads::{Credited, Payer, Undoing, credited_by, payers, returned, sum_of, undo};

use crate::{
    Result, Tx,
    entity::{bank_mapping, suspense},
    registry,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Scope,
    ids::{AccountId, PaymentId, SuspenseId, UserId},
    money::Money,
    overview::Suspended,
    statements::Outcome,
};
use sea_orm::{EntityTrait, FromQueryResult, Value};

/// What banks brought and nobody is credited with. The acquirer's money that is under check is not among it: its orders tell of it.
const WAITS: &str = "s.order_id IS NULL AND s.settled_at IS NULL AND s.amount > 0";

/// How much waits.
///
/// # Errors
/// When the database cannot answer.
pub async fn total(tx: &Tx, _: &Scope) -> Result<Suspended> {
    #[derive(FromQueryResult)]
    struct Row {
        count: i64,
        total: Money,
        oldest: Option<NaiveDate>,
    }
    let sql = format!(
        "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(s.amount), 0) AS bigint) AS total, MIN(s.received_on) AS oldest \
         FROM suspense s WHERE {WAITS}"
    );
    let row: Option<Row> = tx.row(&sql, []).await?;
    let (count, total, oldest) = row.map_or((0, Money::ZERO, None), |row| (row.count, row.total, row.oldest));
    Ok(Suspended { count, total, oldest })
}

/// Payments that wait, the oldest first, after one of them.
///
/// # Errors
/// When the database cannot answer.
pub async fn waiting(
    tx: &Tx,
    _: &Scope,
    after: Option<(NaiveDate, SuspenseId)>,
    most: i64,
) -> Result<Vec<suspense::Model>> {
    const ORDER: &str = "ORDER BY s.received_on, s.id LIMIT $1";
    match after {
        None => tx.rows(&format!("SELECT s.* FROM suspense s WHERE {WAITS} {ORDER}"), [most.into()]).await,
        Some((day, id)) => {
            let sql = format!(
                "SELECT s.* FROM suspense s WHERE {WAITS} AND (s.received_on, s.id) > ($2, $3) {ORDER}"
            );
            tx.rows(&sql, [most.into(), day.into(), id.into()]).await
        }
    }
}

/// Money of a bank, whatever became of it.
///
/// # Errors
/// When the database cannot answer.
pub async fn find(tx: &Tx, _: &Scope, id: SuspenseId) -> Result<Option<suspense::Model>> {
    let row = suspense::Entity::find_by_id(id.0).one(&tx.on()).await?;
    Ok(row.filter(|row| row.order_id.is_none()))
}

/// A payment about which somebody has decided.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Settled {
    pub id: SuspenseId,
    pub received_on: NaiveDate,
    pub amount: Money,
    pub bank: String,
    pub operation: Option<String>,
    pub account_text: String,
    pub payer: Option<String>,
    pub purpose: Option<String>,
    pub outcome: Option<String>,
    pub why: Option<String>,
    pub for_day: Option<NaiveDate>,
    pub settled_at: DateTime<Utc>,
    pub account: Option<AccountId>,
    /// The number of the account.
    pub number: Option<String>,
    /// What was given back of the payment.
    pub refunded: Option<Money>,
    pub email: Option<String>,
    /// The file that it came in was undone.
    pub undone: bool,
}

/// Those about which was decided, the latest first, after one of them.
///
/// # Errors
/// When the database cannot answer.
pub async fn settled(
    tx: &Tx,
    _: &Scope,
    after: Option<(DateTime<Utc>, SuspenseId)>,
    most: i64,
) -> Result<Vec<Settled>> {
    let mut values: Vec<Value> = vec![most.into()];
    let later = after.map_or("", |(moment, id)| {
        values.extend([moment.into(), id.into()]);
        "AND (s.settled_at, s.id) < ($2, $3)"
    });
    let sql = format!(
        "\
SELECT s.id, s.received_on, s.amount, s.bank, s.operation, s.account_text, s.payer, s.purpose, s.outcome, s.why,
       s.for_day, s.settled_at, a.id AS account, a.number, e.email, s.undone_at IS NOT NULL AS undone,
       (SELECT CAST(SUM(r.amount) AS bigint) FROM refund r WHERE r.payment_id = s.payment_id) AS refunded
FROM suspense s
LEFT JOIN payment p ON p.id = s.payment_id
LEFT JOIN account a ON a.id = p.account_id
LEFT JOIN person e ON e.id = s.person_id
WHERE s.order_id IS NULL AND s.settled_at IS NOT NULL {later}
ORDER BY s.settled_at DESC, s.id DESC LIMIT $1"
    );
    tx.rows(&sql, values).await
}

/// Notes that money became a payment. `false` when somebody was faster.
///
/// # Errors
/// When the database cannot.
pub async fn credited(
    tx: &Tx,
    id: SuspenseId,
    payment: PaymentId,
    person: Option<UserId>,
    at: DateTime<Utc>,
) -> Result<bool> {
    const SQL: &str = "\
UPDATE suspense SET payment_id = $2, settled_at = $3, person_id = $4, attempts = attempts + 1
WHERE id = $1 AND settled_at IS NULL AND order_id IS NULL";
    let values: [Value; 4] = [id.into(), payment.into(), at.into(), person.into()];
    Ok(tx.change(SQL, values).await? == 1)
}

/// Why money is no payment of a resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aside<'a> {
    pub outcome: Outcome,
    pub why: &'a str,
    pub for_day: Option<NaiveDate>,
}

/// Notes that money is no payment of a resident. `false` when somebody was faster.
///
/// # Errors
/// When the database cannot.
pub async fn put_aside(
    tx: &Tx,
    id: SuspenseId,
    aside: Aside<'_>,
    person: Option<UserId>,
    at: DateTime<Utc>,
) -> Result<bool> {
    const SQL: &str = "\
UPDATE suspense SET outcome = $2, why = $3, for_day = $4, settled_at = $5, person_id = $6
WHERE id = $1 AND settled_at IS NULL AND order_id IS NULL";
    let values: [Value; 6] = [
        id.into(),
        aside.outcome.code().into(),
        aside.why.into(),
        aside.for_day.into(),
        at.into(),
        person.into(),
    ];
    Ok(tx.change(SQL, values).await? == 1)
}

/// Money waits again. `false` when it does already.
///
/// # Errors
/// When the database cannot.
pub async fn reopen(tx: &Tx, id: SuspenseId) -> Result<bool> {
    const SQL: &str = "\
UPDATE suspense SET payment_id = NULL, settled_at = NULL, outcome = NULL, why = NULL, for_day = NULL, person_id = NULL
WHERE id = $1 AND settled_at IS NOT NULL AND undone_at IS NULL AND order_id IS NULL";
    Ok(tx.change(SQL, [id.into()]).await? == 1)
}

/// How registries of a bank are laid out.
///
/// # Errors
/// When the database cannot answer.
pub async fn mapping(tx: &Tx, bank_key: &str) -> Result<Option<bank_mapping::Model>> {
    Ok(bank_mapping::Entity::find_by_id(bank_key).one(&tx.on()).await?)
}

/// Remembers how registries of a bank are laid out.
///
/// # Errors
/// When the database cannot.
pub async fn remember(tx: &Tx, mapping: bank_mapping::Model) -> Result<()> {
    registry::put(tx, vec![mapping]).await
}

/// The banks whose registries are known, by name.
///
/// # Errors
/// When the database cannot answer.
pub async fn banks(tx: &Tx, _: &Scope) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        bank: String,
    }
    let rows: Vec<Row> = tx.rows("SELECT bank FROM bank_mapping ORDER BY bank", []).await?;
    Ok(rows.into_iter().map(|row| row.bank).collect())
}
