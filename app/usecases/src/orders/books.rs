//! Where orders meet the ledger.
use crate::{
    Ctx, Error, Result,
    charges::Standing,
    ledger::{self, Booking, NewPayment, NewRefund, Origin, Refunded},
};
use chrono::NaiveDate;
use domain::{
    access::Actor,
    charges::Recipient,
    ids::{AccountId, ChargeId, OrderId, PaymentId, RefundId},
    money::Money,
    payments::PayableCharge,
};
use store::{Tx, entity::payment};
use uuid::Uuid;

/// The charges of an account and what is left of them with their penalties of today, the oldest first.
pub(super) async fn charges(ctx: &Ctx, tx: &Tx, account: AccountId) -> Result<Vec<PayableCharge>> {
    let standing = Standing::read(ctx, tx, &Actor::System.own()?, account).await?;
    let charges = standing.charges.into_iter().rev().map(|standing| standing.charge);
    Ok(charges
        .map(|charge| PayableCharge {
            id: charge.id,
            recipient: charge.recipient,
            period: charge.period,
            kind: charge.kind,
            due_on: charge.due_on,
            left: charge.left(),
            penalty_left: charge.penalty_left(),
        })
        .collect())
}

/// Money that has come for an order.
pub(super) struct Paid<'a> {
    pub order: OrderId,
    pub account: AccountId,
    pub bank: &'a str,
    /// The acquirer's id of the payment.
    pub operation: &'a str,
    /// Company time.
    pub day: NaiveDate,
    pub payer: Option<String>,
    pub parts: Vec<(Recipient, Money)>,
    pub chosen: Vec<ChargeId>,
}

/// Credits it: a payment for each recipient. A second time changes nothing.
pub(super) async fn credit(ctx: &Ctx, tx: &Tx, paid: Paid<'_>) -> Result<()> {
    let payments = paid.parts.iter().map(|(recipient, amount)| NewPayment {
        id: PaymentId(Uuid::now_v7()),
        account: paid.account,
        recipient: recipient.id,
        paid_on: paid.day,
        amount: *amount,
        bank: paid.bank.to_owned(),
        operation: Some(paid.operation.to_owned()),
        payer: paid.payer.clone(),
        purpose: None,
        order: Some(paid.order),
        origin: Origin::default(),
    });
    let booking = Booking::open(ctx).await?;
    ledger::credit(tx, &booking, payments.collect(), &paid.chosen).await?;
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

/// Takes it out of the ledger. A second time changes nothing.
pub(super) async fn give_back(ctx: &Ctx, tx: &Tx, back: GivenBack<'_>) -> Result<()> {
    let new = NewRefund {
        id: back.refund,
        payment: back.payment.id,
        order: Some(back.order),
        amount: back.amount,
        refunded_on: back.on,
        acquirer_id: back.operation,
    };
    match ledger::refund(tx, &Booking::open(ctx).await?, &new).await? {
        Refunded::Given | Refunded::AlreadyGiven => Ok(()),
        Refunded::MoreThanPaid { left } => Err(Error::Broken(format!(
            "{} was given back where {} is left",
            back.amount.plain(),
            left.plain()
        ))),
    }
}
