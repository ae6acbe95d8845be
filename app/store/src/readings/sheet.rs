//! The table of one account in two statements, however many meters and readings it has.
use crate::{
    Result, StoreError, Tx,
    entity::{meter, reading},
    scope,
};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    calendar::Period,
    ids::{AccountId, BuildingId, MeterId, ReadingId},
    quantity::Quantity,
    readings::{Meter, Reading, ReadingState, SubmissionWindow},
};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;

/// Which readings are loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Every reading from this period on.
    pub from: Period,
    /// And for each meter this many counted ones before it, however old; one at least.
    pub before: u8,
    /// None after this period.
    pub to: Option<Period>,
    /// The period that is asked about: [`Sheet::accepted`].
    pub period: Period,
    /// Factors of expired verifications are those of this day.
    pub today: NaiveDate,
}

/// An account with its meters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub window: SubmissionWindow,
    /// The company has closed the period.
    pub accepted: bool,
    /// The month of the first reading there is.
    pub first: Option<Period>,
    /// Who live there, as the company knows it.
    pub residents: u32,
    /// By resource, place and serial number; removed ones too.
    pub rows: Vec<SheetRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    pub meter: Meter,
    /// In hundredths, where the verification has expired and the law has a factor.
    pub expired_factor: Option<u32>,
    /// Corrected ones too, each after the one that it corrects.
    pub readings: Vec<Reading>,
}

#[derive(FromQueryResult)]
struct Head {
    building: BuildingId,
    first_day: i16,
    last_day: i16,
    accepted: bool,
    residents: Option<i16>,
    first_period: Option<Period>,
    expired_factor: Option<i64>,
    meter: Option<MeterId>,
    resource: Option<String>,
    serial: Option<String>,
    zones: Option<i16>,
    digits: Option<i16>,
    decimals: Option<i16>,
    place: Option<String>,
    automatic: Option<bool>,
    installed_on: Option<NaiveDate>,
    removed_on: Option<NaiveDate>,
    verified_until: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
pub(crate) struct Row {
    pub id: ReadingId,
    pub meter_id: MeterId,
    pub period: Period,
    pub taken_on: NaiveDate,
    pub value_1: i64,
    pub value_2: Option<i64>,
    pub value_3: Option<i64>,
    pub value_4: Option<i64>,
    pub needs_review: bool,
    pub accepted: bool,
    pub corrects_id: Option<ReadingId>,
    pub refusal: Option<String>,
}

/// One row for each meter, and one with none for an account without any.
fn head_of(own: &str) -> String {
    format!(
        "\
SELECT b.id AS building, ap.at IS NOT NULL AS accepted, a.residents,
       COALESCE(b.window_first_day, c.window_first_day) AS first_day,
       COALESCE(b.window_last_day, c.window_last_day) AS last_day,
       (SELECT MIN(f.period) FROM reading f WHERE f.meter_id = m.id) AS first_period,
       CASE WHEN m.verified_until < $3 THEN (
           SELECT p.value FROM dated_parameter p
           WHERE p.code = 'expired_factor.' || m.resource AND p.since <= $3 ORDER BY p.since DESC LIMIT 1
       ) END AS expired_factor,
       m.id AS meter, m.resource, m.serial, m.zones, m.digits, m.decimals, m.place, m.automatic,
       m.installed_on, m.removed_on, m.verified_until
FROM account a {own}
JOIN unit u ON u.id = a.unit_id
JOIN building b ON b.id = u.building_id
JOIN managing_company c ON c.id = b.company_id
LEFT JOIN accepted_period ap ON ap.building_id = b.id AND ap.period = $2
LEFT JOIN meter m ON m.account_id = a.id
WHERE a.id = $1"
    )
}

/// Days that no reading is outside of, and both databases know.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
const LATEST: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();

/// `None` when there is no such account in the scope.
///
/// # Errors
/// When the database cannot answer.
pub async fn sheet(tx: &Tx, scope: &Scope, account: AccountId, view: View) -> Result<Option<Sheet>> {
    let mut values = vec![account.into(), view.period.into(), view.today.into()];
    let own = scope::own(scope, "a.id", &mut values);
    let heads: Vec<Head> = tx.rows(&head_of(&own), values).await?;
    let Some(head) = heads.first() else { return Ok(None) };
    let building = head.building;
    let mut sheet = Sheet {
        window: window_of(head.first_day, head.last_day)?,
        accepted: head.accepted,
        residents: head.residents.and_then(|count| u32::try_from(count).ok()).unwrap_or(0),
        first: heads.iter().filter_map(|head| head.first_period).min(),
        rows: heads.into_iter().filter_map(|head| head.row(account).transpose()).collect::<Result<_>>()?,
    };
    if sheet.first.is_some() {
        let mut readings = readings(tx, account, building, view).await?;
        for row in &mut sheet.rows {
            row.readings = readings.remove(&row.meter.id).unwrap_or_default();
        }
    }
    sheet.rows.sort_by(|a, b| key(&a.meter).cmp(&key(&b.meter)));
    Ok(Some(sheet))
}

pub(super) fn key(meter: &Meter) -> impl Ord {
    (meter.resource, meter.place.as_deref(), meter.serial.as_str(), meter.id)
}

pub(crate) fn window_of(first_day: i16, last_day: i16) -> Result<SubmissionWindow> {
    let day =
        |day: i16| u8::try_from(day).map_err(|_| StoreError::Corrupt(format!("a window has the day {day}")));
    Ok(SubmissionWindow { first_day: day(first_day)?, last_day: day(last_day)? })
}

impl Head {
    fn row(self, account: AccountId) -> Result<Option<SheetRow>> {
        let (Some(id), Some(resource), Some(serial), Some(zones), Some(digits), Some(decimals)) =
            (self.meter, self.resource, self.serial, self.zones, self.digits, self.decimals)
        else {
            return Ok(None);
        };
        let meter = meter::Model {
            id,
            account_id: account,
            resource,
            serial_key: String::new(),
            serial,
            zones,
            digits,
            decimals,
            place: self.place,
            automatic: self.automatic.unwrap_or_default(),
            installed_on: self.installed_on,
            removed_on: self.removed_on,
            verified_until: self.verified_until,
        };
        let expired_factor = self.expired_factor.and_then(|factor| u32::try_from(factor).ok());
        Ok(Some(SheetRow { meter: meter.try_into()?, expired_factor, readings: Vec::new() }))
    }
}

const READINGS: &str = "\
SELECT r.id, r.meter_id, r.period, r.taken_on, r.value_1, r.value_2, r.value_3, r.value_4,
       r.needs_review, r.corrects_id, (r.source = 'import' OR ap.at IS NOT NULL) AS accepted, rr.note AS refusal
FROM (
    SELECT m.id AS meter_id, COALESCE((
        SELECT o.period FROM reading o
        WHERE o.meter_id = m.id AND o.period < $2 AND NOT o.needs_review
              AND NOT EXISTS (SELECT 1 FROM reading c WHERE c.corrects_id = o.id)
        ORDER BY o.period DESC LIMIT 1 OFFSET $3
    ), $4) AS since
    FROM meter m WHERE m.account_id = $1
) s
JOIN reading r ON r.meter_id = s.meter_id AND r.period >= s.since AND r.period <= $5
LEFT JOIN accepted_period ap ON ap.building_id = $6 AND ap.period = r.period
LEFT JOIN reading_refusal rr ON rr.reading_id = r.id";

#[cfg(test)]
pub(super) fn statements() -> [String; 3] {
    [head_of(&scope::residency("a.id", 4)), head_of(""), READINGS.to_owned()]
}

async fn readings(
    tx: &Tx,
    account: AccountId,
    building: BuildingId,
    view: View,
) -> Result<HashMap<MeterId, Vec<Reading>>> {
    let values = [
        account.into(),
        view.from.into(),
        i64::from(view.before.max(1) - 1).into(),
        EARLIEST.into(),
        view.to.map_or_else(|| LATEST.into(), Value::from),
        building.into(),
    ];
    let mut by_meter: HashMap<MeterId, Vec<Row>> = HashMap::new();
    for row in tx.rows::<Row>(READINGS, values).await? {
        by_meter.entry(row.meter_id).or_default().push(row);
    }
    Ok(by_meter.into_iter().map(|(meter, rows)| (meter, in_order(rows))).collect())
}

/// By period, and each correction after the reading that it corrects.
pub(crate) fn in_order(mut rows: Vec<Row>) -> Vec<Reading> {
    rows.sort_by_key(|row| row.period);
    let mut corrections: HashMap<ReadingId, Row> = HashMap::new();
    let mut firsts = Vec::with_capacity(rows.len());
    for row in rows {
        match row.corrects_id {
            Some(corrected) => drop(corrections.insert(corrected, row)),
            None => firsts.push(row),
        }
    }
    let mut readings = Vec::with_capacity(firsts.len() + corrections.len());
    for first in firsts {
        let mut row = Some(first);
        while let Some(reading) = row.take() {
            row = corrections.remove(&reading.id);
            readings.push(reading.into());
        }
    }
    readings
}

impl From<reading::Model> for Row {
    /// Not as a closed period would have it.
    fn from(model: reading::Model) -> Self {
        Self {
            id: model.id,
            meter_id: model.meter_id,
            period: model.period,
            taken_on: model.taken_on,
            value_1: model.value_1,
            value_2: model.value_2,
            value_3: model.value_3,
            value_4: model.value_4,
            needs_review: model.needs_review,
            accepted: false,
            corrects_id: model.corrects_id,
            refusal: None,
        }
    }
}

impl From<Row> for Reading {
    fn from(row: Row) -> Self {
        let values = [Some(row.value_1), row.value_2, row.value_3, row.value_4];
        Self {
            id: row.id,
            period: row.period,
            taken_on: row.taken_on,
            values: values.into_iter().map_while(|value| value.map(Quantity)).collect(),
            state: match (row.needs_review, row.accepted) {
                (true, _) if row.refusal.is_some() => ReadingState::Refused,
                (true, _) => ReadingState::ForReview,
                (false, true) => ReadingState::Accepted,
                (false, false) => ReadingState::Given,
            },
            refusal: row.refusal,
        }
    }
}
