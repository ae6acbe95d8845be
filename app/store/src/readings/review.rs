//! Readings that wait for staff.
use super::{
    Source, of_meters,
    sheet::{Row, in_order},
};
use crate::{
    Result, StoreError, Tx,
    entity::{meter, reading_refusal},
    scope,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Scope,
    calendar::Period,
    ids::{AccountId, BuildingId, MeterId, ReadingId, UserId},
    readings::{Explanation, Meter, Reading},
};
use sea_orm::{EntityTrait, FromQueryResult, Set, Value};
use std::collections::HashMap;

/// A reading that waits, with what staff see beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub id: ReadingId,
    pub period: Period,
    pub taken_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
    pub source: Source,
    pub explanation: Option<Explanation>,
    pub meter: Meter,
    pub account: AccountId,
    pub account_number: String,
    pub building: BuildingId,
    pub address: String,
    pub label: String,
}

#[derive(FromQueryResult)]
struct Found {
    reading_id: ReadingId,
    period: Period,
    taken_on: NaiveDate,
    recorded_at: DateTime<Utc>,
    source: String,
    explanation: Option<String>,
    #[sea_orm(nested)]
    meter: meter::Model,
    account_number: String,
    building: BuildingId,
    address: String,
    label: String,
}

/// What waits, in the houses that one serves; `$1` is how many at most, `one` a condition on `r`.
pub(super) fn statement(scope: &Scope, one: &str, values: &mut Vec<Value>) -> String {
    let served = scope::houses(scope, "b.id", values);
    format!(
        "\
SELECT m.*, r.id AS reading_id, r.period, r.taken_on, r.recorded_at, r.source, r.explanation,
       a.number AS account_number, b.id AS building, b.address, u.label
FROM reading r JOIN meter m ON m.id = r.meter_id JOIN account a ON a.id = m.account_id
JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id
WHERE r.needs_review AND NOT EXISTS (SELECT 1 FROM reading c WHERE c.corrects_id = r.id)
      AND NOT EXISTS (SELECT 1 FROM reading_refusal f WHERE f.reading_id = r.id) AND {served} {one}
ORDER BY r.recorded_at, r.id LIMIT $1"
    )
}

/// What waits, the oldest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn waiting(tx: &Tx, scope: &Scope, most: i64) -> Result<Vec<Waiting>> {
    let mut values = vec![most.into()];
    let sql = statement(scope, "", &mut values);
    tx.rows::<Found>(&sql, values).await?.into_iter().map(TryInto::try_into).collect()
}

/// One that waits.
///
/// # Errors
/// When the database cannot answer.
pub async fn waiting_one(tx: &Tx, scope: &Scope, id: ReadingId) -> Result<Option<Waiting>> {
    let mut values = vec![1_i64.into(), id.into()];
    let sql = statement(scope, "AND r.id = $2", &mut values);
    tx.row::<Found>(&sql, values).await?.map(TryInto::try_into).transpose()
}

/// Whether a reading is of a house that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_reached(tx: &Tx, scope: &Scope, id: ReadingId) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Known {}
    let mut values = vec![id.into()];
    let served = scope::houses(scope, "u.building_id", &mut values);
    let sql = format!(
        "SELECT 1 AS known FROM reading r JOIN meter m ON m.id = r.meter_id JOIN account a ON a.id = m.account_id \
         JOIN unit u ON u.id = a.unit_id WHERE r.id = $1 AND {served}"
    );
    Ok(tx.row::<Known>(&sql, values).await?.is_some())
}

/// How many wait, and since when the first of them does.
///
/// # Errors
/// When the database cannot answer.
pub async fn queue(tx: &Tx, scope: &Scope) -> Result<(i64, Option<DateTime<Utc>>)> {
    #[derive(FromQueryResult)]
    struct Queue {
        waiting: i64,
        oldest: Option<DateTime<Utc>>,
    }
    let mut values = vec![i64::MAX.into()];
    let waiting = statement(scope, "", &mut values);
    let sql = format!("SELECT COUNT(*) AS waiting, MIN(w.recorded_at) AS oldest FROM ({waiting}) w");
    Ok(tx.row::<Queue>(&sql, values).await?.map_or((0, None), |row| (row.waiting, row.oldest)))
}

/// Readings that were recorded from a moment on and wait for nobody, in the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn taken_since(tx: &Tx, scope: &Scope, since: DateTime<Utc>) -> Result<i64> {
    let mut values = vec![since.into()];
    let served = scope::houses(scope, "u.building_id", &mut values);
    let from = format!(
        "FROM reading r JOIN meter m ON m.id = r.meter_id JOIN account a ON a.id = m.account_id \
         JOIN unit u ON u.id = a.unit_id WHERE r.recorded_at >= $1 AND NOT r.needs_review AND r.source <> 'import' AND {served}"
    );
    tx.count(&from, values).await
}

/// All readings of some meters from a period on, for `meter_row`.
///
/// # Errors
/// When the database cannot answer.
pub async fn histories(tx: &Tx, meters: &[MeterId], since: Period) -> Result<HashMap<MeterId, Vec<Reading>>> {
    let mut by_meter: HashMap<MeterId, Vec<Row>> = HashMap::new();
    for row in of_meters(tx, meters, since).await? {
        by_meter.entry(row.meter_id).or_default().push(row.into());
    }
    Ok(by_meter.into_iter().map(|(meter, rows)| (meter, in_order(rows))).collect())
}

/// Writes down that a reading does not count; the same one twice is a duplicate.
///
/// # Errors
/// When the database cannot.
pub async fn refuse(
    tx: &Tx,
    reading: ReadingId,
    at: DateTime<Utc>,
    person: Option<UserId>,
    note: &str,
) -> Result<()> {
    let row = reading_refusal::ActiveModel {
        reading_id: Set(reading),
        at: Set(at),
        person_id: Set(person),
        note: Set(note.to_owned()),
    };
    reading_refusal::Entity::insert(row).exec_without_returning(&tx.on()).await?;
    Ok(())
}

impl TryFrom<Found> for Waiting {
    type Error = StoreError;

    fn try_from(found: Found) -> Result<Self> {
        let source = Source::from_code(&found.source)
            .ok_or_else(|| StoreError::Corrupt(format!("a reading is from {:?}", found.source)))?;
        let account = found.meter.account_id;
        Ok(Self {
            id: found.reading_id,
            period: found.period,
            taken_on: found.taken_on,
            recorded_at: found.recorded_at,
            source,
            explanation: found.explanation.as_deref().and_then(Explanation::from_code),
            meter: found.meter.try_into()?,
            account,
            account_number: found.account_number,
            building: found.building,
            address: found.address,
            label: found.label,
        })
    }
}
