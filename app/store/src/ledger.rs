//! Charges, payments and what pays what. Rows are only ever added: a correction of a bill names the one that it corrects, and an
//! allocation that is taken back is one below zero.
mod bills;
mod books;
mod known;

#[cfg(test)]
mod tests;

pub use bills::{StandingBill, add_bills, standing};
pub use books::books;
pub use known::{Known, Wanted, add_suspense, known, settle_suspense};

use crate::{
    Result, Tx,
    entity::{ledger_entry, payment, payment_allocation, refund},
    rows::MOST_VALUES,
    sql::places,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{AccountId, ChargeId, PaymentId, RecipientId, RefundId},
    ledger::Allocation,
    money::Money,
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, QueryFilter, TryInsertResult,
    Value, sea_query::OnConflict,
};
use uuid::Uuid;

/// Accounts that are asked for in one statement.
const MANY: usize = 1_000;

/// What an entry of the ledger is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    Charge,
    /// The difference that a corrected bill makes.
    Correction,
    Penalty,
    Payment,
    Refund,
}

impl EntryKind {
    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Correction => "correction",
            Self::Penalty => "penalty",
            Self::Payment => "payment",
            Self::Refund => "refund",
        }
    }
}

/// One line of the ledger of an account and a recipient: above zero it is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub account: AccountId,
    pub recipient: RecipientId,
    pub kind: EntryKind,
    pub amount: Money,
    pub on_day: NaiveDate,
    pub charge: Option<ChargeId>,
    pub payment: Option<PaymentId>,
    pub refund: Option<RefundId>,
}

/// Keeps everybody else from the money of the accounts until the commit. It is their units that are held: readings, which hold the account
/// itself, do not wait for money. On SQLite a transaction that may write is alone anyway.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx, accounts: &[AccountId]) -> Result<()> {
    if tx.is_postgres() {
        for accounts in accounts.chunks(MANY) {
            let sql = format!(
                "SELECT u.id FROM unit u WHERE u.id IN (SELECT a.unit_id FROM account a WHERE a.id IN ({})) \
                 ORDER BY u.id FOR NO KEY UPDATE",
                places(accounts.len(), 1)
            );
            tx.change(&sql, accounts.iter().map(|account| Value::from(*account))).await?;
        }
    }
    Ok(())
}

/// Adds entries.
///
/// # Errors
/// When the database cannot answer.
pub async fn enter(tx: &Tx, entries: impl IntoIterator<Item = Entry>, at: DateTime<Utc>) -> Result<()> {
    let row = |entry: Entry| ledger_entry::Model {
        id: Uuid::now_v7(),
        account_id: entry.account,
        recipient_id: entry.recipient,
        kind: entry.kind.code().to_owned(),
        amount: entry.amount,
        on_day: entry.on_day,
        charge_id: entry.charge,
        payment_id: entry.payment,
        refund_id: entry.refund,
        recorded_at: at,
    };
    crate::insert_all(tx, entries.into_iter().map(row).collect()).await
}

/// Adds allocations.
///
/// # Errors
/// When the database cannot answer.
pub async fn allocate(
    tx: &Tx,
    allocations: impl IntoIterator<Item = Allocation>,
    at: DateTime<Utc>,
) -> Result<()> {
    let row = |allocation: Allocation| payment_allocation::Model {
        id: Uuid::now_v7(),
        payment_id: allocation.payment,
        charge_id: allocation.charge,
        purpose: allocation.purpose.code().to_owned(),
        amount: allocation.amount,
        recorded_at: at,
    };
    crate::insert_all(tx, allocations.into_iter().map(row).collect()).await
}

/// Adds payments, and returns those that are new: not of a bank's operation, or of a part of an order, that there is already.
///
/// # Errors
/// When the database cannot answer.
pub async fn add_payments(tx: &Tx, payments: Vec<payment::Model>) -> Result<Vec<PaymentId>> {
    let mut added = Vec::with_capacity(payments.len());
    let mut rows = payments.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let some: Vec<payment::ActiveModel> =
            rows.by_ref().take(MOST_VALUES / payment::Column::iter().count()).collect();
        let insert =
            payment::Entity::insert_many(some).on_conflict(OnConflict::new().do_nothing().to_owned());
        if let TryInsertResult::Inserted(ids) = insert.try_insert().exec_with_returning_keys(&tx.on()).await?
        {
            added.extend(ids);
        }
    }
    Ok(added)
}

/// A payment with its refunds.
///
/// # Errors
/// When the database cannot answer.
pub async fn payment(tx: &Tx, id: PaymentId) -> Result<Option<(payment::Model, Vec<refund::Model>)>> {
    let Some(payment) = payment::Entity::find_by_id(id).one(&tx.on()).await? else { return Ok(None) };
    let refunds = refund::Entity::find().filter(refund::Column::PaymentId.eq(id)).all(&tx.on()).await?;
    Ok(Some((payment, refunds)))
}

/// Σ of the entries of each account and recipient: above zero is owed.
///
/// # Errors
/// When the database cannot answer.
pub async fn sums(tx: &Tx, accounts: &[AccountId]) -> Result<Vec<(AccountId, RecipientId, Money)>> {
    #[derive(FromQueryResult)]
    struct Sum {
        account_id: AccountId,
        recipient_id: RecipientId,
        amount: Money,
    }
    let mut sums = Vec::new();
    for accounts in accounts.chunks(MANY) {
        let sql = format!(
            "SELECT account_id, recipient_id, CAST(SUM(amount) AS bigint) AS amount FROM ledger_entry \
             WHERE account_id IN ({}) GROUP BY account_id, recipient_id",
            places(accounts.len(), 1)
        );
        let rows: Vec<Sum> = tx.rows(&sql, accounts.iter().map(|account| Value::from(*account))).await?;
        sums.extend(rows.into_iter().map(|row| (row.account_id, row.recipient_id, row.amount)));
    }
    Ok(sums)
}
