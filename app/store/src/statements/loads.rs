//! What a file of a bank credited, and taking it back as a whole.
use crate::{Result, Tx, sql::places};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{AccountId, ImportId, PaymentId, RecipientId, UserId},
    money::Money,
};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

/// Payments of one statement.
const MANY: usize = 1_000;

/// A payment of a file, or one that somebody made of a line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Credited {
    pub payment: PaymentId,
    pub account: AccountId,
    pub recipient: RecipientId,
    pub amount: Money,
    /// Given back.
    pub back: Money,
    /// It was made of a line that waited.
    pub waited: bool,
}

/// Somebody who lives where a file has credited something.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Payer {
    pub person: UserId,
    pub account: AccountId,
    /// № лицевого счета.
    pub number: String,
    /// All of the account.
    pub amount: Money,
}

/// Those who live where a file has credited payments of a day or later ones: of as many accounts at most, by their ids, after one of them.
///
/// # Errors
/// When the database cannot answer.
pub async fn payers(
    tx: &Tx,
    import: ImportId,
    since: NaiveDate,
    after: Option<AccountId>,
    most: i64,
) -> Result<Vec<Payer>> {
    const SQL: &str = "\
SELECT r.person_id AS person, c.account_id AS account, a.number, c.amount
FROM (SELECT p.account_id, CAST(SUM(p.amount) AS bigint) AS amount FROM payment p
      WHERE p.import_id = $1 AND p.undone_at IS NULL AND p.paid_on >= $2 AND p.account_id > $3 AND EXISTS (
          SELECT 1 FROM residency l WHERE l.account_id = p.account_id AND l.ended_at IS NULL AND l.suspended_at IS NULL)
      GROUP BY p.account_id ORDER BY p.account_id LIMIT $4) c
JOIN account a ON a.id = c.account_id
JOIN residency r ON r.account_id = c.account_id AND r.ended_at IS NULL AND r.suspended_at IS NULL
ORDER BY c.account_id, r.person_id";
    let after = after.unwrap_or(AccountId(Uuid::nil()));
    tx.rows(SQL, [Value::from(import), since.into(), after.into(), most.into()]).await
}

/// What a file credited, and has not been undone.
///
/// # Errors
/// When the database cannot answer.
pub async fn credited_by(tx: &Tx, import: ImportId) -> Result<Vec<Credited>> {
    const SQL: &str = "\
SELECT p.id AS payment, p.account_id AS account, p.recipient_id AS recipient, p.amount,
       CAST(COALESCE((SELECT SUM(r.amount) FROM refund r WHERE r.payment_id = p.id), 0) AS bigint) AS back,
       p.suspense_id IS NOT NULL AS waited
FROM payment p
WHERE p.undone_at IS NULL
  AND (p.import_id = $1 OR p.suspense_id IN (SELECT s.id FROM suspense s WHERE s.import_id = $1))
ORDER BY p.account_id, p.id";
    tx.rows(SQL, [import.into()]).await
}

/// What a file credited by itself, whatever became of it.
///
/// # Errors
/// When the database cannot answer.
pub async fn sum_of(tx: &Tx, import: ImportId) -> Result<Money> {
    #[derive(FromQueryResult)]
    struct Sum {
        sum: Money,
    }
    const SQL: &str =
        "SELECT CAST(COALESCE(SUM(p.amount), 0) AS bigint) AS sum FROM payment p WHERE p.import_id = $1";
    let row: Option<Sum> = tx.row(SQL, [import.into()]).await?;
    Ok(row.map_or(Money::ZERO, |row| row.sum))
}

/// How many lines of a file are money that goes back to its payers.
///
/// # Errors
/// When the database cannot answer.
pub async fn returned(tx: &Tx, import: ImportId) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    const SQL: &str =
        "SELECT COUNT(*) AS count FROM suspense s WHERE s.import_id = $1 AND s.outcome = 'returned'";
    let row: Option<Count> = tx.row(SQL, [import.into()]).await?;
    Ok(row.map_or(0, |row| row.count))
}

/// Why, when and by whom a file is taken back.
#[derive(Debug, Clone, Copy)]
pub struct Undoing<'a> {
    pub import: ImportId,
    pub person: Option<UserId>,
    pub why: &'a str,
    pub at: DateTime<Utc>,
}

/// Notes that a file is undone, so that it may come once more: its payments, and its lines that wait or were decided about. A line of another
/// file that this one had credited waits again.
///
/// # Errors
/// When the database cannot.
pub async fn undo(tx: &Tx, undoing: &Undoing<'_>, payments: &[PaymentId]) -> Result<()> {
    const LINES: &str = "\
UPDATE suspense SET undone_at = $2, settled_at = COALESCE(settled_at, $2),
    person_id = CASE WHEN settled_at IS NULL THEN $3 ELSE person_id END,
    why = CASE WHEN settled_at IS NULL THEN $4 ELSE why END
WHERE import_id = $1 AND undone_at IS NULL";
    let Undoing { import, person, why, at } = *undoing;
    for payments in payments.chunks(MANY) {
        let ids = || payments.iter().map(|payment| Value::from(*payment));
        let sql = format!("UPDATE payment SET undone_at = $1 WHERE id IN ({})", places(payments.len(), 2));
        tx.change(&sql, std::iter::once(Value::from(at)).chain(ids())).await?;
        let sql = format!(
            "UPDATE suspense SET payment_id = NULL, settled_at = NULL, person_id = NULL \
             WHERE payment_id IN ({}) AND (import_id IS NULL OR import_id <> $1)",
            places(payments.len(), 2)
        );
        tx.change(&sql, std::iter::once(Value::from(import)).chain(ids())).await?;
    }
    tx.change(LINES, [import.into(), at.into(), person.into(), why.into()]).await?;
    Ok(())
}
