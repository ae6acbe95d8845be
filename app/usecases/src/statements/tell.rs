//! Those who live there hear that their money has come through a bank.
use crate::{
    Ctx, Result,
    jobs::{self, Job},
    notices,
};
use chrono::TimeDelta;
use domain::{
    ids::{AccountId, ImportId},
    notices::Notice,
};
use serde::{Deserialize, Serialize};
use store::{Tx, imports, statements};
use uuid::Uuid;

/// Accounts that are told of in one transaction: others write in between.
const AT_ONCE: i64 = 200;
/// Older payments are history that a new portal loads.
const NEWS: TimeDelta = TimeDelta::days(31);

/// Whom a file of a bank is told to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    pub import: ImportId,
    /// The account that was told of last.
    pub after: Option<AccountId>,
}

/// Promises to tell those whose accounts a file has credited.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn promise(ctx: &Ctx, tx: &Tx, import: ImportId) -> Result<()> {
    jobs::enqueue(tx, &Job::Received(Received { import, after: None }), ctx.now).await
}

/// Tells a part of them, and promises the next part. What was taken back meanwhile is told to nobody.
///
/// # Errors
/// When the database cannot answer.
///
/// # Idempotency
/// A person is told once of one account and file.
pub(crate) async fn tell(ctx: &Ctx, tx: &Tx, received: Received) -> Result<()> {
    let Received { import, after } = received;
    let Some(at) = imports::by_id(tx, import).await?.and_then(|row| row.done_at) else { return Ok(()) };
    let payers = statements::payers(tx, import, ctx.today() - NEWS, after, AT_ONCE).await?;
    let mut accounts = 0;
    for home in payers.chunk_by(|one, other| one.account == other.account) {
        let Some(first) = home.first() else { continue };
        let what = Notice::PaymentReceived { number: first.number.clone(), total: first.amount };
        let cause = Uuid::from_u128(import.0.as_u128() ^ first.account.0.as_u128());
        notices::tell_once(ctx, tx, home.iter().map(|payer| (payer.person, None)), &what, cause, at).await?;
        accounts += 1;
    }
    if let Some(last) = payers.last().filter(|_| accounts == AT_ONCE) {
        let next = Received { after: Some(last.account), ..received };
        jobs::enqueue(tx, &Job::Received(next), ctx.now).await?;
    }
    Ok(())
}
