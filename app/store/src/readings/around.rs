//! Readings as papers show them: of one period, and the last counted ones before it.
use super::sheet::{Row, in_order, key};
use crate::{Result, Tx, entity::meter};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::{AccountId, BuildingId, MeterId, ReadingId},
    readings::{Meter, Reading},
};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;

/// Whose meters are asked for. The ids come from records that were reached within a scope.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whose {
    Account(AccountId),
    Building(BuildingId),
}

#[derive(FromQueryResult)]
struct Found {
    meter_id: MeterId,
    account_id: AccountId,
    resource: String,
    serial: String,
    zones: i16,
    digits: i16,
    decimals: i16,
    place: Option<String>,
    automatic: bool,
    installed_on: Option<NaiveDate>,
    removed_on: Option<NaiveDate>,
    verified_until: Option<NaiveDate>,
    id: ReadingId,
    period: Period,
    taken_on: NaiveDate,
    value_1: i64,
    value_2: Option<i64>,
    value_3: Option<i64>,
    value_4: Option<i64>,
    needs_review: bool,
    accepted: bool,
    corrects_id: Option<ReadingId>,
}

/// What is asked, and of whom; the period is the second parameter.
pub(crate) fn statement(whose: Whose) -> (String, Value) {
    let (accounts, id) = match whose {
        Whose::Account(account) => ("= $1", account.into()),
        Whose::Building(building) => (
            "IN (SELECT a.id FROM account a JOIN unit u ON u.id = a.unit_id WHERE u.building_id = $1)",
            building.into(),
        ),
    };
    let sql = format!(
        "\
SELECT m.id AS meter_id, m.account_id, m.resource, m.serial, m.zones, m.digits, m.decimals, m.place, m.automatic,
       m.installed_on, m.removed_on, m.verified_until,
       r.id, r.period, r.taken_on, r.value_1, r.value_2, r.value_3, r.value_4, r.needs_review, r.corrects_id,
       (r.source = 'import') AS accepted
FROM meter m
JOIN reading r ON r.meter_id = m.id AND r.period <= $2 AND r.period >= COALESCE((
    SELECT o.period FROM reading o
    WHERE o.meter_id = m.id AND o.period < $2 AND NOT o.needs_review
          AND NOT EXISTS (SELECT 1 FROM reading c WHERE c.corrects_id = o.id)
    ORDER BY o.period DESC LIMIT 1
), $2)
WHERE m.account_id {accounts}"
    );
    (sql, id)
}

/// Meters with readings, by resource, place and serial number: one statement.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn around(
    tx: &Tx,
    whose: Whose,
    period: Period,
) -> Result<HashMap<AccountId, Vec<(Meter, Vec<Reading>)>>> {
    let (sql, id) = statement(whose);
    let mut meters: HashMap<MeterId, (AccountId, Meter, Vec<Row>)> = HashMap::new();
    for found in tx.rows::<Found>(&sql, [id, period.into()]).await? {
        let (account, meter, row) = found.split();
        match meters.get_mut(&row.meter_id) {
            Some((_, _, rows)) => rows.push(row),
            None => drop(meters.insert(row.meter_id, (account, meter.try_into()?, vec![row]))),
        }
    }
    let mut by_account: HashMap<AccountId, Vec<(Meter, Vec<Reading>)>> = HashMap::new();
    for (account, meter, rows) in meters.into_values() {
        by_account.entry(account).or_default().push((meter, in_order(rows)));
    }
    for meters in by_account.values_mut() {
        meters.sort_by(|(a, _), (b, _)| key(a).cmp(&key(b)));
    }
    Ok(by_account)
}

impl Found {
    fn split(self) -> (AccountId, meter::Model, Row) {
        let meter = meter::Model {
            id: self.meter_id,
            account_id: self.account_id,
            resource: self.resource,
            serial_key: String::new(),
            serial: self.serial,
            zones: self.zones,
            digits: self.digits,
            decimals: self.decimals,
            place: self.place,
            automatic: self.automatic,
            installed_on: self.installed_on,
            removed_on: self.removed_on,
            verified_until: self.verified_until,
        };
        let row = Row {
            id: self.id,
            meter_id: self.meter_id,
            period: self.period,
            taken_on: self.taken_on,
            value_1: self.value_1,
            value_2: self.value_2,
            value_3: self.value_3,
            value_4: self.value_4,
            needs_review: self.needs_review,
            accepted: self.accepted,
            corrects_id: self.corrects_id,
            refusal: None,
        };
        (self.account_id, meter, row)
    }
}
