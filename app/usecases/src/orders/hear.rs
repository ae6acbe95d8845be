use super::{acquirer, refund, settle};
use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
    ports::AcquirerError,
};
use store::orders;

/// Longest id of a payment that is listened to.
const LONGEST_ID: usize = 64;

/// Notes that the acquirer, or somebody who says so, has news of a payment: a job asks the acquirer what is true. `false` when no payment
/// could be called so.
///
/// # Errors
/// When the database cannot.
pub async fn notified(ctx: &Ctx, payment: &str) -> Result<bool> {
    let plausible = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if payment.is_empty() || payment.len() > LONGEST_ID || !payment.chars().all(plausible) {
        return Ok(false);
    }
    let tx = ctx.db.begin().await?;
    jobs::enqueue(&tx, &Job::Acquirer { payment: payment.to_owned() }, ctx.now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Asks the acquirer what became of a payment and of what is given back of it, and writes it down.
///
/// # Errors
/// When the acquirer or the database cannot answer.
pub async fn hear(ctx: &Ctx, payment: &str) -> Result<()> {
    if let Some(order) = orders::by_payment(&ctx.db.read(), payment).await? {
        refund::follow_all(ctx, order.id).await?;
    }
    match acquirer(ctx)?.get(payment).await {
        Ok(Some(payment)) => settle(ctx, &payment).await,
        Ok(None) => Ok(()),
        // Somebody made the id up.
        Err(AcquirerError::Refused(reason)) => {
            tracing::warn!(reason, "the acquirer tells nothing of a payment");
            Ok(())
        }
        Err(error) => Err(Error::Acquirer(error)),
    }
}
