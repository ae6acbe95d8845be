use super::{managing, note};
use crate::{Ctx, Error, Result};
use domain::{
    changes::Topic,
    ids::AccountId,
    registry::{Change, OwnerDates},
};
use store::registry;

/// Says from when to when somebody owns. Returns the account.
///
/// # Errors
/// `NotFound` without the permission, and for a unit of no house that one serves; a rejection of `from` or `to`.
///
/// # Idempotency
/// The same days once more change nothing.
pub async fn date_owner(ctx: &Ctx, form: &OwnerDates) -> Result<AccountId> {
    let scope = managing(ctx)?;
    let tx = ctx.db.begin().await?;
    // The same lock as imports of owners.
    registry::hold(&tx).await?;
    let row = registry::owner(&tx, &scope, form.owner).await?.ok_or(Error::NotFound)?;
    let (from, to) = form.check()?;
    if (row.from_day, row.to_day) == (from, to) {
        return Ok(row.account_id);
    }
    registry::date_owner(&tx, row.id, from, to).await?;
    note(ctx, &tx, Some(row.account_id), row.id.0, &Change::OwnerDated { from, to }).await?;
    tx.announce(Topic::Account(row.account_id));
    tx.commit().await?;
    Ok(row.account_id)
}
