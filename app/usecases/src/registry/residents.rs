use super::{managing, note, tell};
use crate::{Ctx, Error, Result};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{
    Rejection,
    changes::Topic,
    ids::AccountId,
    notices::UnitOutcome,
    registry::{Change, DisputeAnswer, ResidencyDates, Tied, Wrong},
};
use store::{letter_token, letter_token::Purpose, registry, residency};

/// Says who somebody is in a unit, and from when to when; whoever has a last day is told that they have the unit no more. Returns the account.
///
/// # Errors
/// `NotFound` without the permission, and for a unit of no house that one serves; a rejection of `kind`, `from` or `to`.
///
/// # Idempotency
/// The same dates once more tell nobody anything.
pub async fn date(ctx: &Ctx, form: &ResidencyDates) -> Result<AccountId> {
    let scope = managing(ctx)?;
    let tx = ctx.db.begin().await?;
    let row = registry::resident(&tx, &scope, form.residency).await?.ok_or(Error::NotFound)?;
    let Tied { kind, from, to } = form.check(ctx.today())?;
    let was = |moment: DateTime<Utc>| ctx.local(moment).date();
    let since = if was(row.since) == from { row.since } else { ctx.moment(from.and_time(NaiveTime::MIN)) };
    let ended_at = match to {
        Some(to) if row.ended_at.map(was) == Some(to) => row.ended_at,
        Some(to) => Some(end_of(ctx, to)),
        None => None,
    };
    if (row.kind.as_str(), row.since, row.ended_at) == (kind.code(), since, ended_at) {
        return Ok(row.account_id);
    }
    let dated = registry::date_residency(&tx, row.id, kind, since, ended_at).await;
    if dated.as_ref().is_err_and(store::StoreError::is_duplicate) {
        return Err(Rejection::of("to", Wrong::TiedAlready).into());
    }
    dated?;
    note(ctx, &tx, Some(row.account_id), row.id.0, &Change::ResidencyDated { kind, from, to }).await?;
    if row.ended_at.is_none() && ended_at.is_some() {
        let person = (row.person_id, row.email.as_str());
        tell(ctx, &tx, person, &row.number, UnitOutcome::Ended, "").await?;
    }
    tx.announce(Topic::Account(row.account_id));
    tx.commit().await?;
    Ok(row.account_id)
}

/// The last moment of a day, and no later than now.
fn end_of(ctx: &Ctx, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    let last = ctx.moment(midnight) - chrono::TimeDelta::seconds(1);
    last.min(ctx.now)
}

/// Decides about somebody whom those who live there do not know; both sides are told, and why. Returns the account.
///
/// # Errors
/// `NotFound` without the permission, and for a unit of no house that one serves; a rejection of `reason`, or of the form
/// ([`Wrong::DecidedAlready`]) when nothing waits any more.
///
/// # Idempotency
/// It is decided about once.
pub async fn settle(ctx: &Ctx, form: &DisputeAnswer) -> Result<AccountId> {
    let scope = managing(ctx)?;
    let tx = ctx.db.begin().await?;
    let row = registry::resident(&tx, &scope, form.residency).await?.ok_or(Error::NotFound)?;
    let reason = form.check()?;
    if !registry::settle_dispute(&tx, row.id, form.stays, ctx.now).await? {
        return Err(Rejection::form(Wrong::DecidedAlready).into());
    }
    letter_token::close(&tx, Purpose::Dispute, row.id.0, ctx.now).await?;
    let change = Change::DisputeSettled { stays: form.stays, reason: reason.clone() };
    note(ctx, &tx, Some(row.account_id), row.id.0, &change).await?;
    let (to_them, to_others) = if form.stays {
        (UnitOutcome::Restored, UnitOutcome::NewcomerStays)
    } else {
        (UnitOutcome::Ended, UnitOutcome::NewcomerGone)
    };
    tell(ctx, &tx, (row.person_id, &row.email), &row.number, to_them, &reason).await?;
    if let Some(newcomer) = residency::tie(&tx, row.id).await? {
        for other in residency::others(&tx, &newcomer).await? {
            tell(ctx, &tx, (other.person_id, &other.email), &row.number, to_others, &reason).await?;
        }
    }
    tx.announce(Topic::Account(row.account_id));
    tx.commit().await?;
    Ok(row.account_id)
}
