use super::{chosen_of, create, hear, receipt, state_of};
use crate::{Ctx, Error, Result, readings::open_account};
use chrono::TimeDelta;
use domain::{
    charges::Recipient,
    ids::OrderId,
    payments::{CancelReason, Doubt, OrderCard, OrderPage, OrderPart, OrderState, RefundCard, RefundState},
};
use std::time::Duration;
use store::{entity::payment_order, orders};
use tokio::time::timeout;

/// The waiting page makes the portal ask the acquirer, but not more often.
const ASK_EVERY: TimeDelta = TimeDelta::seconds(5);
/// The waiting page does not wait longer for the acquirer.
const ANSWER_WITHIN: Duration = Duration::from_secs(6);
/// Orders of the list, and how far it goes back.
const LISTED: u64 = 100;
const LISTED_DAYS: TimeDelta = TimeDelta::days(366);

/// An own order, with what has become of it by now: while it is open, the acquirer is asked every few seconds.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the order is not one's own.
pub async fn status(ctx: &Ctx, id: OrderId) -> Result<OrderPage> {
    let scope = ctx.actor.own()?;
    let order = orders::find(&ctx.db.read(), &scope, id).await?.ok_or(Error::NotFound)?;
    if state_of(&order)?.is_open() && ctx.ports.acquirer.is_some() && may_ask(ctx, id).await? {
        let asked = async {
            match &order.acquirer_id {
                Some(payment) => hear(ctx, payment).await,
                None => create::ask(ctx, &order).await,
            }
        };
        match timeout(ANSWER_WITHIN, asked).await {
            Ok(Ok(())) => {}
            Ok(Err(Error::Acquirer(error))) => tracing::warn!(order = %id, %error, "no news of an order"),
            Ok(Err(error)) => return Err(error),
            Err(_) => tracing::warn!(order = %id, "no news of an order in time"),
        }
    }
    page(ctx, id).await
}

/// The orders of the open account, the newest first.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when the person has no account.
pub async fn list(ctx: &Ctx) -> Result<Vec<OrderCard>> {
    ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let orders = orders::of_account(&ctx.db.read(), account, ctx.now - LISTED_DAYS, LISTED).await?;
    orders.iter().map(|order| card(ctx, order)).collect()
}

async fn may_ask(ctx: &Ctx, id: OrderId) -> Result<bool> {
    let tx = ctx.db.begin().await?;
    let may = orders::may_ask(&tx, id, ctx.now, ctx.now - ASK_EVERY).await?;
    tx.commit().await?;
    Ok(may)
}

pub(super) fn card(ctx: &Ctx, order: &payment_order::Model) -> Result<OrderCard> {
    Ok(OrderCard {
        id: order.id,
        state: state_of(order)?,
        amount: order.amount,
        fee: order.fee,
        created_at: ctx.local(order.created_at),
        confirmation_url: payable_at(order)?,
    })
}

/// Where the order can still be paid.
fn payable_at(order: &payment_order::Model) -> Result<Option<String>> {
    let open = state_of(order)?.is_open();
    Ok(order.confirmation_url.clone().filter(|_| open))
}

async fn page(ctx: &Ctx, id: OrderId) -> Result<OrderPage> {
    let scope = ctx.actor.own()?;
    let tx = ctx.db.read();
    let order = orders::find(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let payer = orders::payer(&tx, &scope, order.account_id, ctx.today()).await?.ok_or(Error::NotFound)?;
    let state = state_of(&order)?;
    let doubt = match state {
        OrderState::UnderCheck => orders::suspended(&tx, id).await?,
        _ => None,
    };
    let parts = orders::parts(&tx, id).await?.into_iter().map(|part| OrderPart {
        recipient: Recipient { id: part.recipient_id, name: part.recipient },
        amount: part.amount,
        payment: part.payment_id,
    });
    let refunds = orders::all_refunds(&tx, id).await?.into_iter().filter_map(|refund| {
        Some(RefundCard {
            id: refund.id,
            payment: refund.payment_id,
            amount: refund.amount,
            state: RefundState::from_code(&refund.state)?,
            at: ctx.local(refund.at),
        })
    });
    Ok(OrderPage {
        id,
        account: order.account_id,
        number: payer.number,
        state,
        reason: order.reason.as_deref().and_then(CancelReason::from_code),
        doubt: doubt.as_deref().and_then(Doubt::from_code),
        amount: order.amount,
        fee: order.fee,
        chosen: chosen_of(&order),
        parts: parts.collect(),
        confirmation_url: payable_at(&order)?,
        created_at: ctx.local(order.created_at),
        changed_at: ctx.local(order.changed_at),
        expires_at: ctx.local(order.expires_at),
        receipts: orders::receipts(&tx, id).await?.iter().map(receipt::read).collect::<Result<_>>()?,
        refunds: refunds.collect(),
        email: order.email,
    })
}
