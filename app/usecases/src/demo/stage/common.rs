//! Common meters of the demo's houses: they show what the units used, and some more.
use super::Stage;
use chrono::NaiveTime;
use domain::{
    calendar::Period,
    ids::{AccountId, BuildingId, MeterId, ReadingId, UnitId},
    readings::{Meter, Resource},
};
use std::collections::{BTreeMap, HashSet};
use store::entity::{house_meter, house_reading};
use uuid::Uuid;

pub(in super::super) struct Common {
    pub house: &'static str,
    pub resource: Resource,
    pub serial: &'static str,
    pub place: &'static str,
    /// Digits and decimals.
    pub dial: (i16, i16),
    pub ratio: i64,
    /// Thousandths of a unit that the house uses in a month besides.
    pub besides: i64,
}

impl Stage<'_> {
    /// A common meter with readings for the months that its units have some of.
    pub(in super::super) fn common_meter(&mut self, common: &Common) {
        let building = self.building(common.house);
        let used = self.used(building, common.resource);
        let Some(first) = used.keys().next().map(|period| period.minus(1)) else { return };
        let id = MeterId(Uuid::now_v7());
        self.common_meters.push(house_meter::Model {
            id,
            building_id: building,
            resource: common.resource.code().to_owned(),
            serial: common.serial.to_owned(),
            serial_key: Meter::serial_key(common.serial),
            zones: 1,
            digits: common.dial.0,
            decimals: common.dial.1,
            ratio: common.ratio,
            place: Some(common.place.to_owned()),
            installed_on: Some(first.first_day()),
            removed_on: None,
            verified_until: None,
        });
        let scale = 10_i64.pow(u32::try_from(common.dial.1).unwrap_or(0));
        let mut thousandths = 1_000_000;
        let mut read = |period: Period, thousandths: i64| {
            let on = period.last_day();
            self.common_readings.push(house_reading::Model {
                id: ReadingId(Uuid::now_v7()),
                meter_id: id,
                period,
                taken_on: on,
                recorded_at: on.and_time(NaiveTime::MIN).and_utc(),
                value_1: thousandths * scale / 1_000 / common.ratio,
                value_2: None,
                value_3: None,
                value_4: None,
                explanation: None,
                corrects_id: None,
                person_id: None,
            });
        };
        read(first, thousandths);
        for (period, units) in used {
            // A tenth or so that differs from month to month.
            let percent = 103 + i64::from(period.month() * 7 % 9);
            thousandths += units * percent / 100 + common.besides;
            read(period, thousandths);
        }
    }

    /// What the meters of a house used, month by month, in thousandths; months without a reading have an equal part.
    fn used(&self, building: BuildingId, resource: Resource) -> BTreeMap<Period, i64> {
        let units: HashSet<UnitId> =
            self.units.iter().filter(|unit| unit.building_id == building).map(|unit| unit.id).collect();
        let accounts: HashSet<AccountId> =
            self.accounts.iter().filter(|of| units.contains(&of.unit_id)).map(|of| of.id).collect();
        let meters = (self.meters.iter())
            .filter(|meter| accounts.contains(&meter.account_id) && meter.resource == resource.code());
        let mut used = BTreeMap::new();
        for meter in meters {
            let scale = 10_i64.pow(u32::try_from(meter.decimals).unwrap_or(0));
            let mut points: Vec<(Period, i64)> = (self.readings.iter())
                .filter(|reading| reading.meter_id == meter.id)
                .map(|reading| {
                    let zones = [Some(reading.value_1), reading.value_2, reading.value_3, reading.value_4];
                    (reading.period, zones.into_iter().flatten().sum::<i64>() * 1_000 / scale)
                })
                .collect();
            points.sort_unstable();
            for pair in points.windows(2) {
                let ((from, before), (to, after)) = (pair[0], pair[1]);
                let months = u32::try_from(to.months_since(from)).unwrap_or(1).max(1);
                for month in 1..=months {
                    *used.entry(from.plus(month)).or_insert(0) += (after - before) / i64::from(months);
                }
            }
        }
        used
    }
}
