//! Where orders meet the ledger.
use crate::{Ctx, Error, Result};
use chrono::NaiveDate;
use domain::{
    charges::{ChargeKind, Recipient},
    ids::{AccountId, ChargeId, OrderId, PaymentId, RecipientId, RefundId},
    ledger::{OpenCharge, allocate},
    money::Money,
    payments::PayableCharge,
};
use store::{
    Tx,
    entity::{ledger_entry, payment, payment_allocation, recipient, refund},
    insert, insert_all, orders,
};
use uuid::Uuid;

/// The charges of an account and what is left of them, the oldest first.
pub(super) async fn charges(tx: &Tx, account: AccountId) -> Result<Vec<PayableCharge>> {
    let charges = orders::payables(tx, account).await?.into_iter().map(|row| {
        let kind = ChargeKind::from_code(&row.kind)
            .ok_or_else(|| Error::Broken(format!("a charge is of no known kind: {}", row.kind)))?;
        Ok(PayableCharge {
            id: row.id,
            recipient: row.recipient_id,
            period: row.period,
            kind,
            due_on: row.due_on,
            left: row.amount - row.paid,
            penalty_left: row.penalty - row.penalty_paid,
        })
    });
    charges.collect()
}

/// What was charged less all that has come: it falls with every payment.
pub(super) async fn standing(tx: &Tx, account: AccountId) -> Result<Money> {
    Ok(orders::standing(tx, account).await?)
}

/// Everybody who is paid; the first one gets what is paid in advance.
pub(super) async fn recipients(tx: &Tx) -> Result<Vec<recipient::Model>> {
    Ok(orders::recipients(tx).await?)
}

/// Money that has come for an order.
pub(super) struct Paid<'a> {
    pub order: OrderId,
    pub account: AccountId,
    pub bank: &'a str,
    /// The acquirer's id of the payment.
    pub operation: &'a str,
    pub paid_on: NaiveDate,
    pub payer: Option<String>,
    pub parts: Vec<(Recipient, Money)>,
    pub chosen: Vec<ChargeId>,
}

/// Credits it: a payment for each recipient. A second time is a duplicate.
pub(super) async fn credit(ctx: &Ctx, tx: &Tx, paid: Paid<'_>) -> Result<()> {
    let open = charges(tx, paid.account).await?;
    for (recipient, amount) in &paid.parts {
        let id = PaymentId(Uuid::now_v7());
        let row = payment::Model {
            id,
            account_id: paid.account,
            recipient_id: recipient.id,
            paid_on: paid.paid_on,
            amount: *amount,
            bank: paid.bank.to_owned(),
            operation: Some(paid.operation.to_owned()),
            payer: paid.payer.clone(),
            purpose: None,
            order_id: Some(paid.order),
            recorded_at: ctx.now,
        };
        insert(tx, row).await?;
        let of_recipient = open.iter().filter(|charge| charge.recipient == recipient.id);
        let of_recipient: Vec<OpenCharge> = of_recipient.map(OpenCharge::from).collect();
        let shares = allocate(&of_recipient, *amount, &paid.chosen).shares;
        let shares = shares.into_iter().map(|share| payment_allocation::Model {
            id: Uuid::now_v7(),
            payment_id: id,
            charge_id: share.charge,
            purpose: share.purpose.code().to_owned(),
            amount: share.amount,
            recorded_at: ctx.now,
        });
        insert_all(tx, shares.collect()).await?;
        entry(ctx, tx, (paid.account, recipient.id), ("payment", -*amount), paid.paid_on, (Some(id), None))
            .await?;
    }
    Ok(())
}

/// Money that has left.
pub(super) struct GivenBack<'a> {
    pub refund: RefundId,
    pub payment: &'a payment::Model,
    pub order: OrderId,
    pub amount: Money,
    /// The acquirer's id, where it is known.
    pub operation: Option<String>,
    pub on: NaiveDate,
}

/// Takes it out of the ledger. A second time is a duplicate.
pub(super) async fn give_back(ctx: &Ctx, tx: &Tx, back: GivenBack<'_>) -> Result<()> {
    let row = refund::Model {
        id: back.refund,
        payment_id: back.payment.id,
        order_id: Some(back.order),
        amount: back.amount,
        refunded_on: back.on,
        acquirer_id: back.operation,
        recorded_at: ctx.now,
    };
    insert(tx, row).await?;
    let whose = (back.payment.account_id, back.payment.recipient_id);
    let papers = (Some(back.payment.id), Some(back.refund));
    entry(ctx, tx, whose, ("refund", back.amount), back.on, papers).await
}

async fn entry(
    ctx: &Ctx,
    tx: &Tx,
    (account_id, recipient_id): (AccountId, RecipientId),
    (kind, amount): (&str, Money),
    on_day: NaiveDate,
    (payment_id, refund_id): (Option<PaymentId>, Option<RefundId>),
) -> Result<()> {
    let row = ledger_entry::Model {
        id: Uuid::now_v7(),
        account_id,
        recipient_id,
        kind: kind.to_owned(),
        amount,
        on_day,
        charge_id: None,
        payment_id,
        refund_id,
        recorded_at: ctx.now,
    };
    Ok(insert(tx, row).await?)
}
