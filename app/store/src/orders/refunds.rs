//! Refunds that staff ask for, and those that are done.
use crate::{
    Result, Tx,
    entity::{payment, payment_order, refund_order},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Scope},
    ids::{OrderId, PaymentId, RefundId},
    money::Money,
    payments::RefundState,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Value};

/// A payment through the acquirer, with what can still be given back of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refundable {
    pub payment: payment::Model,
    pub order: payment_order::Model,
    /// Neither given back nor being given back.
    pub left: Money,
}

/// # Errors
/// When the database cannot answer.
pub async fn refundable(tx: &Tx, scope: &Scope, id: PaymentId) -> Result<Option<Refundable>> {
    #[derive(FromQueryResult)]
    struct Back {
        back: Money,
    }
    const BACK: &str = "\
SELECT CAST(COALESCE((SELECT SUM(amount) FROM refund WHERE payment_id = $1), 0)
    + COALESCE((SELECT SUM(amount) FROM refund_order WHERE payment_id = $1 AND state IN ('created', 'pending')), 0)
    AS bigint) AS back";
    let Reach::Everything = scope.reach() else { return Ok(None) };
    let on = tx.on();
    let Some(payment) = payment::Entity::find_by_id(id).one(&on).await? else { return Ok(None) };
    let Some(order) = payment.order_id else { return Ok(None) };
    let Some(order) = payment_order::Entity::find_by_id(order).one(&on).await? else { return Ok(None) };
    let back: Option<Back> = tx.row(BACK, [id.into()]).await?;
    let left = payment.amount - back.map_or(Money::ZERO, |back| back.back);
    Ok(Some(Refundable { payment, order, left }))
}

/// # Errors
/// When the database cannot answer.
pub async fn refund_by_id(tx: &Tx, id: RefundId) -> Result<Option<refund_order::Model>> {
    Ok(refund_order::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// Refunds that staff asked for of an order.
///
/// # Errors
/// When the database cannot answer.
pub async fn refunds_of(tx: &Tx, order: OrderId) -> Result<Vec<refund_order::Model>> {
    let of_order = refund_order::Column::OrderId.eq(order);
    let refunds = refund_order::Entity::find().filter(of_order).order_by_asc(refund_order::Column::CreatedAt);
    Ok(refunds.order_by_asc(refund_order::Column::Id).all(&tx.on()).await?)
}

/// A refund that is done, or asked for.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AnyRefund {
    pub id: RefundId,
    pub payment_id: PaymentId,
    pub amount: Money,
    pub state: String,
    pub at: DateTime<Utc>,
}

/// Everything that was given back of an order or is being given back, also what the acquirer did without being asked by the portal.
///
/// # Errors
/// When the database cannot answer.
pub async fn all_refunds(tx: &Tx, order: OrderId) -> Result<Vec<AnyRefund>> {
    const SQL: &str = "\
SELECT id, payment_id, amount, state, changed_at AS at FROM refund_order WHERE order_id = $1 AND state <> 'succeeded'
UNION ALL
SELECT id, payment_id, amount, 'succeeded' AS state, recorded_at AS at FROM refund WHERE order_id = $1
ORDER BY at, id";
    tx.rows(SQL, [order.into()]).await
}

/// Moves a refund on from the state it is known to be in. `false` when it is in another one.
///
/// # Errors
/// When the database cannot.
pub async fn refund_changed(
    tx: &Tx,
    refund: &refund_order::Model,
    state: RefundState,
    acquirer_id: Option<&str>,
    now: DateTime<Utc>,
    ask_again_at: Option<DateTime<Utc>>,
) -> Result<bool> {
    const SQL: &str = "\
UPDATE refund_order
SET state = $3, acquirer_id = COALESCE($4, acquirer_id), changed_at = $5, ask_again_at = $6
WHERE id = $1 AND state = $2";
    let values: [Value; 6] = [
        refund.id.into(),
        refund.state.clone().into(),
        state.code().into(),
        acquirer_id.into(),
        now.into(),
        ask_again_at.into(),
    ];
    Ok(tx.change(SQL, values).await? == 1)
}

/// Takes refunds that the acquirer is to be asked about, and puts them off until `meanwhile`.
///
/// # Errors
/// When the database cannot answer.
pub async fn refunds_due(
    tx: &Tx,
    now: DateTime<Utc>,
    meanwhile: DateTime<Utc>,
    most: u64,
) -> Result<Vec<RefundId>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: RefundId,
    }
    let skip = if tx.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "UPDATE refund_order SET ask_again_at = $2 WHERE id IN \
         (SELECT id FROM refund_order WHERE ask_again_at <= $1 ORDER BY ask_again_at LIMIT $3 {skip}) RETURNING id"
    );
    let rows: Vec<Row> =
        tx.rows(&sql, [now.into(), meanwhile.into(), i64::try_from(most).unwrap_or(i64::MAX).into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
