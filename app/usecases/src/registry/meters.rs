use super::{managing, note};
use crate::{Ctx, Error, Result, readings::by_staff};
use chrono::NaiveDate;
use domain::{
    Rejection,
    access::Scope,
    calendar::{self, Period},
    changes::{Desk, Topic},
    ids::{AccountId, MeterId},
    quantity::Quantity,
    readings::{Meter, MeterRow, meter_row},
    registry::{Change, Removal, Replacement, Scene, Verification, Wrong},
};
use store::{
    Tx, meters,
    readings::{self, NewReading, View},
    registry,
};

/// What a change of a meter is judged by, and the other meters of its account.
struct Loaded {
    today: NaiveDate,
    row: MeterRow,
    others: Vec<Meter>,
    period: Period,
    closed: bool,
}

impl Loaded {
    const fn scene(&self) -> Scene<'_> {
        Scene { today: self.today, row: &self.row, period: self.period, closed: self.closed }
    }
}

/// The meter with its readings around the month that a reading of the day counts for; of today where it is no day.
async fn load(
    ctx: &Ctx,
    tx: &Tx,
    scope: &Scope,
    account: AccountId,
    meter: MeterId,
    on: &str,
) -> Result<Loaded> {
    let today = ctx.today();
    let window = readings::window(tx, account).await?.ok_or(Error::NotFound)?;
    let period = window.due_period(calendar::day(on).unwrap_or(today));
    let view = View { from: period, before: 1, to: None, period, today };
    let sheet = readings::sheet(tx, scope, account, view).await?.ok_or(Error::NotFound)?;
    let (mut row, mut others) = (None, Vec::new());
    for found in sheet.rows {
        if found.meter.id == meter {
            row = Some(meter_row(found.meter, &found.readings, period));
        } else {
            others.push(found.meter);
        }
    }
    Ok(Loaded { today, row: row.ok_or(Error::NotFound)?, others, period, closed: sheet.accepted })
}

/// Another meter hangs where this one did: the old one has its last reading, the new one its first, in the month before, so that what it shows at
/// the end of this one is counted from it. Returns the account.
///
/// # Errors
/// `NotFound` without the permission, and for a meter of no house that one serves; a rejection as of [`Replacement::check`].
///
/// # Idempotency
/// The new meter's id is chosen by the page: the same form twice is one replacement.
pub async fn replace(ctx: &Ctx, form: &Replacement) -> Result<AccountId> {
    let scope = managing(ctx)?;
    let tx = ctx.db.begin().await?;
    let account = registry::meter(&tx, &scope, form.meter).await?.ok_or(Error::NotFound)?.account;
    readings::hold(&tx, account).await?;
    if registry::meter(&tx, &scope, form.fresh).await?.is_some_and(|fresh| fresh.account == account) {
        return Ok(account);
    }
    let loaded = load(ctx, &tx, &scope, account, form.meter, &form.on).await?;
    let replaced = form.check(&loaded.scene(), &loaded.others)?;
    let (old, fresh) = (&loaded.row.meter, &replaced.fresh);
    let change = Change::MeterReplaced {
        resource: old.resource,
        serial: old.serial.clone(),
        on: replaced.on,
        last: old.shown(&replaced.last),
        fresh: fresh.serial.clone(),
        first: fresh.shown(&replaced.first),
        act: replaced.act,
    };
    registry::remove_meter(&tx, old.id, replaced.on).await?;
    let added = meters::add(&tx, [(account, fresh.clone())]).await;
    if added.as_ref().is_err_and(store::StoreError::is_duplicate) {
        return Err(Rejection::of("serial", Wrong::SerialKnown).into());
    }
    added?;
    let last = last_reading(ctx, &loaded, replaced.on, replaced.last);
    let first = NewReading {
        meter: fresh.id,
        period: loaded.period.minus(1),
        corrects: None,
        ..reading(ctx, &loaded, replaced.on, replaced.first)
    };
    readings::record(&tx, [last, first]).await?;
    note(ctx, &tx, Some(account), old.id.0, &change).await?;
    announce(&tx, account);
    tx.commit().await?;
    Ok(account)
}

/// A meter is verified until another day.
///
/// # Errors
/// `NotFound` without the permission, and for a meter of no house that one serves; a rejection as of [`Verification::check`].
///
/// # Idempotency
/// Until the same day once more changes nothing.
pub async fn verify(ctx: &Ctx, form: &Verification) -> Result<()> {
    let scope = managing(ctx)?;
    let tx = ctx.db.begin().await?;
    let found = registry::meter(&tx, &scope, form.meter).await?.ok_or(Error::NotFound)?;
    let meter = &found.meter;
    let verified = form.check(meter, ctx.today())?;
    if registry::verify_meter(&tx, meter.id, verified.until).await? {
        let change = Change::MeterVerified {
            resource: meter.resource,
            serial: meter.serial.clone(),
            on: verified.on,
            until: verified.until,
            before: meter.verified_until,
            act: verified.act,
        };
        note(ctx, &tx, Some(found.account), meter.id.0, &change).await?;
        announce(&tx, found.account);
    }
    Ok(tx.commit().await?)
}

/// A meter hangs no more. Returns the account.
///
/// # Errors
/// `NotFound` without the permission, and for a meter of no house that one serves; a rejection as of [`Removal::check`].
///
/// # Idempotency
/// It is removed once.
pub async fn remove(ctx: &Ctx, form: &Removal) -> Result<AccountId> {
    let scope = managing(ctx)?;
    let tx = ctx.db.begin().await?;
    let account = registry::meter(&tx, &scope, form.meter).await?.ok_or(Error::NotFound)?.account;
    readings::hold(&tx, account).await?;
    let loaded = load(ctx, &tx, &scope, account, form.meter, &form.on).await?;
    let removed = form.check(&loaded.scene())?;
    let meter = &loaded.row.meter;
    let change = Change::MeterRemoved {
        resource: meter.resource,
        serial: meter.serial.clone(),
        on: removed.on,
        last: removed.last.as_ref().map(|last| meter.shown(last)).unwrap_or_default(),
        reason: removed.reason,
    };
    registry::remove_meter(&tx, meter.id, removed.on).await?;
    if let Some(last) = removed.last {
        readings::record(&tx, [last_reading(ctx, &loaded, removed.on, last)]).await?;
    }
    note(ctx, &tx, Some(account), meter.id.0, &change).await?;
    announce(&tx, account);
    tx.commit().await?;
    Ok(account)
}

/// It replaces the reading of the month, if there is one.
fn last_reading(ctx: &Ctx, loaded: &Loaded, on: NaiveDate, values: Vec<Quantity>) -> NewReading {
    let corrects = loaded.row.current.as_ref().map(|current| current.id);
    NewReading { corrects, ..reading(ctx, loaded, on, values) }
}

fn reading(ctx: &Ctx, loaded: &Loaded, on: NaiveDate, values: Vec<Quantity>) -> NewReading {
    by_staff(ctx, loaded.row.meter.id, loaded.period, on, values)
}

fn announce(tx: &Tx, account: AccountId) {
    tx.announce(Topic::Account(account));
    // A reading that waited may wait no more.
    tx.announce(Topic::Desk(Desk::Readings));
}
