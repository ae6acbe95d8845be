//! «Сдача показаний»: how far a month has come, and who is missing.
use crate::{Ctx, Error, Result};
use domain::{
    access::{Permission, Scope},
    calendar::Period,
    ids::{BuildingId, MeterId},
    readings::{
        HouseProgress, MissingAccount, MissingMeter, MissingPage, MonthPage, Reading, estimate, meter_row,
    },
};
use std::collections::HashMap;
use store::{Tx, readings, tickets};

/// Accounts of one part of the list.
const PART: usize = 50;
/// Months that an average may look back on, with those that were missed.
const MONTHS: u32 = 24;

/// The houses that one serves, with what was given for a month: one statement.
///
/// # Errors
/// `NotFound` without the permission, and for a month that has not begun or is long over.
pub async fn month(ctx: &Ctx, period: Option<Period>) -> Result<MonthPage> {
    let scope = reached(ctx)?;
    let latest = Period::of(ctx.today());
    let period = period.unwrap_or(latest);
    if !MonthPage::shows(period, latest) {
        return Err(Error::NotFound);
    }
    let houses = by_house(ctx, &ctx.db.read(), &scope, period).await?;
    let may_close = ctx.actor.staff_of_houses(Permission::AcceptReadings).is_ok()
        && period >= MonthPage::first_choice(latest);
    Ok(MonthPage { period, latest, houses, may_close })
}

/// How far a month has come in the houses that one serves: one statement.
pub(crate) async fn by_house(
    ctx: &Ctx,
    tx: &Tx,
    scope: &Scope,
    period: Period,
) -> Result<Vec<HouseProgress>> {
    let houses = readings::houses(tx, scope, period).await?.into_iter();
    let houses = houses.map(|house| HouseProgress {
        id: house.id,
        address: house.address,
        meters: house.meters,
        given: house.given,
        waiting: house.waiting,
        closed_at: house.closed_at.map(|at| ctx.local(at)),
    });
    Ok(houses.collect())
}

/// Who has not given a month's readings in a house, and what is counted instead.
///
/// # Errors
/// `NotFound` without the permission, for a house that one does not serve, and for a month as in [`month`].
pub async fn missing(
    ctx: &Ctx,
    building: BuildingId,
    period: Option<Period>,
    after: Option<String>,
) -> Result<MissingPage> {
    let scope = reached(ctx)?;
    let latest = Period::of(ctx.today());
    let period = period.unwrap_or(latest);
    if !MonthPage::shows(period, latest) {
        return Err(Error::NotFound);
    }
    let tx = ctx.db.read();
    let (_, address) = tickets::house_of(&tx, &scope, building).await?.ok_or(Error::NotFound)?;
    let most = i64::try_from(PART + 1).unwrap_or(i64::MAX);
    let found = readings::missing(&tx, building, period, after.as_deref().unwrap_or_default(), most).await?;
    let meters: Vec<MeterId> = found.iter().map(|missing| missing.meter.id).collect();
    let histories: HashMap<MeterId, Vec<Reading>> =
        readings::histories(&tx, &meters, period.minus(MONTHS)).await?;
    let mut accounts: Vec<MissingAccount> = Vec::new();
    for missing in found {
        let readings = histories.get(&missing.meter.id).map(Vec::as_slice).unwrap_or_default();
        let row = meter_row(missing.meter, readings, period);
        let meter =
            MissingMeter { estimate: estimate(&row, period), previous: row.previous, meter: row.meter };
        match accounts.last_mut().filter(|last| last.id == missing.account) {
            Some(last) => last.meters.push(meter),
            None => accounts.push(MissingAccount {
                id: missing.account,
                number: missing.number,
                label: missing.label,
                meters: vec![meter],
            }),
        }
    }
    let more = accounts.len() > PART;
    accounts.truncate(PART);
    let next = accounts.last().filter(|_| more).map(|last| last.number.clone());
    Ok(MissingPage { building, address, period, today: ctx.today(), accounts, next })
}

pub(super) fn reached(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::ReviewReadings)?)
}
