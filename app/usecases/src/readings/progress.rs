//! «Сдача показаний»: how far a month has come, who is missing, and the table for the billing system.
use super::words;
use crate::{Ctx, Error, Result};
use domain::{
    access::{Permission, Scope},
    calendar::Period,
    ids::{BuildingId, MeterId},
    readings::{
        HouseProgress, MissingAccount, MissingMeter, MissingPage, MonthPage, Reading, ReadingSource,
        estimate, meter_row,
    },
};
use exchange::write::{self, Cell};
use std::collections::HashMap;
use store::{
    event,
    readings::{self, Standing},
    tickets,
};

pub use crate::charges::Format;

/// Accounts of one part of the list.
const PART: usize = 50;
/// Months that an average may look back on, with those that were missed.
const MONTHS: u32 = 24;

/// The houses that one serves, with what was given for a month: one statement.
///
/// # Errors
/// `NotFound` without the permission, and for a month that has not begun.
pub async fn month(ctx: &Ctx, period: Option<Period>) -> Result<MonthPage> {
    let scope = reached(ctx)?;
    let latest = Period::of(ctx.today());
    let period = period.unwrap_or(latest);
    if period > latest {
        return Err(Error::NotFound);
    }
    let houses = readings::houses(&ctx.db.read(), &scope, period).await?.into_iter();
    let houses = houses.map(|house| HouseProgress {
        id: house.id,
        address: house.address,
        meters: house.meters,
        given: house.given,
        waiting: house.waiting,
        closed_at: house.closed_at.map(|at| ctx.local(at)),
    });
    let may_close = ctx.actor.staff(Permission::AcceptReadings).is_ok();
    Ok(MonthPage { period, latest, houses: houses.collect(), may_close })
}

/// Who has not given a month's readings in a house, and what is counted instead.
///
/// # Errors
/// `NotFound` without the permission, and for a house that one does not serve.
pub async fn missing(
    ctx: &Ctx,
    building: BuildingId,
    period: Option<Period>,
    after: Option<String>,
) -> Result<MissingPage> {
    let scope = reached(ctx)?;
    let period = period.unwrap_or_else(|| Period::of(ctx.today()));
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

/// What was given for a month, for the billing system: a row for each meter. That it was taken away is in the journal.
///
/// # Errors
/// `NotFound` without the permission, and for a house that one does not serve.
pub async fn export(
    ctx: &Ctx,
    period: Period,
    building: Option<BuildingId>,
    format: Format,
) -> Result<Vec<u8>> {
    const HEADER: [&str; 12] = [
        "ЛС",
        "Адрес",
        "Помещение",
        "Ресурс",
        "Счётчик",
        "Т1",
        "Т2",
        "Т3",
        "Т4",
        "Дата",
        "Источник",
        "Состояние",
    ];
    let scope = reached(ctx)?;
    let tx = ctx.db.begin().await?;
    if let Some(building) = building {
        tickets::house_of(&tx, &scope, building).await?.ok_or(Error::NotFound)?;
    }
    let rows = readings::standing(&tx, &scope, period, building).await?;
    let mut taken = ctx.event("readings.exported").with(period.to_string());
    taken.subject = building.map(|building| building.0);
    event::record(&tx, taken).await?;
    tx.commit().await?;
    let rows = rows.iter().map(row);
    match format {
        Format::Csv => Ok(write::csv(&HEADER, rows)),
        Format::Xlsx => write::xlsx("Показания", &HEADER, rows)
            .map_err(|error| Error::Broken(format!("a table cannot be written: {error}"))),
    }
}

fn reached(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::ReviewReadings)?)
}

fn row(standing: &Standing) -> Vec<Cell> {
    let meter = &standing.meter;
    let value = |zone: usize| {
        let value = standing.values.get(zone);
        Cell::Number(value.map_or_else(String::new, |value| meter.dial.format(*value).replace('.', ",")))
    };
    let source = match standing.source {
        ReadingSource::Resident => "житель",
        ReadingSource::Staff => "сотрудник",
        ReadingSource::Import => "файл",
    };
    let state = if standing.needs_review { "на проверке" } else { "принято" };
    vec![
        Cell::Text(standing.number.clone()),
        Cell::Text(standing.address.clone()),
        Cell::Text(standing.label.clone()),
        Cell::Text(words::resource(meter).to_owned()),
        Cell::Text(meter.serial.clone()),
        value(0),
        value(1),
        value(2),
        value(3),
        Cell::Date(standing.taken_on),
        Cell::Text(source.to_owned()),
        Cell::Text(state.to_owned()),
    ]
}
