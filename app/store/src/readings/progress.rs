//! How far a month has come, house by house.
use super::Source;
use crate::{Result, StoreError, Tx, entity::meter, scope, sql::first_owner};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Scope,
    calendar::Period,
    ids::{AccountId, BuildingId},
    quantity::Quantity,
    readings::Meter,
};
use sea_orm::{FromQueryResult, Value};

/// A house, with its meters that people read.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct House {
    pub id: BuildingId,
    pub address: String,
    pub meters: i64,
    pub given: i64,
    pub waiting: i64,
    pub closed_at: Option<DateTime<Utc>>,
}

/// A meter that people read in the month `$1`, whose first and last day are `$2` and `$3`.
const READ: &str = "\
NOT m.automatic AND (m.installed_on IS NULL OR m.installed_on <= $3) AND (m.removed_on IS NULL OR m.removed_on >= $2)
      AND (a.closed_on IS NULL OR a.closed_on >= $2)";

/// The reading `r` of the month that stands, and `f` if it was refused.
const STANDS: &str = "\
LEFT JOIN reading r ON r.meter_id = m.id AND r.period = $1
     AND NOT EXISTS (SELECT 1 FROM reading c WHERE c.corrects_id = r.id)
LEFT JOIN reading_refusal f ON f.reading_id = r.id";

fn month(period: Period) -> Vec<Value> {
    vec![period.into(), period.first_day().into(), period.last_day().into()]
}

/// The houses that one serves, by address.
///
/// # Errors
/// When the database cannot answer.
pub async fn houses(tx: &Tx, scope: &Scope, period: Period) -> Result<Vec<House>> {
    let mut values = month(period);
    let served = scope::houses(scope, "b.id", &mut values);
    let sql = format!(
        "\
SELECT b.id, b.address, COUNT(m.id) AS meters,
       COUNT(*) FILTER (WHERE r.id IS NOT NULL AND f.reading_id IS NULL) AS given,
       COUNT(*) FILTER (WHERE r.needs_review AND f.reading_id IS NULL) AS waiting,
       (SELECT ap.at FROM accepted_period ap WHERE ap.building_id = b.id AND ap.period = $1) AS closed_at
FROM building b JOIN unit u ON u.building_id = b.id JOIN account a ON a.unit_id = u.id
JOIN meter m ON m.account_id = a.id {STANDS}
WHERE {READ} AND {served} GROUP BY b.id, b.address ORDER BY b.address, b.id"
    );
    tx.rows(&sql, values).await
}

/// A meter without a reading, of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub account: AccountId,
    pub number: String,
    pub label: String,
    pub meter: Meter,
}

#[derive(FromQueryResult)]
struct Found {
    #[sea_orm(nested)]
    meter: meter::Model,
    number: String,
    label: String,
}

/// Meters of a house without a reading of the month, by account number: those of `most` accounts that come after one.
///
/// # Errors
/// When the database cannot answer.
pub async fn missing(
    tx: &Tx,
    building: BuildingId,
    period: Period,
    after: &str,
    most: i64,
) -> Result<Vec<Missing>> {
    let mut values = month(period);
    values.extend([building.into(), after.into(), most.into()]);
    let sql = format!(
        "\
SELECT m.*, a.number, u.label
FROM meter m JOIN account a ON a.id = m.account_id JOIN unit u ON u.id = a.unit_id {STANDS}
WHERE {READ} AND (r.id IS NULL OR f.reading_id IS NOT NULL) AND a.id IN (
    SELECT a.id FROM meter m JOIN account a ON a.id = m.account_id JOIN unit u ON u.id = a.unit_id {STANDS}
    WHERE {READ} AND (r.id IS NULL OR f.reading_id IS NOT NULL) AND u.building_id = $4 AND a.number > $5
    GROUP BY a.id, a.number ORDER BY a.number LIMIT $6
) ORDER BY a.number, m.resource, m.serial"
    );
    let found = tx.rows::<Found>(&sql, values).await?.into_iter().map(|found| {
        let account = found.meter.account_id;
        Ok(Missing { account, number: found.number, label: found.label, meter: found.meter.try_into()? })
    });
    found.collect()
}

/// A reading that stands, for a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub number: String,
    /// ЕЛС
    pub unified_number: Option<String>,
    /// The first one, by name.
    pub owner: Option<String>,
    pub address: String,
    pub label: String,
    pub meter: Meter,
    pub taken_on: NaiveDate,
    pub values: Vec<Quantity>,
    pub source: Source,
    pub needs_review: bool,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    meter: meter::Model,
    number: String,
    unified_number: Option<String>,
    owner: Option<String>,
    address: String,
    label: String,
    taken_on: NaiveDate,
    value_1: i64,
    value_2: Option<i64>,
    value_3: Option<i64>,
    value_4: Option<i64>,
    source: String,
    needs_review: bool,
}

/// What was given for a month in the houses that one serves, or in one of them: by address and account.
///
/// # Errors
/// When the database cannot answer.
pub async fn standing(
    tx: &Tx,
    scope: &Scope,
    period: Period,
    building: Option<BuildingId>,
) -> Result<Vec<Standing>> {
    let mut values: Vec<Value> = vec![period.into()];
    let served = scope::houses(scope, "b.id", &mut values);
    let one = match building {
        Some(building) => {
            values.push(building.into());
            format!("AND b.id = ${}", values.len())
        }
        None => String::new(),
    };
    let owner = first_owner("a.id", period.last_day());
    let sql = format!(
        "\
SELECT m.*, a.number, a.unified_number, {owner} AS owner,
       b.address, u.label, r.taken_on, r.value_1, r.value_2, r.value_3, r.value_4, r.source, r.needs_review
FROM reading r JOIN meter m ON m.id = r.meter_id JOIN account a ON a.id = m.account_id
JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id
WHERE r.period = $1 AND NOT EXISTS (SELECT 1 FROM reading c WHERE c.corrects_id = r.id)
      AND NOT EXISTS (SELECT 1 FROM reading_refusal f WHERE f.reading_id = r.id) AND {served} {one}
ORDER BY b.address, a.number, m.resource, m.serial"
    );
    let rows = tx.rows::<Row>(&sql, values).await?.into_iter().map(|row| {
        let source = Source::from_code(&row.source)
            .ok_or_else(|| StoreError::Corrupt(format!("a reading is from {:?}", row.source)))?;
        let given = [Some(row.value_1), row.value_2, row.value_3, row.value_4];
        Ok(Standing {
            number: row.number,
            unified_number: row.unified_number,
            owner: row.owner,
            address: row.address,
            label: row.label,
            meter: row.meter.try_into()?,
            taken_on: row.taken_on,
            values: given.into_iter().map_while(|value| value.map(Quantity)).collect(),
            source,
            needs_review: row.needs_review,
        })
    });
    rows.collect()
}
