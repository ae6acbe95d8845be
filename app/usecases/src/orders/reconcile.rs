use super::{hear, refund, settle, state_of};
use crate::{Ctx, Error, Result};
use chrono::TimeDelta;
use domain::{
    ids::OrderId,
    payments::{News, Transition, advance, ask_again},
};
use store::orders;

/// Orders that are taken to be asked about at once, one after the other.
const BATCH: usize = 16;
/// One run asks about no more than this: the next one comes soon.
const BATCHES: usize = 20;
/// Who takes an order to ask about it and does not come back is waited for so long.
const MEANWHILE: TimeDelta = TimeDelta::minutes(5);

/// Asks the acquirer about every order that it is time to ask about, open ones and those of the last days: notifications get lost.
/// Orders that nobody has paid in time expire. Returns how many were asked about. Called by a job that comes again and again.
///
/// # Errors
/// When the database cannot answer. A silent acquirer ends the run: it is asked the next time.
pub async fn reconcile(ctx: &Ctx) -> Result<usize> {
    if ctx.ports.acquirer.is_none() {
        return Ok(0);
    }
    let mut asked = 0;
    for _ in 0..BATCHES {
        let tx = ctx.db.begin().await?;
        let due = orders::due(&tx, ctx.now, ctx.now + MEANWHILE, BATCH as u64).await?;
        let refunds = orders::refunds_due(&tx, ctx.now, ctx.now + MEANWHILE, BATCH as u64).await?;
        tx.commit().await?;
        let more = [due.len(), refunds.len()].into_iter().any(|taken| taken == BATCH);
        asked += due.len() + refunds.len();
        let answered = async {
            for id in refunds {
                refund::follow(ctx, id).await?;
            }
            for id in due {
                follow_up(ctx, id).await?;
            }
            Ok(())
        };
        match answered.await {
            Ok(()) if more => {}
            Ok(()) => break,
            Err(Error::Acquirer(error)) => {
                tracing::warn!(%error, "the acquirer does not answer");
                break;
            }
            Err(error) => return Err(error),
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
    match advance(state, News::TimeOver) {
        Transition::Become(state) if order.expires_at <= ctx.now => {
            settle::move_on(ctx, &tx, &order, state, None).await?;
        }
        _ => {
            let next = ask_again(state, order.created_at, order.changed_at, ctx.now);
            orders::ask_again(&tx, id, next).await?;
        }
    }
    Ok(tx.commit().await?)
}
