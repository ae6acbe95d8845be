use super::{managing, note};
use crate::{Ctx, Error, Result};
use domain::{
    Rejection,
    access::Scope,
    calendar::{self, Period},
    changes::Topic,
    ids::AccountId,
    registry::{AccountClosing, AccountDays, AccountOpening, Change, Wrong},
};
use store::{Tx, readings, registry};

/// What is known of an account on the day that a form speaks of.
async fn days(ctx: &Ctx, tx: &Tx, scope: &Scope, id: AccountId, on: &str) -> Result<AccountDays> {
    readings::hold(tx, id).await?;
    let row = registry::account(tx, scope, id).await?.ok_or(Error::NotFound)?;
    let month_closed = match calendar::day(on) {
        Some(on) => registry::is_closed(tx, row.building, Period::of(on)).await?,
        None => false,
    };
    let (opened_on, closed_on) = (row.account.opened_on, row.account.closed_on);
    Ok(AccountDays { today: ctx.today(), opened_on, closed_on, month_closed })
}

/// An account has its last day: nothing is paid to it from then on.
///
/// # Errors
/// `NotFound` without the permission, and for an account of no house that one serves; a rejection of `on` or `reason`.
///
/// # Idempotency
/// It is closed once.
pub async fn close(ctx: &Ctx, form: &AccountClosing) -> Result<()> {
    let scope = managing(ctx)?;
    let tx = ctx.db.begin().await?;
    let closed = form.check(days(ctx, &tx, &scope, form.account, &form.on).await?)?;
    if !registry::close_account(&tx, form.account, closed.on).await? {
        return Err(Rejection::of("on", Wrong::ClosedAlready { on: closed.on }).into());
    }
    let change = Change::AccountClosed { on: closed.on, reason: closed.reason };
    note(ctx, &tx, Some(form.account), form.account.0, &change).await?;
    tx.announce(Topic::Account(form.account));
    Ok(tx.commit().await?)
}

/// An account that was closed is used again.
///
/// # Errors
/// As of [`close`].
///
/// # Idempotency
/// It is opened once.
pub async fn open(ctx: &Ctx, form: &AccountOpening) -> Result<()> {
    let scope = managing(ctx)?;
    let tx = ctx.db.begin().await?;
    let opened = form.check(days(ctx, &tx, &scope, form.account, &form.on).await?)?;
    if !registry::open_account(&tx, form.account, opened.opened_on).await? {
        return Err(Rejection::of("on", Wrong::OpenAlready).into());
    }
    let change = Change::AccountOpened { on: opened.on, reason: opened.reason };
    note(ctx, &tx, Some(form.account), form.account.0, &change).await?;
    tx.announce(Topic::Account(form.account));
    Ok(tx.commit().await?)
}
