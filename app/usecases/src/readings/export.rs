//! What was given for a month, as a file for the billing system or the bank.
use super::{progress::reached, words};
use crate::{Ctx, Error, Result, tables::Format};
use domain::{
    calendar::Period,
    ids::BuildingId,
    readings::{ReadingSource, Zone},
};
use exchange::{
    sber::{self, Account, Register},
    write::Cell,
};
use store::{
    event,
    readings::{self, Standing},
    tickets,
};

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
    let rows = taken_away(ctx, period, building).await?;
    let rows = rows.iter().map(row);
    format.table("Показания", &HEADER, rows)
}

/// The same in Sber's layout: a line for each account. What waits for review is left out: the layout has no word for it, and whoever loads the
/// file would count it.
///
/// # Errors
/// As [`export`].
pub async fn export_sber(ctx: &Ctx, period: Period, building: Option<BuildingId>) -> Result<Vec<u8>> {
    let rows = taken_away(ctx, period, building).await?;
    let counted = rows.into_iter().filter(|standing| !standing.needs_review);
    let mut accounts: Vec<Account> = Vec::new();
    for standing in counted {
        let registers = registers(&standing, period);
        match accounts.last_mut().filter(|last| last.number == standing.number) {
            Some(last) => last.registers.extend(registers),
            None => accounts.push(Account {
                number: standing.number,
                name: standing.owner.unwrap_or_default(),
                unified: standing.unified_number.unwrap_or_default(),
                address: format!("{}, {}", standing.address, standing.label),
                registers,
            }),
        }
    }
    Ok(sber::lines(accounts.into_iter().filter(|account| !account.registers.is_empty())))
}

/// That it was taken away is in the journal.
async fn taken_away(ctx: &Ctx, period: Period, building: Option<BuildingId>) -> Result<Vec<Standing>> {
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
    Ok(rows)
}

fn registers(standing: &Standing, period: Period) -> Vec<Register> {
    let meter = &standing.meter;
    let kinds = sber::types(meter.resource, meter.zones).unwrap_or_default();
    let named = |zone: Zone| {
        let name = format!("{} {}", words::resource(meter), words::zone(zone));
        name.trim_end().to_owned()
    };
    let zones = kinds.iter().zip(meter.zones()).zip(&standing.values);
    zones
        .map(|((kind, zone), value)| Register {
            kind: *kind,
            serial: meter.serial.clone(),
            name: named(*zone),
            verified_until: meter.verified_until,
            value: meter.dial.format(*value).replace('.', ","),
            // One that was given after the last day counts for the next month: whoever loads the file goes by the date.
            taken_on: standing.taken_on.clamp(period.first_day(), period.last_day()),
            note: meter.place.clone().unwrap_or_default(),
        })
        .collect()
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
