use super::{ORDER_TIME, acquirer, books, receipt, words};
use crate::{
    Ctx, Error, Result,
    ports::{AcquirerError, RefundWish},
};
use chrono::TimeDelta;
use domain::{
    Rejection,
    access::{Actor, Permission},
    ids::{OrderId, RefundId},
    payments::{NewRefund, ReceiptKind, RefundNews, RefundState, advance_refund, check_refund},
    texts::at_most,
};
use store::{
    entity::{payment_order, refund_order},
    event,
    orders::{self, Payer, Refundable},
};

/// Characters of the reason.
const LONGEST_WHY: u32 = 500;

/// Gives back a payment that came through the acquirer, or a part of it; the fee is not given back. Answers as soon as the wish is
/// recorded: what became of it is on the page of the order.
///
/// # Errors
/// `NotFound` without the permission, or when no such payment came through the acquirer; a rejection of `amount` or `reason`.
///
/// # Idempotency
/// The same refund twice is one refund, also at the acquirer.
pub async fn refund(ctx: &Ctx, new: NewRefund) -> Result<RefundId> {
    let scope = ctx.actor.staff(Permission::Refund)?;
    let tx = ctx.db.begin().await?;
    let found = orders::refundable(&tx, &scope, new.payment).await?.ok_or(Error::NotFound)?;
    orders::hold(&tx, found.payment.account_id).await?;
    if let Some(known) = orders::refund_by_id(&tx, new.id).await? {
        return if known.payment_id == new.payment { Ok(known.id) } else { Err(Error::NotFound) };
    }
    let Refundable { payment, order, left } =
        orders::refundable(&tx, &scope, new.payment).await?.ok_or(Error::NotFound)?;
    let amount = check_refund(&new, left)?;
    let why = at_most(&new.reason, LONGEST_WHY).map_err(|rule| Rejection::of("reason", rule))?;
    let row = refund_order::Model {
        id: new.id,
        order_id: order.id,
        payment_id: payment.id,
        amount,
        person_id: ctx.actor.user().ok(),
        why,
        state: RefundState::Created.code().to_owned(),
        acquirer_id: None,
        created_at: ctx.now,
        changed_at: ctx.now,
        ask_again_at: Some(ctx.now + TimeDelta::minutes(2)),
    };
    store::insert(&tx, row).await?;
    let event = ctx.event("refund.created").about(new.id.0).of_account(order.account_id);
    event::record(&tx, event.with(amount.plain())).await?;
    tx.commit().await?;
    match follow(ctx, new.id).await {
        Ok(()) => {}
        // The reconciliation asks again.
        Err(Error::Acquirer(error)) => tracing::warn!(refund = %new.id, %error, "no news of a refund"),
        Err(error) => return Err(error),
    }
    Ok(new.id)
}

/// Asks the acquirer about every refund of an order that is not over.
pub(super) async fn follow_all(ctx: &Ctx, order: OrderId) -> Result<()> {
    for refund in orders::refunds_of(&ctx.db.read(), order).await? {
        if state_of(&refund)?.is_open() {
            follow(ctx, refund.id).await?;
        }
    }
    Ok(())
}

/// Asks the acquirer for a refund, or what became of it, and writes the answer down.
pub(super) async fn follow(ctx: &Ctx, id: RefundId) -> Result<()> {
    let tx = ctx.db.read();
    let Some(refund) = orders::refund_by_id(&tx, id).await?.filter(is_open) else {
        return Ok(());
    };
    let Some(order) = orders::by_id(&tx, refund.order_id).await? else { return Ok(()) };
    let payer = orders::payer(&tx, &Actor::System.own()?, order.account_id, ctx.today())
        .await?
        .ok_or(Error::NotFound)?;
    let said = match &refund.acquirer_id {
        Some(known) => acquirer(ctx)?.get_refund(known).await,
        // The key is forgotten by now: asking again would give back twice. If the money has left, the payment will say so.
        None if ctx.now - refund.created_at > ORDER_TIME => {
            Err(AcquirerError::Refused("no answer for a day".into()))
        }
        None => acquirer(ctx)?.refund(&wish(ctx, &refund, &order, &payer).await?).await.map(Some),
    };
    match said {
        Ok(Some(said)) => note(ctx, &refund, &order, &payer, said.said, Some(&said.id)).await,
        Ok(None) => Ok(()),
        Err(AcquirerError::Refused(reason)) => {
            tracing::error!(refund = %id, reason, "the acquirer does not give back");
            note(ctx, &refund, &order, &payer, RefundNews::Refused, None).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn wish(
    ctx: &Ctx,
    refund: &refund_order::Model,
    order: &payment_order::Model,
    payer: &Payer,
) -> Result<RefundWish> {
    let parts = orders::parts(&ctx.db.read(), order.id).await?;
    let part = parts.iter().find(|part| part.payment_id == Some(refund.payment_id)).ok_or(Error::NotFound)?;
    Ok(RefundWish {
        refund: refund.id,
        payment: order.acquirer_id.clone().ok_or(Error::NotFound)?,
        amount: refund.amount,
        items: vec![words::item(&part.recipient, &payer.number, refund.amount)],
        email: order.email.clone(),
        phone: order.phone.clone(),
    })
}

async fn note(
    ctx: &Ctx,
    refund: &refund_order::Model,
    order: &payment_order::Model,
    payer: &Payer,
    news: RefundNews,
    acquirer_id: Option<&str>,
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    orders::hold(&tx, order.account_id).await?;
    let (Some(refund), Some(order)) =
        (orders::refund_by_id(&tx, refund.id).await?, orders::by_id(&tx, order.id).await?)
    else {
        return Ok(());
    };
    let waits = (news == RefundNews::Pending).then(|| ctx.now + pause(ctx, &refund));
    let Some(state) = advance_refund(state_of(&refund)?, news) else {
        if waits.is_some() {
            orders::refund_changed(&tx, &refund, state_of(&refund)?, acquirer_id, refund.changed_at, waits)
                .await?;
            tx.commit().await?;
        }
        return Ok(());
    };
    if !orders::refund_changed(&tx, &refund, state, acquirer_id, ctx.now, waits).await? {
        return Err(Error::Broken("a refund was moved on under its lock".into()));
    }
    let kind = match state {
        RefundState::Created => "refund.created",
        RefundState::Pending => "refund.taken_on",
        RefundState::Succeeded => "refund.succeeded",
        RefundState::Canceled => "refund.canceled",
    };
    event::record(&tx, ctx.event(kind).about(refund.id.0).of_account(order.account_id)).await?;
    if state == RefundState::Succeeded {
        let parts = orders::parts(&tx, order.id).await?;
        let found = orders::refundable(&tx, &Actor::System.own()?, refund.payment_id)
            .await?
            .ok_or(Error::NotFound)?;
        let back = books::GivenBack {
            refund: refund.id,
            payment: &found.payment,
            order: order.id,
            amount: refund.amount,
            operation: acquirer_id.map(str::to_owned),
            on: ctx.today(),
        };
        books::give_back(ctx, &tx, back).await?;
        orders::set_refunded(&tx, order.id, order.refunded + refund.amount).await?;
        let part = parts.iter().find(|part| part.payment_id == Some(refund.payment_id));
        let name = part.map_or("", |part| part.recipient.as_str());
        let items = vec![words::item(name, &payer.number, refund.amount)];
        receipt::issue(ctx, &tx, &order, (ReceiptKind::Refund, Some(refund.id)), (ctx.now, items)).await?;
    }
    Ok(tx.commit().await?)
}

fn pause(ctx: &Ctx, refund: &refund_order::Model) -> TimeDelta {
    ((ctx.now - refund.created_at) / 3).clamp(TimeDelta::minutes(2), TimeDelta::hours(6))
}

fn state_of(refund: &refund_order::Model) -> Result<RefundState> {
    RefundState::from_code(&refund.state)
        .ok_or_else(|| Error::Broken(format!("a refund is in no known state: {}", refund.state)))
}

fn is_open(refund: &refund_order::Model) -> bool {
    state_of(refund).is_ok_and(RefundState::is_open)
}
