//! What residents paid through the acquirer day by day, and what banks say has come for it.
use crate::{Result, Tx};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    ids::{AccountId, OrderId, PaymentId},
    money::Money,
    statements::DayRow,
};
use sea_orm::{FromQueryResult, Value};
use std::collections::BTreeMap;

#[derive(FromQueryResult)]
struct Row {
    day: NaiveDate,
    count: i64,
    sum: Money,
}

/// Money under check has been taken too.
const PAID: &str = "\
SELECT t.day, COUNT(DISTINCT t.order_id) AS count, CAST(SUM(t.amount) AS bigint) AS sum FROM (
    SELECT p.paid_on AS day, p.order_id, p.amount FROM payment p
    WHERE p.order_id IS NOT NULL AND p.paid_on BETWEEN $1 AND $2
    UNION ALL
    SELECT s.received_on AS day, s.order_id, s.amount FROM suspense s
    WHERE s.order_id IS NOT NULL AND s.payment_id IS NULL AND s.received_on BETWEEN $1 AND $2
) t GROUP BY t.day";

const REFUNDED: &str = "\
SELECT r.refunded_on AS day, COUNT(*) AS count, CAST(SUM(r.amount) AS bigint) AS sum FROM refund r
WHERE r.order_id IS NOT NULL AND r.refunded_on BETWEEN $1 AND $2 GROUP BY r.refunded_on";

const CAME: &str = "\
SELECT s.for_day AS day, COUNT(*) AS count, CAST(SUM(s.amount) AS bigint) AS sum FROM suspense s
WHERE s.outcome = 'acquirer' AND s.undone_at IS NULL AND s.for_day BETWEEN $1 AND $2 GROUP BY s.for_day";

/// The days of a span on which anything happened.
///
/// # Errors
/// When the database cannot answer.
pub async fn days(tx: &Tx, _: &Scope, from: NaiveDate, to: NaiveDate) -> Result<Vec<DayRow>> {
    let mut days: BTreeMap<NaiveDate, DayRow> = BTreeMap::new();
    let empty = |day| DayRow {
        day,
        orders: 0,
        paid: Money::ZERO,
        refunded: Money::ZERO,
        lines: 0,
        came: Money::ZERO,
    };
    let span = || -> [Value; 2] { [from.into(), to.into()] };
    for row in tx.rows::<Row>(PAID, span()).await? {
        let of = days.entry(row.day).or_insert_with(|| empty(row.day));
        (of.orders, of.paid) = (row.count, row.sum);
    }
    for row in tx.rows::<Row>(REFUNDED, span()).await? {
        days.entry(row.day).or_insert_with(|| empty(row.day)).refunded = row.sum;
    }
    for row in tx.rows::<Row>(CAME, span()).await? {
        let of = days.entry(row.day).or_insert_with(|| empty(row.day));
        (of.lines, of.came) = (row.count, row.sum);
    }
    Ok(days.into_values().collect())
}

/// A payment through the acquirer.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AcquirerPayment {
    pub payment: PaymentId,
    pub order_id: OrderId,
    pub account: AccountId,
    pub number: String,
    pub recipient: String,
    pub amount: Money,
    /// Given back, or being given back.
    pub back: Money,
}

/// The payments of a day, by account.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_day(tx: &Tx, _: &Scope, day: NaiveDate) -> Result<Vec<AcquirerPayment>> {
    const SQL: &str = "\
SELECT p.id AS payment, p.order_id, a.id AS account, a.number, r.name AS recipient, p.amount, CAST(
    COALESCE((SELECT SUM(f.amount) FROM refund f WHERE f.payment_id = p.id), 0)
    + COALESCE((SELECT SUM(o.amount) FROM refund_order o WHERE o.payment_id = p.id AND o.state IN ('created', 'pending')), 0)
    AS bigint) AS back
FROM payment p JOIN account a ON a.id = p.account_id JOIN recipient r ON r.id = p.recipient_id
WHERE p.order_id IS NOT NULL AND p.paid_on = $1
ORDER BY a.number, r.position, p.id";
    tx.rows(SQL, [day.into()]).await
}
