//! «Баланс дома»: common meters, their readings, and what they say against the units.
use crate::{Ctx, Error, Result};
use domain::{
    Rejection, Rule,
    access::{Permission, Scope},
    balance::{
        self, BalancePage, House, HouseAnswer, HouseEntry, HouseLine, HouseMeter, HouseMeterRow,
        HouseMetersPage, HouseReadings, NewHouseMeter, NewNorm, Removal,
    },
    calendar::Period,
    ids::{AccountId, BuildingId, MeterId, ReadingId},
    quantity::ValueError,
    readings::{MeterRow, MonthPage, Refusal, meter_row},
};
use std::collections::HashMap;
use store::{
    Tx,
    balance::{self as books, NewHouseReading},
    event, meters, readings, registry, tickets,
};
use uuid::Uuid;

/// Months of readings before the one that is asked for: the table of a year, and a year that its averages look back on.
const HISTORY: u32 = 24;

/// What the common meters of a house say against its units, in a month and the year up to it. That somebody looked is in the journal.
///
/// # Errors
/// `NotFound` without the permission, for a house that one does not serve, and for a month that has not begun.
pub async fn page(ctx: &Ctx, building: BuildingId, period: Option<Period>) -> Result<BalancePage> {
    let scope = reached(ctx)?;
    let latest = Period::of(ctx.today());
    let period = begun(ctx, period)?;
    let tx = ctx.db.begin().await?;
    let (_, address) = tickets::house_of(&tx, &scope, building).await?.ok_or(Error::NotFound)?;
    let house = house(&tx, building, period).await?;
    event::record(&tx, ctx.event("balance.looked_at").about(building.0).with(period.to_string())).await?;
    tx.commit().await?;
    Ok(BalancePage {
        building,
        address,
        period,
        latest,
        balances: balance::balance(&house, period),
        meters: house.meters.into_iter().map(|(of, _)| of).collect(),
        fresh: MeterId(Uuid::now_v7()),
        may_change: ctx.actor.staff_of_houses(Permission::AcceptReadings).is_ok(),
        may_set_norms: ctx.actor.staff(Permission::ManageCompany).is_ok(),
    })
}

/// Five statements, and one more for each thousand meters.
async fn house(tx: &Tx, building: BuildingId, period: Period) -> Result<House> {
    let since = period.minus(HISTORY);
    let mut units = books::units(tx, building).await?;
    let accounts: Vec<AccountId> = units.iter().map(|unit| unit.account).collect();
    let hardware = meters::of_accounts(tx, &accounts).await?;
    let ids: Vec<MeterId> = hardware.iter().map(|(_, meter)| meter.id).collect();
    let mut histories = readings::histories(tx, &ids, since).await?;
    let places: HashMap<AccountId, usize> = accounts.into_iter().zip(0..).collect();
    for (account, meter) in hardware {
        let readings = histories.remove(&meter.id).unwrap_or_default();
        if let Some(unit) = places.get(&account).and_then(|at| units.get_mut(*at)) {
            unit.meters.push((meter, readings));
        }
    }
    let common = books::meters(tx, building).await?;
    let ids: Vec<MeterId> = common.iter().map(|of| of.meter.id).collect();
    let mut histories = books::readings(tx, &ids, since).await?;
    let meters = common.into_iter().map(|of| {
        let readings = histories.remove(&of.meter.id).unwrap_or_default();
        (of, readings)
    });
    Ok(House { meters: meters.collect(), units, norms: books::norms(tx).await? })
}

/// The common meters of a house with what was read in a month, to be written down.
///
/// # Errors
/// As [`page`].
pub async fn rows(ctx: &Ctx, building: BuildingId, period: Option<Period>) -> Result<HouseMetersPage> {
    let scope = reached(ctx)?;
    let period = begun(ctx, period)?;
    let tx = ctx.db.read();
    tickets::house_of(&tx, &scope, building).await?.ok_or(Error::NotFound)?;
    let rows = known(&tx, building, period).await?.into_iter().map(|(of, row)| HouseMeterRow {
        of,
        previous: row.previous,
        current: row.current,
    });
    let closed = registry::is_closed(&tx, building, period).await?;
    Ok(HouseMetersPage { building, period, rows: rows.collect(), closed })
}

/// Common meters that hang there in a month, with their rows for it.
async fn known(tx: &Tx, building: BuildingId, period: Period) -> Result<Vec<(HouseMeter, MeterRow)>> {
    let common = books::meters(tx, building).await?;
    let ids: Vec<MeterId> = common.iter().map(|of| of.meter.id).collect();
    let mut histories = books::readings(tx, &ids, period.minus(HISTORY)).await?;
    let there = common.into_iter().filter(|of| balance::in_use(&of.meter, period));
    let rows = there.map(|of| {
        let readings = histories.remove(&of.meter.id).unwrap_or_default();
        let row = meter_row(of.meter.clone(), &readings, period);
        (of, row)
    });
    Ok(rows.collect())
}

/// Writes readings of common meters down: all that are filled in, or none.
///
/// # Errors
/// `NotFound` without the permission, and for a meter of no house that one serves; a rejection of `lines[n].values[zone]` or `lines[n].sure`, or of
/// the form ([`Rule::HouseReadingsMissing`], [`Rule::MonthClosed`], [`Rule::PageOutOfDate`]).
///
/// # Idempotency
/// The same value twice is one.
pub async fn record(ctx: &Ctx, readings: &HouseReadings) -> Result<()> {
    let scope = reached(ctx)?;
    let (building, period) = (readings.building, readings.period);
    begun(ctx, Some(period))?;
    let tx = ctx.db.begin().await?;
    tickets::house_of(&tx, &scope, building).await?.ok_or(Error::NotFound)?;
    books::hold(&tx, building).await?;
    let closed = registry::is_closed(&tx, building, period).await?;
    let known: HashMap<MeterId, MeterRow> =
        known(&tx, building, period).await?.into_iter().map(|(of, row)| (of.meter.id, row)).collect();
    let (mut new, mut wrong, mut filled) = (Vec::new(), Rejection::default(), false);
    for (at, line) in readings.lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let row = known.get(&line.meter).ok_or(Error::NotFound)?;
        filled = true;
        match judged(ctx, row, line, period, closed) {
            Ok(reading) => new.extend(reading),
            Err((field, rule)) if field.is_empty() => return Err(Rejection::form(rule).into()),
            Err((field, rule)) => wrong.0.push((format!("lines[{at}].{field}"), rule)),
        }
    }
    if !filled {
        return Err(Rejection::form(Rule::HouseReadingsMissing).into());
    }
    if !wrong.0.is_empty() {
        return Err(wrong.into());
    }
    if new.is_empty() {
        return Ok(());
    }
    match books::record(&tx, new).await {
        Err(error) if error.is_duplicate() => return Err(Rejection::form(Rule::PageOutOfDate).into()),
        recorded => recorded?,
    }
    event::record(&tx, ctx.event("house_meter.read").about(building.0).with(period.to_string())).await?;
    Ok(tx.commit().await?)
}

/// What is to be written down, nothing where it stands there already; or the field that is wrong.
fn judged(
    ctx: &Ctx,
    row: &MeterRow,
    line: &HouseLine,
    period: Period,
    closed: bool,
) -> Result<Option<NewHouseReading>, (String, Rule)> {
    let last = row.meter.removed_on.unwrap_or(period.last_day());
    let day = ctx.today().min(period.last_day()).min(last);
    let entry = HouseEntry { values: &line.values, sure: line.sure, base: line.base, period, closed, day };
    let (values, explanation) = match balance::check_house_reading(row, entry) {
        HouseAnswer::Taken { values, explanation } => (values, explanation),
        HouseAnswer::Asked(doubt) => return Err(("sure".to_owned(), Rule::HouseReading(doubt))),
        HouseAnswer::Late => return Err((String::new(), Rule::PageOutOfDate)),
        HouseAnswer::Refused(refusal) => return Err(refused(refusal)),
    };
    if row.current.as_ref().is_some_and(|current| current.values == values) {
        return Ok(None);
    }
    Ok(Some(NewHouseReading {
        id: ReadingId(Uuid::now_v7()),
        meter: line.meter,
        period,
        taken_on: day,
        recorded_at: ctx.now,
        values,
        explanation,
        corrects: row.current.as_ref().map(|current| current.id),
        person: ctx.actor.user().ok(),
    }))
}

fn refused(refusal: Refusal) -> (String, Rule) {
    match refusal {
        Refusal::Value { zone, error } => (format!("values[{zone}]"), Rule::Reading(error)),
        Refusal::ZoneMissing { zone } => (format!("values[{zone}]"), Rule::Reading(ValueError::Empty)),
        Refusal::PeriodAccepted { .. } => (String::new(), Rule::MonthClosed),
        Refusal::Automatic | Refusal::NotInstalled { .. } | Refusal::Removed { .. } => {
            (String::new(), Rule::PageOutOfDate)
        }
    }
}

/// Adds a common meter to a house.
///
/// # Errors
/// `NotFound` as [`page`]; a rejection of each field that is wrong, of `serial` too
/// ([`Rule::MeterKnown`]) when the house has such a meter.
///
/// # Idempotency
/// The same id twice is one meter.
pub async fn add_meter(ctx: &Ctx, new: &NewHouseMeter) -> Result<()> {
    let scope = ctx.actor.staff_of_houses(Permission::AcceptReadings)?;
    begun(ctx, Some(new.period))?;
    let tx = ctx.db.begin().await?;
    tickets::house_of(&tx, &scope, new.building).await?.ok_or(Error::NotFound)?;
    match books::add(&tx, new.building, new.check(ctx.today())?).await {
        Ok(false) => return Ok(()),
        Err(error) if error.is_duplicate() => return Err(Rejection::of("serial", Rule::MeterKnown).into()),
        added => added?,
    };
    event::record(&tx, ctx.event("house_meter.added").about(new.building.0)).await?;
    Ok(tx.commit().await?)
}

/// Takes a common meter down, or puts it back. Its readings stay.
///
/// # Errors
/// `NotFound` without the permission, and for a meter of no house that one serves; a rejection of `on`.
///
/// # Idempotency
/// Twice is once.
pub async fn remove_meter(ctx: &Ctx, removal: &Removal) -> Result<()> {
    let scope = ctx.actor.staff_of_houses(Permission::AcceptReadings)?;
    let tx = ctx.db.begin().await?;
    tickets::house_of(&tx, &scope, removal.building).await?.ok_or(Error::NotFound)?;
    let meters = books::meters(&tx, removal.building).await?;
    if !meters.iter().any(|of| of.meter.id == removal.meter) {
        return Err(Error::NotFound);
    }
    books::remove(&tx, removal.meter, removal.check()?).await?;
    event::record(&tx, ctx.event("house_meter.removed").about(removal.building.0)).await?;
    Ok(tx.commit().await?)
}

/// Sets what one person is taken to use of a resource, from a month on.
///
/// # Errors
/// `NotFound` without the permission; a rejection of `value`.
pub async fn set_norm(ctx: &Ctx, norm: &NewNorm) -> Result<()> {
    ctx.actor.staff(Permission::ManageCompany)?;
    let thousandths = norm.check()?;
    let tx = ctx.db.begin().await?;
    books::set_norm(&tx, norm.resource, norm.period.first_day(), thousandths).await?;
    let set = format!("{} {thousandths} {}", norm.resource.code(), norm.period);
    event::record(&tx, ctx.event("norm.set").with(set)).await?;
    tx.commit().await?;
    store::law::forget(&ctx.db).await;
    Ok(())
}

fn reached(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::ReviewReadings)?)
}

fn begun(ctx: &Ctx, period: Option<Period>) -> Result<Period> {
    let latest = Period::of(ctx.today());
    let period = period.unwrap_or(latest);
    if MonthPage::shows(period, latest) { Ok(period) } else { Err(Error::NotFound) }
}
