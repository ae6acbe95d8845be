//! What is known already of a bank's payments, those on the suspense account included.
use super::MANY;
use crate::{
    Result, Tx,
    entity::{payment, suspense},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AccountId, PaymentId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;

/// Which payments are asked for: those of the operations, and of the days those without a number of an operation.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of a bank.
    pub operations: Vec<(String, Vec<String>)>,
    /// Payments without a number of an operation for these accounts; on the suspense account for any.
    pub accounts: Vec<AccountId>,
    /// First and last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// Payments that came otherwise than by the portal's own orders; what was undone with its file may come once more.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub payments: Vec<payment::Model>,
    /// Those that waited, or wait, for somebody to say whose they are.
    pub suspended: Vec<suspense::Model>,
}

/// # Errors
/// When the database cannot answer.
pub async fn known(tx: &Tx, wanted: &Wanted) -> Result<Known> {
    let on = tx.on();
    let mut known = Known::default();
    let own =
        || Condition::all().add(payment::Column::OrderId.is_null()).add(payment::Column::UndoneAt.is_null());
    let open = || {
        Condition::all().add(suspense::Column::OrderId.is_null()).add(suspense::Column::UndoneAt.is_null())
    };
    for (bank, operations) in &wanted.operations {
        for operations in operations.chunks(MANY) {
            let these = payment::Column::Bank.eq(bank).and(payment::Column::Operation.is_in(operations));
            known.payments.extend(payment::Entity::find().filter(own().add(these)).all(&on).await?);
            let these = suspense::Column::Bank.eq(bank).and(suspense::Column::Operation.is_in(operations));
            known.suspended.extend(suspense::Entity::find().filter(open().add(these)).all(&on).await?);
        }
    }
    let Some((from, to)) = wanted.days else { return Ok(known) };
    for accounts in wanted.accounts.chunks(MANY) {
        let these = own()
            .add(payment::Column::Operation.is_null())
            .add(payment::Column::Amount.gt(0))
            .add(payment::Column::AccountId.is_in(accounts.iter().copied()))
            .add(payment::Column::PaidOn.between(from, to));
        known.payments.extend(payment::Entity::find().filter(these).all(&on).await?);
    }
    let these =
        open().add(suspense::Column::Operation.is_null()).add(suspense::Column::ReceivedOn.between(from, to));
    known.suspended.extend(suspense::Entity::find().filter(these).all(&on).await?);
    Ok(known)
}

/// Puts money on the suspense account.
///
/// # Errors
/// A duplicate when an operation of a bank is there already.
pub async fn add_suspense(tx: &Tx, rows: Vec<suspense::Model>) -> Result<()> {
    crate::insert_all(tx, rows).await
}

/// Notes what became of money on the suspense account.
///
/// # Errors
/// When the database cannot answer.
pub async fn settle_suspense(tx: &Tx, settled: &[(Uuid, PaymentId)], at: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE suspense SET payment_id = $1, settled_at = $2, attempts = attempts + 1 \
        WHERE id = $3 AND settled_at IS NULL";
    for (id, payment) in settled {
        tx.change(SQL, [(*payment).into(), at.into(), (*id).into()]).await?;
    }
    Ok(())
}
