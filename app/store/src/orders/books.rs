//! What has come for an account, and the suspense account of the acquirer's money.
use crate::{
    Result, StoreError, Tx,
    entity::{recipient, suspense},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{AccountId, OrderId},
    money::Money,
};
use sea_orm::{EntityTrait, FromQueryResult, QueryOrder, Value};
use uuid::Uuid;

/// What was charged to an account less all that has come for it, what is under check included: money of another currency, which the
/// suspense account holds as nothing with a purpose, counts as what its order asked for. It falls with every payment.
///
/// # Errors
/// When the database cannot answer.
pub async fn standing(tx: &Tx, account: AccountId) -> Result<Money> {
    #[derive(FromQueryResult)]
    struct Row {
        sum: Money,
    }
    const SQL: &str = "\
SELECT CAST(
    COALESCE((SELECT SUM(b.amount + b.penalty) FROM charge c JOIN bill b ON b.charge_id = c.id
        WHERE c.account_id = $1 AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)), 0)
    - COALESCE((SELECT SUM(p.amount) FROM payment p WHERE p.account_id = $1), 0)
    + COALESCE((SELECT SUM(r.amount) FROM refund r JOIN payment p ON p.id = r.payment_id WHERE p.account_id = $1), 0)
    - COALESCE((SELECT SUM(CASE WHEN s.purpose IS NULL THEN s.amount ELSE o.amount + o.fee END) FROM suspense s JOIN payment_order o ON o.id = s.order_id
        WHERE o.account_id = $1 AND s.payment_id IS NULL), 0) AS bigint) AS sum";
    let row: Option<Row> = tx.row(SQL, [account.into()]).await?;
    Ok(row.map_or(Money::ZERO, |row| row.sum))
}

/// Everybody who is paid, in the order of the company.
///
/// # Errors
/// When the database cannot answer.
pub async fn recipients(tx: &Tx) -> Result<Vec<recipient::Model>> {
    let ordered = recipient::Entity::find().order_by_asc(recipient::Column::Position);
    Ok(ordered.order_by_asc(recipient::Column::Id).all(&tx.on()).await?)
}

/// Money of the acquirer that is not credited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspended<'a> {
    pub bank: &'a str,
    /// The acquirer's id of the payment.
    pub payment: &'a str,
    /// The day of the payment, by the acquirer.
    pub received_on: NaiveDate,
    pub account_text: &'a str,
    pub purpose: Option<String>,
    /// A code of `domain::payments::Doubt`.
    pub reason: &'a str,
    pub order: Option<OrderId>,
    pub at: DateTime<Utc>,
}

/// Rows of one payment: partial refunds make each one more.
const MOST_CHANGES: usize = 20;

/// Makes what is suspended of one payment equal to `sum`, by a row with the difference. `false` when it is so already.
///
/// # Errors
/// A duplicate when somebody else did so at the same time.
pub async fn suspend(tx: &Tx, what: &Suspended<'_>, sum: Money) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Known {
        count: i64,
        sum: Money,
    }
    // The first row has the payment's own id, those that change its sum have a number after it.
    let operations: Vec<String> = std::iter::once(what.payment.to_owned())
        .chain((1..MOST_CHANGES).map(|number| format!("{}/{number}", what.payment)))
        .collect();
    let places: Vec<String> = (2..operations.len() + 2).map(|at| format!("${at}")).collect();
    let these = format!("bank = $1 AND operation IN ({})", places.join(", "));
    let values = || std::iter::once(what.bank).chain(operations.iter().map(String::as_str)).map(Value::from);
    let sql = format!(
        "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(amount), 0) AS bigint) AS sum FROM suspense WHERE {these}"
    );
    let known: Option<Known> = tx.row(&sql, values()).await?;
    let known = known.unwrap_or(Known { count: 0, sum: Money::ZERO });
    if known.count > 0 && known.sum == sum {
        return Ok(false);
    }
    let operation = usize::try_from(known.count).ok().and_then(|count| operations.get(count));
    let operation =
        operation.ok_or_else(|| StoreError::Corrupt("a payment changed its sum too often".into()))?;
    let row = suspense::Model {
        id: Uuid::now_v7(),
        received_on: what.received_on,
        amount: sum - known.sum,
        bank: what.bank.to_owned(),
        operation: Some(operation.clone()),
        account_text: what.account_text.to_owned(),
        payer: None,
        recipient_id: None,
        purpose: what.purpose.clone(),
        reason: what.reason.to_owned(),
        order_id: what.order,
        recorded_at: what.at,
        payment_id: None,
        settled_at: None,
        import_id: None,
        outcome: None,
        why: None,
        for_day: None,
        person_id: None,
        attempts: 0,
        undone_at: None,
    };
    crate::insert(tx, row).await?;
    if known.count > 0 && sum.is_zero() {
        let last = operations.len() + 2;
        let sql = format!("UPDATE suspense SET settled_at = ${last} WHERE {these} AND payment_id IS NULL");
        tx.change(&sql, values().chain([what.at.into()])).await?;
    }
    Ok(true)
}

/// Why the money of an order is under check: the code of the doubt.
///
/// # Errors
/// When the database cannot answer.
pub async fn suspended(tx: &Tx, order: OrderId) -> Result<Option<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        reason: String,
    }
    const SQL: &str = "SELECT reason FROM suspense WHERE order_id = $1 ORDER BY recorded_at, id LIMIT 1";
    let row: Option<Row> = tx.row(SQL, [order.into()]).await?;
    Ok(row.map(|row| row.reason))
}
