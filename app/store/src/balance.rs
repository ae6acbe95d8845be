//! Common meters of houses with their readings, and what the units of a house are measured by.
use crate::{
    Result, StoreError, Tx,
    entity::{dated_parameter, house_meter, house_reading},
    readings::{Row, in_order},
    registry,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    balance::{HouseMeter, Norms, Unit},
    calendar::Period,
    ids::{AccountId, BuildingId, MeterId, ReadingId, UserId},
    law::Dated,
    money::Volume,
    quantity::{Dial, Quantity},
    readings::{Explanation, Meter, Reading, Resource},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use std::collections::HashMap;

/// Common meters of a house, removed ones too, by resource, place and number.
///
/// # Errors
/// When the database cannot answer.
pub async fn meters(tx: &Tx, building: BuildingId) -> Result<Vec<HouseMeter>> {
    let of_house = house_meter::Column::BuildingId.eq(building);
    let rows = house_meter::Entity::find().filter(of_house).all(&tx.on()).await?;
    let mut meters = rows.into_iter().map(HouseMeter::try_from).collect::<Result<Vec<_>>>()?;
    meters.sort_by(|HouseMeter { meter: a, .. }, HouseMeter { meter: b, .. }| {
        (a.resource, &a.place, &a.serial).cmp(&(b.resource, &b.place, &b.serial))
    });
    Ok(meters)
}

/// Adds a common meter; `false` when one of that id is there.
///
/// # Errors
/// A duplicate when the house has a meter of that resource and number.
pub async fn add(tx: &Tx, building: BuildingId, HouseMeter { meter, ratio }: HouseMeter) -> Result<bool> {
    let row = house_meter::Model {
        id: meter.id,
        building_id: building,
        resource: meter.resource.code().to_owned(),
        serial_key: Meter::serial_key(&meter.serial),
        serial: meter.serial,
        zones: meter.zones.into(),
        digits: meter.dial.digits.into(),
        decimals: meter.dial.decimals.into(),
        ratio: ratio.into(),
        place: meter.place,
        installed_on: meter.installed_on,
        removed_on: meter.removed_on,
        verified_until: meter.verified_until,
    };
    crate::rows::insert_new(tx, row).await
}

/// Takes a common meter down, or puts it back: the last day on which it counts, or none.
///
/// # Errors
/// When the database cannot.
pub async fn remove(tx: &Tx, meter: MeterId, on: Option<NaiveDate>) -> Result<()> {
    tx.change("UPDATE house_meter SET removed_on = $2 WHERE id = $1", [meter.into(), on.into()]).await?;
    Ok(())
}

impl TryFrom<house_meter::Model> for HouseMeter {
    type Error = StoreError;

    fn try_from(row: house_meter::Model) -> Result<Self> {
        let dial = match (row.digits.try_into(), row.decimals.try_into()) {
            (Ok(digits), Ok(decimals)) => Dial::new(digits, decimals),
            _ => None,
        };
        let (Some(resource), Some(dial), Ok(zones), Ok(ratio)) =
            (Resource::from_code(&row.resource), dial, row.zones.try_into(), row.ratio.try_into())
        else {
            return Err(StoreError::Corrupt(format!("the common meter {} is of no known kind", row.id)));
        };
        let meter = Meter {
            id: row.id,
            resource,
            serial: row.serial,
            zones,
            dial,
            place: row.place,
            automatic: false,
            installed_on: row.installed_on,
            removed_on: row.removed_on,
            verified_until: row.verified_until,
        };
        Ok(Self { meter, ratio })
    }
}

/// A reading of a common meter to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHouseReading {
    pub id: ReadingId,
    pub meter: MeterId,
    pub period: Period,
    pub taken_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
    /// One a zone, at least one.
    pub values: Vec<Quantity>,
    pub explanation: Option<Explanation>,
    /// The reading of the same meter and month that stood until now.
    pub corrects: Option<ReadingId>,
    pub person: Option<UserId>,
}

/// Adds readings of common meters.
///
/// # Errors
/// A duplicate when another one was recorded meanwhile.
pub async fn record(tx: &Tx, readings: impl IntoIterator<Item = NewHouseReading>) -> Result<()> {
    let rows = readings.into_iter().map(|new| {
        let value = |zone: usize| new.values.get(zone).map(|value| value.0);
        house_reading::Model {
            id: new.id,
            meter_id: new.meter,
            period: new.period,
            taken_on: new.taken_on,
            recorded_at: new.recorded_at,
            value_1: value(0).unwrap_or_default(),
            value_2: value(1),
            value_3: value(2),
            value_4: value(3),
            explanation: new.explanation.map(|said| said.code().to_owned()),
            corrects_id: new.corrects,
            person_id: new.person,
        }
    });
    crate::insert_all(tx, rows.collect()).await
}

/// Readings of common meters from a month on, in the order of `meter_row`.
///
/// # Errors
/// When the database cannot answer.
pub async fn readings(tx: &Tx, meters: &[MeterId], since: Period) -> Result<HashMap<MeterId, Vec<Reading>>> {
    use house_reading::Column;
    let of_these = Column::MeterId.is_in(meters.iter().copied());
    let found = house_reading::Entity::find().filter(of_these).filter(Column::Period.gte(since));
    let mut by_meter: HashMap<MeterId, Vec<Row>> = HashMap::new();
    for row in found.all(&tx.on()).await? {
        by_meter.entry(row.meter_id).or_default().push(Row {
            id: row.id,
            meter_id: row.meter_id,
            period: row.period,
            taken_on: row.taken_on,
            value_1: row.value_1,
            value_2: row.value_2,
            value_3: row.value_3,
            value_4: row.value_4,
            needs_review: false,
            accepted: false,
            corrects_id: row.corrects_id,
            refusal: None,
        });
    }
    Ok(by_meter.into_iter().map(|(meter, rows)| (meter, in_order(rows))).collect())
}

/// Keeps others from closing a month of the house until the commit. On SQLite a transaction that may write is alone anyway.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx, building: BuildingId) -> Result<()> {
    if tx.is_postgres() {
        tx.change("SELECT id FROM building WHERE id = $1 FOR KEY SHARE", [building.into()]).await?;
    }
    Ok(())
}

/// Accounts of a house by number, without their meters.
///
/// # Errors
/// When the database cannot answer.
pub async fn units(tx: &Tx, building: BuildingId) -> Result<Vec<Unit>> {
    #[derive(FromQueryResult)]
    struct Found {
        id: AccountId,
        number: String,
        label: String,
        residents: Option<i16>,
        opened_on: Option<NaiveDate>,
        closed_on: Option<NaiveDate>,
    }
    const SQL: &str = "\
SELECT a.id, a.number, u.label, a.residents, a.opened_on, a.closed_on
FROM account a JOIN unit u ON u.id = a.unit_id WHERE u.building_id = $1 ORDER BY a.number";
    let units = tx.rows::<Found>(SQL, [building.into()]).await?.into_iter().map(|found| Unit {
        account: found.id,
        number: found.number,
        label: found.label,
        residents: found.residents.and_then(|count| u32::try_from(count).ok()).unwrap_or(0),
        opened_on: found.opened_on,
        closed_on: found.closed_on,
        meters: Vec::new(),
    });
    Ok(units.collect())
}

/// How a norm is called among the dated numbers; its value is in thousandths of the unit of the resource.
const NORM: &str = "norm.";

/// Norms of consumption for one person in a month.
///
/// # Errors
/// When the database cannot answer.
pub async fn norms(tx: &Tx) -> Result<Norms> {
    let of_norms = dated_parameter::Column::Code.starts_with(NORM);
    let rows = dated_parameter::Entity::find().filter(of_norms).all(&tx.on()).await?;
    let mut by_resource: HashMap<Resource, Vec<(NaiveDate, Volume)>> = HashMap::new();
    for row in rows {
        if let Some(resource) = row.code.strip_prefix(NORM).and_then(Resource::from_code) {
            by_resource
                .entry(resource)
                .or_default()
                .push((row.since, Volume(row.value.saturating_mul(1_000))));
        }
    }
    Ok(Norms(by_resource.into_iter().map(|(resource, values)| (resource, Dated::new(values))).collect()))
}

/// Sets a norm from a day on, in thousandths; one of that day is replaced.
///
/// # Errors
/// When the database cannot.
pub async fn set_norm(tx: &Tx, resource: Resource, since: NaiveDate, thousandths: i64) -> Result<()> {
    let code = format!("{NORM}{}", resource.code());
    registry::put(tx, vec![dated_parameter::Model { code, since, value: thousandths }]).await
}
