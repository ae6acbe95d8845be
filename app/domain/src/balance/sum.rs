//! The common meters of a house against its units, resource by resource.
use super::{
    HouseMeter, Norms, Share, share,
    share::{divided, read, total, volume},
};
use crate::{
    calendar::Period,
    ids::AccountId,
    money::Volume,
    readings::{Meter, Reading, Resource, meter_row},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Months of the table.
const MONTHS: u32 = 12;
/// Units that are named.
const MOST_DOUBTS: usize = 10;
/// So many months without consumption are odd.
const IDLE_MONTHS: u32 = 3;

/// Everything that is known of a house. Readings are in the order of [`meter_row`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct House {
    pub meters: Vec<(HouseMeter, Vec<Reading>)>,
    pub units: Vec<Unit>,
    pub norms: Norms,
}

/// An account of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub account: AccountId,
    pub number: String,
    pub label: String,
    pub residents: u32,
    pub opened_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub meters: Vec<(Meter, Vec<Reading>)>,
}

/// One resource in one month, and in the twelve up to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    pub resource: Resource,
    pub read: Part,
    pub average: Part,
    /// With units that have no meter and are lived in.
    pub norm: Part,
    /// Meters without a reading, and units without a meter, for which there is neither an average nor a norm: nothing is counted for them.
    pub unknown: u32,
    /// Of one person in the month.
    pub norm_of_one: Option<Volume>,
    /// Who leaves most to guessing, first.
    pub doubts: Vec<DoubtfulUnit>,
    /// Such units that are not named.
    pub more_doubts: usize,
    /// Newest first; the first one is the month itself.
    pub months: Vec<Month>,
}

/// What was counted in one way, for so many meters or units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Part {
    pub volume: Volume,
    pub count: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    pub period: Period,
    pub house: HouseVolume,
    pub units: Volume,
}

/// What common meters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseVolume {
    pub volume: Volume,
    /// Meters with a reading of the month and one before it.
    pub read: u32,
    /// Meters in use.
    pub of: u32,
}

/// A unit for which a volume is guessed, or was nothing for long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoubtfulUnit {
    pub account: AccountId,
    pub number: String,
    pub label: String,
    pub concern: Concern,
    /// What is counted for it without a reading; of an idle one what the norm would be.
    pub volume: Volume,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Concern {
    /// No reading of the month; since so many months, `None` for never.
    Silent { months: Option<u32> },
    /// So many months in a row nothing was used.
    Idle { months: u32 },
    /// Lived in, and no meter.
    Unmetered,
}

/// What a difference means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    NoMeter,
    NotRead,
    /// Some of the common meters were not read.
    PartlyRead,
    /// The house took more than its units measured.
    Above,
    /// The units measured more than the house took.
    Below,
    Even,
}

impl Month {
    /// The house less its units; `None` where the house was not read as a whole.
    #[must_use]
    pub fn difference(&self) -> Option<Volume> {
        let whole = self.house.of > 0 && self.house.read == self.house.of;
        whole.then(|| volume(i128::from(self.house.volume.0) - i128::from(self.units.0)))
    }

    /// The difference in tenths of a percent of what the house took; `None` too where it took nothing.
    #[must_use]
    pub fn permille(&self) -> Option<i64> {
        let difference = self.difference().filter(|_| self.house.volume.0 > 0)?;
        i64::try_from(divided(i128::from(difference.0) * 1_000, self.house.volume.0.into())).ok()
    }

    #[must_use]
    pub fn meaning(&self) -> Meaning {
        match (self.house, self.difference()) {
            (HouseVolume { of: 0, .. }, _) => Meaning::NoMeter,
            (HouseVolume { read: 0, .. }, _) => Meaning::NotRead,
            (_, None) => Meaning::PartlyRead,
            (_, Some(Volume(0))) => Meaning::Even,
            (_, Some(difference)) if difference.0 > 0 => Meaning::Above,
            _ => Meaning::Below,
        }
    }
}

impl Balance {
    /// The month itself.
    #[must_use]
    pub fn month(&self) -> Option<&Month> {
        self.months.first()
    }

    /// What is counted without a reading.
    #[must_use]
    pub fn guessed(&self) -> Volume {
        total([self.average.volume, self.norm.volume])
    }

    /// Whether so much is guessed that the difference may be nothing but that.
    #[must_use]
    pub fn is_a_guess(&self) -> bool {
        let difference = self.month().and_then(Month::difference);
        self.unknown > 0
            || difference
                .is_some_and(|difference| difference.0.unsigned_abs() <= self.guessed().0.unsigned_abs())
                && self.guessed().0 > 0
    }
}

/// Of each resource that somebody measures in the house.
#[must_use]
pub fn balance(house: &House, period: Period) -> Vec<Balance> {
    let measured = |resource: Resource| {
        let of_house = house.meters.iter().map(|(of, _)| &of.meter);
        let of_units = house.units.iter().flat_map(|unit| unit.meters.iter().map(|(meter, _)| meter));
        let since = period.minus(MONTHS - 1);
        of_house.chain(of_units).any(|meter| {
            meter.resource == resource && (0..MONTHS).any(|month| in_use(meter, since.plus(month)))
        })
    };
    Resource::ALL.into_iter().filter(|of| measured(*of)).map(|of| of_resource(house, of, period)).collect()
}

fn of_resource(house: &House, resource: Resource, period: Period) -> Balance {
    let mut counted = Counted::default();
    let now = of_month(house, resource, period, &mut counted);
    let before =
        (1..MONTHS).map(|back| of_month(house, resource, period.minus(back), &mut Counted::default()));
    let months = std::iter::once(now).chain(before).collect();
    let Counted { read, average, norm, unknown, mut doubts } = counted;
    doubts.sort_by(|a, b| {
        b.volume.cmp(&a.volume).then(a.concern.cmp(&b.concern)).then_with(|| a.number.cmp(&b.number))
    });
    let more_doubts = doubts.len().saturating_sub(MOST_DOUBTS);
    doubts.truncate(MOST_DOUBTS);
    let norm_of_one = house.norms.on(resource, period);
    Balance { resource, read, average, norm, unknown, norm_of_one, doubts, more_doubts, months }
}

#[derive(Default)]
struct Counted {
    read: Part,
    average: Part,
    norm: Part,
    unknown: u32,
    doubts: Vec<DoubtfulUnit>,
}

fn of_month(house: &House, resource: Resource, period: Period, counted: &mut Counted) -> Month {
    let mut volumes = HouseVolume { volume: Volume(0), read: 0, of: 0 };
    for (of, readings) in &house.meters {
        if of.meter.resource != resource || !in_use(&of.meter, period) {
            continue;
        }
        volumes.of += 1;
        if let Some(used) = read(&of.meter, readings, period) {
            volumes.read += 1;
            let times = volume(i128::from(used.0) * i128::from(of.ratio.max(1)));
            volumes.volume = total([volumes.volume, times]);
        }
    }
    let norm = house.norms.on(resource, period);
    for unit in house.units.iter().filter(|unit| unit.is_open(period)) {
        unit.count(resource, period, norm, counted);
    }
    let units = total([counted.read.volume, counted.average.volume, counted.norm.volume]);
    Month { period, house: volumes, units }
}

/// In use on some day of a month.
#[must_use]
pub fn in_use(meter: &Meter, period: Period) -> bool {
    meter.installed_on.is_none_or(|on| on <= period.last_day())
        && meter.removed_on.is_none_or(|on| on >= period.first_day())
}

impl Unit {
    fn is_open(&self, period: Period) -> bool {
        self.opened_on.is_none_or(|on| on <= period.last_day())
            && self.closed_on.is_none_or(|on| on >= period.first_day())
    }

    /// Adds what the unit used, by the way it is known.
    fn count(&self, resource: Resource, period: Period, norm: Option<Volume>, counted: &mut Counted) {
        let meters: Vec<_> = (self.meters.iter())
            .filter(|(meter, _)| meter.resource == resource && in_use(meter, period))
            .collect();
        let of_norm = |people: u32, among: usize| norm.map(|norm| share::of_norm(norm, people, among));
        if meters.is_empty() {
            // Heat goes by area where no meter says how much it is; a parking place uses nothing.
            if self.residents > 0 && resource != Resource::Heat {
                let volume = counted.by_norm(of_norm(self.residents, 1));
                counted.doubts.push(self.doubtful(Concern::Unmetered, volume));
            }
            return;
        }
        let mut guessed = Vec::new();
        let mut silences: Vec<Option<u32>> = Vec::new();
        let mut idle = u32::MAX;
        for (meter, readings) in &meters {
            let share = share(meter, readings, period);
            match share {
                Share::Read(volume) => {
                    counted.read.add(volume);
                    idle = idle.min(meter_row(meter.clone(), readings, period.plus(1)).idle_months);
                    continue;
                }
                Share::Average(volume) => {
                    counted.average.add(volume);
                    guessed.push(volume);
                }
                Share::Norm => guessed.push(counted.by_norm(of_norm(self.residents.max(1), meters.len()))),
            }
            idle = 0;
            let last = meter_row(meter.clone(), readings, period).previous;
            silences.push(last.and_then(|last| u32::try_from(period.months_since(last.period)).ok()));
        }
        if !silences.is_empty() {
            let known: Option<Vec<u32>> = silences.into_iter().collect();
            let months = known.and_then(|months| months.into_iter().max());
            counted.doubts.push(self.doubtful(Concern::Silent { months }, total(guessed)));
        } else if idle >= IDLE_MONTHS {
            let volume = of_norm(self.residents, 1).unwrap_or(Volume(0));
            counted.doubts.push(self.doubtful(Concern::Idle { months: idle }, volume));
        }
    }

    fn doubtful(&self, concern: Concern, volume: Volume) -> DoubtfulUnit {
        DoubtfulUnit {
            account: self.account,
            number: self.number.clone(),
            label: self.label.clone(),
            concern,
            volume,
        }
    }
}

impl Counted {
    fn by_norm(&mut self, norm: Option<Volume>) -> Volume {
        match norm {
            Some(volume) => self.norm.add(volume),
            None => self.unknown += 1,
        }
        norm.unwrap_or(Volume(0))
    }
}

impl Part {
    fn add(&mut self, volume: Volume) {
        self.volume = total([self.volume, volume]);
        self.count += 1;
    }
}

#[cfg(test)]
mod tests;
