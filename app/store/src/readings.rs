//! Meters with their readings. Readings are only ever added: a correction names the one it replaces.
mod around;
mod periods;
mod progress;
mod review;
mod sheet;

#[cfg(test)]
mod tests;

use crate::{Result, Tx, entity::reading, sql::places};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::Period,
    ids::{MeterId, ReadingId, SubmissionId, UserId},
    quantity::Quantity,
    readings::Explanation,
};
use sea_orm::Value;

#[cfg(test)]
pub(crate) use around::statement as around_statement;
pub(crate) use around::{Whose, around};
pub use domain::readings::ReadingSource as Source;
pub use periods::{accept, hold, window};
pub use progress::{House, Missing, Standing, houses, missing, standing};
pub use review::{Waiting, histories, is_reached, queue, refuse, taken_since, waiting, waiting_one};
pub(crate) use sheet::{Row, in_order, window_of};
pub use sheet::{Sheet, SheetRow, View, sheet};

/// A reading to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReading {
    pub id: ReadingId,
    pub meter: MeterId,
    pub period: Period,
    pub taken_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
    /// One value a zone, at least one.
    pub values: Vec<Quantity>,
    pub source: Source,
    pub needs_review: bool,
    pub explanation: Option<Explanation>,
    /// The reading of the same meter and period that stood until now.
    pub corrects: Option<ReadingId>,
    pub submission: Option<SubmissionId>,
    pub person: Option<UserId>,
}

/// Meters that are asked for in one statement.
const MANY: usize = 1_000;

/// Adds readings.
///
/// # Errors
/// A duplicate when another reading was recorded meanwhile: a first one of that meter and period, or a correction of the same one.
pub async fn record(tx: &Tx, readings: impl IntoIterator<Item = NewReading>) -> Result<()> {
    crate::insert_all(tx, readings.into_iter().map(|new| row(&new)).collect()).await
}

fn row(new: &NewReading) -> reading::Model {
    let value = |zone: usize| new.values.get(zone).map(|value| value.0);
    reading::Model {
        id: new.id,
        meter_id: new.meter,
        period: new.period,
        taken_on: new.taken_on,
        recorded_at: new.recorded_at,
        value_1: value(0).unwrap_or_default(),
        value_2: value(1),
        value_3: value(2),
        value_4: value(3),
        source: new.source.code().to_owned(),
        needs_review: new.needs_review,
        explanation: new.explanation.map(|said| said.code().to_owned()),
        corrects_id: new.corrects,
        submission_id: new.submission,
        person_id: new.person,
    }
}

/// All readings of the meters from a period on, corrected ones too, as they lie in the table; and the last ones before it, however old: without
/// them nothing could be compared.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_meters(tx: &Tx, meters: &[MeterId], since: Period) -> Result<Vec<reading::Model>> {
    let mut readings = Vec::new();
    for meters in meters.chunks(MANY) {
        let sql = format!(
            "SELECT r.* FROM reading r WHERE r.meter_id IN ({}) AND r.period >= COALESCE(\
             (SELECT MAX(b.period) FROM reading b WHERE b.meter_id = r.meter_id AND b.period < $1), $1)",
            places(meters.len(), 2)
        );
        let values = [Value::from(since)].into_iter().chain(meters.iter().map(|meter| (*meter).into()));
        readings.extend(tx.rows::<reading::Model>(&sql, values).await?);
    }
    Ok(readings)
}
