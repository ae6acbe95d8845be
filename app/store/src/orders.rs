//! Orders (заказы на оплату) with their parts, and what is known of the payer. All that changes an order of an account is done while the
//! account is held.
mod books;
mod refunds;

pub use books::{Suspended, recipients, standing, suspend, suspended};
pub use refunds::{
    Refundable, all_refunds, refund_by_id, refund_changed, refundable, refunds_due, refunds_of,
};

use crate::{
    Result, Tx,
    entity::{fiscal_receipt, payer_contact, payment_order, payment_order_part},
    ledger, scope,
    sql::first_owner,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Scope,
    ids::{AccountId, OrderId, PaymentId, RecipientId, RefundId, UserId},
    money::Money,
    payments::OrderState,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Statement, Value, sea_query::OnConflict,
};
use uuid::Uuid;

/// Keeps everybody else from the orders and the money of an account until the commit: it is the lock of the ledger.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx, account: AccountId) -> Result<()> {
    ledger::hold(tx, &[account]).await
}

/// Whose money it is, in the words of a payment.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Payer {
    pub account_id: AccountId,
    /// № лицевого счета.
    pub number: String,
    /// Of the house.
    pub building: String,
    pub label: String,
    /// The first of the owners.
    pub name: Option<String>,
    pub closed_on: Option<NaiveDate>,
}

impl Payer {
    /// Address with the unit.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}, {}", self.building, self.label)
    }

    #[must_use]
    pub fn is_closed(&self, day: NaiveDate) -> bool {
        self.closed_on.is_some_and(|closed| closed < day)
    }
}

/// The account in the scope.
///
/// # Errors
/// When the database cannot answer.
pub async fn payer(tx: &Tx, scope: &Scope, account: AccountId, today: NaiveDate) -> Result<Option<Payer>> {
    let mut values = vec![account.into()];
    let own = scope::own(scope, "a.id", &mut values);
    let name = first_owner("a.id", today);
    let sql = format!(
        "SELECT a.id AS account_id, a.number, b.address AS building, u.label, a.closed_on, \
         {name} AS name \
         FROM account a JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id {own} \
         WHERE a.id = $1"
    );
    tx.row(&sql, values).await
}

/// Writes an order down, with what each recipient gets.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, order: payment_order::Model, parts: &[(RecipientId, Money)]) -> Result<()> {
    let order_id = order.id;
    crate::insert(tx, order).await?;
    let parts = parts.iter().map(|(recipient_id, amount)| payment_order_part::Model {
        order_id,
        recipient_id: *recipient_id,
        amount: *amount,
    });
    crate::insert_all(tx, parts.collect()).await
}

/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: OrderId) -> Result<Option<payment_order::Model>> {
    Ok(payment_order::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// The order that the acquirer knows by this id.
///
/// # Errors
/// When the database cannot answer.
pub async fn by_payment(tx: &Tx, payment: &str) -> Result<Option<payment_order::Model>> {
    let known = payment_order::Column::AcquirerId.eq(payment);
    Ok(payment_order::Entity::find().filter(known).one(&tx.on()).await?)
}

/// An order in the scope.
///
/// # Errors
/// When the database cannot answer.
pub async fn find(tx: &Tx, scope: &Scope, id: OrderId) -> Result<Option<payment_order::Model>> {
    let mut values = vec![id.into()];
    let own = scope::own(scope, "o.account_id", &mut values);
    let sql = format!("SELECT o.* FROM payment_order o {own} WHERE o.id = $1");
    let on = tx.on();
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    Ok(payment_order::Entity::find().from_raw_sql(statement).one(&on).await?)
}

/// The orders of an account, the newest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_account(
    tx: &Tx,
    account: AccountId,
    since: DateTime<Utc>,
    most: u64,
) -> Result<Vec<payment_order::Model>> {
    Ok(payment_order::Entity::find()
        .filter(payment_order::Column::AccountId.eq(account))
        .filter(payment_order::Column::CreatedAt.gte(since))
        .order_by_desc(payment_order::Column::CreatedAt)
        .order_by_desc(payment_order::Column::Id)
        .limit(most)
        .all(&tx.on())
        .await?)
}

/// The orders of an account that may still be paid, the oldest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn open_of(tx: &Tx, account: AccountId) -> Result<Vec<payment_order::Model>> {
    let open = OrderState::ALL.into_iter().filter(|state| state.is_open()).map(OrderState::code);
    Ok(payment_order::Entity::find()
        .filter(payment_order::Column::AccountId.eq(account))
        .filter(payment_order::Column::State.is_in(open))
        .order_by_asc(payment_order::Column::CreatedAt)
        .order_by_asc(payment_order::Column::Id)
        .all(&tx.on())
        .await?)
}

/// A part of an order, with the name of its recipient and the payment it became.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Part {
    pub recipient_id: RecipientId,
    pub recipient: String,
    pub amount: Money,
    pub payment_id: Option<PaymentId>,
}

/// # Errors
/// When the database cannot answer.
pub async fn parts(tx: &Tx, order: OrderId) -> Result<Vec<Part>> {
    const SQL: &str = "\
SELECT p.recipient_id, r.name AS recipient, p.amount, m.id AS payment_id
FROM payment_order_part p
JOIN recipient r ON r.id = p.recipient_id
LEFT JOIN payment m ON m.order_id = p.order_id AND m.recipient_id = p.recipient_id
WHERE p.order_id = $1 ORDER BY r.position, r.id";
    tx.rows(SQL, [order.into()]).await
}

/// What changes in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    pub state: OrderState,
    pub reason: Option<&'a str>,
    pub at: DateTime<Utc>,
    pub ask_again_at: Option<DateTime<Utc>>,
}

/// Moves an order on from the state it is known to be in. `false` when it is in another one.
///
/// # Errors
/// When the database cannot.
pub async fn change(tx: &Tx, order: &payment_order::Model, change: &Change<'_>) -> Result<bool> {
    const SQL: &str = "\
UPDATE payment_order SET state = $3, reason = $4, changed_at = $5, ask_again_at = $6 WHERE id = $1 AND state = $2";
    let values: [Value; 6] = [
        order.id.into(),
        order.state.clone().into(),
        change.state.code().into(),
        change.reason.into(),
        change.at.into(),
        change.ask_again_at.into(),
    ];
    Ok(tx.change(SQL, values).await? == 1)
}

/// Notes what the acquirer calls the order, and where it is paid.
///
/// # Errors
/// A duplicate when another order has this payment.
pub async fn name(tx: &Tx, id: OrderId, payment: &str, confirmation_url: Option<&str>) -> Result<()> {
    const SQL: &str = "\
UPDATE payment_order SET acquirer_id = $2, confirmation_url = COALESCE($3, confirmation_url) WHERE id = $1";
    tx.change(SQL, [id.into(), payment.into(), confirmation_url.into()]).await?;
    Ok(())
}

/// Notes all that the acquirer has given back of the order, the fee included.
///
/// # Errors
/// When the database cannot.
pub async fn set_refunded(tx: &Tx, id: OrderId, refunded: Money) -> Result<()> {
    tx.change("UPDATE payment_order SET refunded = $2 WHERE id = $1", [id.into(), refunded.into()]).await?;
    Ok(())
}

/// The payer has typed another address or telephone for the same order.
///
/// # Errors
/// When the database cannot.
pub async fn set_contact(tx: &Tx, id: OrderId, email: &str, phone: Option<&str>) -> Result<()> {
    const SQL: &str = "UPDATE payment_order SET email = $2, phone = $3 WHERE id = $1";
    tx.change(SQL, [id.into(), email.into(), phone.into()]).await?;
    Ok(())
}

/// Takes the right to ask the acquirer about an order on behalf of its waiting page. `false` when it was asked since `not_since`.
///
/// # Errors
/// When the database cannot.
pub async fn may_ask(tx: &Tx, id: OrderId, now: DateTime<Utc>, not_since: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "UPDATE payment_order SET asked_at = $2 WHERE id = $1 AND (asked_at IS NULL OR asked_at <= $3)";
    Ok(tx.change(SQL, [id.into(), now.into(), not_since.into()]).await? == 1)
}

/// Takes orders that the acquirer is to be asked about, and puts them off until `meanwhile`. Two instances never take the same one.
///
/// # Errors
/// When the database cannot answer.
pub async fn due(tx: &Tx, now: DateTime<Utc>, meanwhile: DateTime<Utc>, most: u64) -> Result<Vec<OrderId>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: OrderId,
    }
    let skip = if tx.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "UPDATE payment_order SET ask_again_at = $2 WHERE id IN \
         (SELECT id FROM payment_order WHERE ask_again_at <= $1 ORDER BY ask_again_at LIMIT $3 {skip}) RETURNING id"
    );
    let rows: Vec<Row> =
        tx.rows(&sql, [now.into(), meanwhile.into(), i64::try_from(most).unwrap_or(i64::MAX).into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// When the acquirer is asked about an order again; `None` for never.
///
/// # Errors
/// When the database cannot.
pub async fn ask_again(tx: &Tx, id: OrderId, at: Option<DateTime<Utc>>) -> Result<()> {
    tx.change("UPDATE payment_order SET ask_again_at = $2 WHERE id = $1", [id.into(), at.into()]).await?;
    Ok(())
}

/// # Errors
/// When the database cannot.
pub async fn add_receipt(tx: &Tx, receipt: fiscal_receipt::Model) -> Result<()> {
    crate::insert(tx, receipt).await
}

/// Fiscal receipts of an order, the first one first.
///
/// # Errors
/// When the database cannot answer.
pub async fn receipts(tx: &Tx, order: OrderId) -> Result<Vec<fiscal_receipt::Model>> {
    let of_order = fiscal_receipt::Column::OrderId.eq(order);
    let receipts =
        fiscal_receipt::Entity::find().filter(of_order).order_by_asc(fiscal_receipt::Column::RecordedAt);
    Ok(receipts.order_by_asc(fiscal_receipt::Column::Id).all(&tx.on()).await?)
}

/// # Errors
/// When the database cannot answer.
pub async fn receipt(tx: &Tx, id: Uuid) -> Result<Option<fiscal_receipt::Model>> {
    Ok(fiscal_receipt::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// Puts the marks of the cash register into a receipt.
///
/// # Errors
/// When the database cannot.
pub async fn complete_receipt(tx: &Tx, id: Uuid, contents: &str) -> Result<()> {
    const SQL: &str = "UPDATE fiscal_receipt SET contents = $2 WHERE id = $1";
    tx.change(SQL, [id.into(), contents.into()]).await?;
    Ok(())
}

/// The acquirer's id of a refund that the portal asked for.
///
/// # Errors
/// When the database cannot answer.
pub async fn refund_at_acquirer(tx: &Tx, refund: RefundId) -> Result<Option<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        acquirer_id: Option<String>,
    }
    let row: Option<Row> = tx.row("SELECT acquirer_id FROM refund WHERE id = $1", [refund.into()]).await?;
    Ok(row.and_then(|row| row.acquirer_id))
}

/// E-mail and telephone that a person wished to be remembered.
///
/// # Errors
/// When the database cannot answer.
pub async fn contact(tx: &Tx, person: UserId) -> Result<Option<payer_contact::Model>> {
    Ok(payer_contact::Entity::find_by_id(person).one(&tx.on()).await?)
}

/// Remembers them.
///
/// # Errors
/// When the database cannot.
pub async fn remember(tx: &Tx, contact: payer_contact::Model) -> Result<()> {
    let replace = OnConflict::column(payer_contact::Column::PersonId)
        .update_columns([payer_contact::Column::Email, payer_contact::Column::Phone])
        .to_owned();
    let row: payer_contact::ActiveModel = contact.into();
    payer_contact::Entity::insert(row).on_conflict(replace).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Forgets them.
///
/// # Errors
/// When the database cannot.
pub async fn forget(tx: &Tx, person: UserId) -> Result<()> {
    tx.change("DELETE FROM payer_contact WHERE person_id = $1", [person.into()]).await?;
    Ok(())
}
