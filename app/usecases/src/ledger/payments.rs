use super::{Booking, Fresh, settle};
use crate::{Error, Result};
use chrono::NaiveDate;
use domain::{
    ids::{AccountId, ChargeId, ImportId, OrderId, PaymentId, RecipientId, RefundId, SuspenseId},
    money::Money,
};
use std::collections::HashSet;
use store::{
    Tx,
    entity::{payment, refund},
    ledger::{self, Entry, EntryKind},
};
use uuid::Uuid;

/// Money that came for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment {
    pub id: PaymentId,
    pub account: AccountId,
    pub recipient: RecipientId,
    pub paid_on: NaiveDate,
    /// Above zero.
    pub amount: Money,
    pub bank: String,
    /// The number that the bank knows it by.
    pub operation: Option<String>,
    pub payer: Option<String>,
    pub purpose: Option<String>,
    pub order: Option<OrderId>,
    pub origin: Origin,
}

/// What of a bank a payment was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origin {
    /// The file that credits it.
    pub import: Option<ImportId>,
    /// The line that has waited.
    pub waited: Option<SuspenseId>,
}

/// Credits payments: each pays what was chosen first, then the rest, oldest first; what is left is an advance. Returns those that are new.
///
/// # Errors
/// When the database cannot answer.
///
/// # Idempotency
/// A part of an order, and an operation of a bank on its day, is credited once.
pub async fn credit(
    tx: &Tx,
    booking: &Booking,
    payments: Vec<NewPayment>,
    chosen: &[ChargeId],
) -> Result<Vec<PaymentId>> {
    let mut accounts: Vec<AccountId> = payments.iter().map(|payment| payment.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    ledger::hold(tx, &accounts).await?;
    let mut fresh = Fresh::new();
    record(tx, booking, payments, &mut fresh).await?;
    settle(tx, booking, &fresh, chosen).await?;
    Ok(fresh.into_values().flatten().collect())
}

/// Records payments, and leaves their books unsettled: those that are new are added to `fresh`.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn record(
    tx: &Tx,
    booking: &Booking,
    payments: Vec<NewPayment>,
    fresh: &mut Fresh,
) -> Result<()> {
    if let Some(nothing) = payments.iter().find(|payment| !payment.amount.is_positive()) {
        return Err(Error::Broken(format!("a payment of {}", nothing.amount.plain())));
    }
    let rows = payments.iter().map(|payment| row(payment, booking)).collect();
    let added: HashSet<PaymentId> = ledger::add_payments(tx, rows).await?.into_iter().collect();
    let mut entries = Vec::with_capacity(added.len());
    for payment in payments.iter().filter(|payment| added.contains(&payment.id)) {
        fresh.entry((payment.account, payment.recipient)).or_default().push(payment.id);
        entries.push(Entry {
            account: payment.account,
            recipient: payment.recipient,
            kind: EntryKind::Payment,
            amount: -payment.amount,
            on_day: payment.paid_on,
            charge: None,
            payment: Some(payment.id),
            refund: None,
        });
    }
    Ok(ledger::enter(tx, entries, booking.now).await?)
}

fn row(payment: &NewPayment, booking: &Booking) -> payment::Model {
    payment::Model {
        id: payment.id,
        account_id: payment.account,
        recipient_id: payment.recipient,
        paid_on: payment.paid_on,
        amount: payment.amount,
        bank: payment.bank.clone(),
        operation: payment.operation.clone(),
        payer: payment.payer.clone(),
        purpose: payment.purpose.clone(),
        order_id: payment.order,
        recorded_at: booking.now,
        import_id: payment.origin.import,
        suspense_id: payment.origin.waited.map(|waited| waited.0),
        undone_at: None,
    }
}

/// Money that is given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRefund {
    pub id: RefundId,
    pub payment: PaymentId,
    pub order: Option<OrderId>,
    /// Above zero.
    pub amount: Money,
    pub refunded_on: NaiveDate,
    /// As the acquirer knows it.
    pub acquirer_id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refunded {
    Given,
    /// This refund was recorded before.
    AlreadyGiven,
    /// So much of the payment is left.
    MoreThanPaid {
        left: Money,
    },
}

/// Gives back a part of a payment, or all of it: first what pays nothing yet, then what it paid last.
///
/// # Errors
/// `NotFound` when there is no such payment.
///
/// # Idempotency
/// The same id, and the same id of the acquirer, is one refund.
pub async fn refund(tx: &Tx, booking: &Booking, new: &NewRefund) -> Result<Refunded> {
    if !new.amount.is_positive() {
        return Err(Error::Broken(format!("a refund of {}", new.amount.plain())));
    }
    let (payment, _) = ledger::payment(tx, new.payment).await?.ok_or(Error::NotFound)?;
    ledger::hold(tx, &[payment.account_id]).await?;
    let (payment, refunds) = ledger::payment(tx, new.payment).await?.ok_or(Error::NotFound)?;
    let same = |known: &refund::Model| {
        known.id == new.id || (known.acquirer_id.is_some() && known.acquirer_id == new.acquirer_id)
    };
    if refunds.iter().any(same) {
        return Ok(Refunded::AlreadyGiven);
    }
    let left = payment.amount - refunds.iter().map(|refund| refund.amount).sum();
    if new.amount > left {
        return Ok(Refunded::MoreThanPaid { left });
    }
    let row = refund::Model {
        id: new.id,
        payment_id: new.payment,
        order_id: new.order,
        amount: new.amount,
        refunded_on: new.refunded_on,
        acquirer_id: new.acquirer_id.clone(),
        recorded_at: booking.now,
    };
    store::insert(tx, row).await?;
    let entry = Entry {
        account: payment.account_id,
        recipient: payment.recipient_id,
        kind: EntryKind::Refund,
        amount: new.amount,
        on_day: new.refunded_on,
        charge: None,
        payment: Some(new.payment),
        refund: Some(new.id),
    };
    ledger::enter(tx, [entry], booking.now).await?;
    let book = Fresh::from([((payment.account_id, payment.recipient_id), Vec::new())]);
    settle(tx, booking, &book, &[]).await?;
    Ok(Refunded::Given)
}

/// What still stands of a payment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub payment: PaymentId,
    pub account: AccountId,
    pub recipient: RecipientId,
    pub amount: Money,
}

/// Takes payments back by their opposite: refunds of today. Their accounts are held.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn reverse(tx: &Tx, booking: &Booking, payments: &[Standing]) -> Result<()> {
    let (mut rows, mut entries, mut books) = (Vec::new(), Vec::new(), Fresh::new());
    for payment in payments {
        let id = RefundId(Uuid::now_v7());
        rows.push(refund::Model {
            id,
            payment_id: payment.payment,
            order_id: None,
            amount: payment.amount,
            refunded_on: booking.today,
            acquirer_id: None,
            recorded_at: booking.now,
        });
        entries.push(Entry {
            account: payment.account,
            recipient: payment.recipient,
            kind: EntryKind::Refund,
            amount: payment.amount,
            on_day: booking.today,
            charge: None,
            payment: Some(payment.payment),
            refund: Some(id),
        });
        books.entry((payment.account, payment.recipient)).or_default();
    }
    store::insert_all(tx, rows).await?;
    ledger::enter(tx, entries, booking.now).await?;
    settle(tx, booking, &books, &[]).await
}
