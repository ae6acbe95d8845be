use super::{hear, refund, settle, state_of};
use crate::{Ctx, Result};
use chrono::TimeDelta;
use domain::{
    ids::OrderId,
    payments::{News, Transition, advance, ask_again},
};
use store::orders;
use tokio::task::JoinSet;

/// Orders that are asked about side by side.
const BATCH: i64 = 16;
/// One run asks about no more than this: the next one comes soon.
const BATCHES: usize = 20;
/// Who takes an order to ask about it and does not come back is waited for so long.
const MEANWHILE: TimeDelta = TimeDelta::minutes(5);

/// Asks the acquirer about every order that it is time to ask about, open ones and those of the last days: notifications get lost.
/// Orders that nobody has paid in time expire. Returns how many were asked about. Called by a job that comes again and again.
///
/// # Errors
/// When the database cannot answer; an acquirer that is silent is asked the next time.
pub async fn reconcile(ctx: &Ctx) -> Result<usize> {
    if ctx.ports.acquirer.is_none() {
        return Ok(0);
    }
    let mut asked = 0;
    for _ in 0..BATCHES {
        let tx = ctx.db.begin().await?;
        let due = orders::due(&tx, ctx.now, ctx.now + MEANWHILE, BATCH).await?;
        let refunds = orders::refunds_due(&tx, ctx.now, ctx.now + MEANWHILE, BATCH).await?;
        tx.commit().await?;
        if due.is_empty() && refunds.is_empty() {
            break;
        }
        asked += due.len() + refunds.len();
        let mut running = JoinSet::new();
        for id in due {
            let ctx = ctx.clone();
            running.spawn(async move { (id.0, follow_up(&ctx, id).await) });
        }
        for id in refunds {
            let ctx = ctx.clone();
            running.spawn(async move { (id.0, refund::follow(&ctx, id).await) });
        }
        while let Some(ended) = running.join_next().await {
            match ended {
                Ok((_, Ok(()))) => {}
                Ok((id, Err(error))) => tracing::warn!(%id, %error, "no news of an order or a refund"),
                Err(error) => tracing::error!(%error, "a reconciliation broke off"),
            }
        }
    }
    Ok(asked)
}

async fn follow_up(ctx: &Ctx, id: OrderId) -> Result<()> {
    let Some(order) = orders::by_id(&ctx.db.read(), id).await? else { return Ok(()) };
    if let Some(payment) = &order.acquirer_id {
        hear(ctx, payment).await?;
    }
    // From here on the acquirer has answered: nobody has paid so far, or it is all written down.
    let tx = ctx.db.begin().await?;
    orders::hold(&tx, order.account_id).await?;
    let Some(order) = orders::by_id(&tx, id).await? else { return Ok(()) };
    let state = state_of(&order)?;
    let over = order.expires_at <= ctx.now;
    match advance(state, News::TimeOver) {
        Transition::Become(state) if over => settle::move_on(ctx, &tx, &order, state, None).await?,
        _ => {
            let next = ask_again(state, order.created_at, order.changed_at, ctx.now);
            let next = if state.is_open() { next.map(|next| next.min(order.expires_at)) } else { next };
            orders::ask_again(&tx, id, next).await?;
        }
    }
    Ok(tx.commit().await?)
}
