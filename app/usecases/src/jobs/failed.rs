//! What could not be done: to be looked at, and tried again.
use super::Job;
use crate::{Ctx, Error, Result};
use domain::{
    access::Permission,
    ids::JobId,
    jobs::{FailedJob, FailedJobs, FailureCounts},
};
use store::{
    Tx, event,
    outbox::{self, Failed},
};

/// Jobs of the page.
const MOST: usize = 100;

/// Letters and jobs that failed, with the reason. That somebody looked is in the journal: there are addresses.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn failed(ctx: &Ctx) -> Result<FailedJobs> {
    ctx.actor.staff(Permission::TendJobs)?;
    let tx = ctx.db.begin().await?;
    let counts = outbox::failure_counts(&tx).await?;
    let mut rows = outbox::failed(&tx, i64::try_from(MOST + 1).unwrap_or(i64::MAX)).await?;
    let more = rows.len() > MOST;
    rows.truncate(MOST);
    if !rows.is_empty() {
        event::record(&tx, ctx.event("jobs.looked_at").with(rows.len().to_string())).await?;
    }
    tx.commit().await?;
    Ok(FailedJobs { counts, jobs: rows.into_iter().map(|row| told(ctx, row)).collect(), more })
}

/// The same for the overview, without whom letters are for: two statements.
pub(crate) async fn latest(ctx: &Ctx, tx: &Tx, most: usize) -> Result<(FailureCounts, Vec<FailedJob>)> {
    let counts = outbox::failure_counts(tx).await?;
    let rows = outbox::failed(tx, i64::try_from(most).unwrap_or(i64::MAX)).await?.into_iter();
    let jobs = rows.map(|row| FailedJob { to: None, subject: None, ..told(ctx, row) });
    Ok((counts, jobs.collect()))
}

/// Has a job tried once more. One that is done meanwhile, or that the worker is at, is left alone.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such job.
pub async fn retry(ctx: &Ctx, id: JobId) -> Result<()> {
    ctx.actor.staff(Permission::TendJobs)?;
    let tx = ctx.db.begin().await?;
    let kind = outbox::kind_of(&tx, id).await?.ok_or(Error::NotFound)?;
    if outbox::retry(&tx, Some(id), ctx.now).await? > 0 {
        event::record(&tx, ctx.event("job.retried").about(id.0).with(kind)).await?;
    }
    Ok(tx.commit().await?)
}

/// Has everything tried once more that failed: the mail server is there again.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn retry_all(ctx: &Ctx) -> Result<()> {
    ctx.actor.staff(Permission::TendJobs)?;
    let tx = ctx.db.begin().await?;
    let count = outbox::retry(&tx, None, ctx.now).await?;
    if count > 0 {
        event::record(&tx, ctx.event("jobs.retried").with(count.to_string())).await?;
    }
    Ok(tx.commit().await?)
}

fn told(ctx: &Ctx, row: Failed) -> FailedJob {
    // A job that nobody understands has failed for that very reason.
    let letter = match serde_json::from_str(&row.payload) {
        Ok(Job::Letter(letter)) => Some(letter),
        _ => None,
    };
    let (to, subject) = letter.map(|letter| (letter.to, letter.subject)).unzip();
    FailedJob {
        id: row.id,
        kind: row.kind,
        to,
        subject,
        reason: row.last_error,
        attempts: row.attempts,
        promised_at: ctx.local(row.created_at),
        again_at: row.dead_at.is_none().then(|| ctx.local(row.run_at)),
    }
}
