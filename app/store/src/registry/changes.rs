//! What staff change, record by record. The records were reached within a scope.
use crate::{Result, Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::Period,
    ids::{AccountId, BuildingId, MeterId, OwnerId, ResidencyId},
    residency::ResidencyKind,
};
use sea_orm::FromQueryResult;

/// Whether the company has closed a month of a house.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_closed(tx: &Tx, building: BuildingId, period: Period) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Known {}
    const SQL: &str = "SELECT 1 AS known FROM accepted_period WHERE building_id = $1 AND period = $2";
    Ok(tx.row::<Known>(SQL, [building.into(), period.into()]).await?.is_some())
}

/// A meter hangs no more. `false` when it did not before.
///
/// # Errors
/// When the database cannot.
pub async fn remove_meter(tx: &Tx, id: MeterId, on: NaiveDate) -> Result<bool> {
    const SQL: &str = "UPDATE meter SET removed_on = $2 WHERE id = $1 AND removed_on IS NULL";
    Ok(tx.change(SQL, [id.into(), on.into()]).await? == 1)
}

/// The verification of a meter is valid until a day. `false` when it was until then before.
///
/// # Errors
/// When the database cannot.
pub async fn verify_meter(tx: &Tx, id: MeterId, until: NaiveDate) -> Result<bool> {
    const SQL: &str = "\
UPDATE meter SET verified_until = $2 WHERE id = $1 AND (verified_until IS NULL OR verified_until <> $2)";
    Ok(tx.change(SQL, [id.into(), until.into()]).await? == 1)
}

/// An account has its last day. `false` when it had one before.
///
/// # Errors
/// When the database cannot.
pub async fn close_account(tx: &Tx, id: AccountId, on: NaiveDate) -> Result<bool> {
    const SQL: &str = "UPDATE account SET closed_on = $2 WHERE id = $1 AND closed_on IS NULL";
    Ok(tx.change(SQL, [id.into(), on.into()]).await? == 1)
}

/// An account is used again. `false` when it was open.
///
/// # Errors
/// When the database cannot.
pub async fn open_account(tx: &Tx, id: AccountId, opened_on: Option<NaiveDate>) -> Result<bool> {
    const SQL: &str =
        "UPDATE account SET closed_on = NULL, opened_on = $2 WHERE id = $1 AND closed_on IS NOT NULL";
    Ok(tx.change(SQL, [id.into(), opened_on.into()]).await? == 1)
}

/// Who somebody is in a unit, and from when to when.
///
/// # Errors
/// A duplicate when it has no end and the person uses the account by another residency.
pub async fn date_residency(
    tx: &Tx,
    id: ResidencyId,
    kind: ResidencyKind,
    since: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
) -> Result<()> {
    const SQL: &str = "UPDATE residency SET kind = $2, since = $3, ended_at = $4 WHERE id = $1";
    tx.change(SQL, [id.into(), kind.code().into(), since.into(), ended_at.into()]).await?;
    Ok(())
}

/// From when to when somebody owns.
///
/// # Errors
/// When the database cannot.
pub async fn date_owner(tx: &Tx, id: OwnerId, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<()> {
    const SQL: &str = "UPDATE account_owner SET from_day = $2, to_day = $3 WHERE id = $1";
    tx.change(SQL, [id.into(), from.into(), to.into()]).await?;
    Ok(())
}

/// A residency that was suspended is in force again, or ends. `false` when it waits no more.
///
/// # Errors
/// When the database cannot.
pub async fn settle_dispute(tx: &Tx, id: ResidencyId, stays: bool, now: DateTime<Utc>) -> Result<bool> {
    const STAYS: &str = "\
UPDATE residency SET suspended_at = NULL WHERE id = $1 AND suspended_at IS NOT NULL AND ended_at IS NULL";
    const ENDS: &str =
        "UPDATE residency SET ended_at = $2 WHERE id = $1 AND suspended_at IS NOT NULL AND ended_at IS NULL";
    let changed = if stays {
        tx.change(STAYS, [id.into()]).await?
    } else {
        tx.change(ENDS, [id.into(), now.into()]).await?
    };
    Ok(changed == 1)
}
