//! What a meter measured in one month, or what is counted instead.
use crate::{
    calendar::Period,
    law::Dated,
    money::Volume,
    quantity::{Dial, Quantity},
    readings::{Estimate, Meter, Reading, Resource, consumption, estimate, meter_row},
};
use std::collections::HashMap;

/// Norms of consumption (нормативы): of a resource for one person in a month. They differ by region and are data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Norms(pub HashMap<Resource, Dated<Volume>>);

impl Norms {
    #[must_use]
    pub fn on(&self, resource: Resource, period: Period) -> Option<Volume> {
        self.0.get(&resource)?.on(period.first_day())
    }
}

/// What counts for a meter in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// By readings. Of several months that lie between two of them each has an equal part.
    Read(Volume),
    /// The average of the months before.
    Average(Volume),
    /// There is nothing to go by but the norm.
    Norm,
}

/// A sum that does not overflow.
pub(super) fn total(volumes: impl IntoIterator<Item = Volume>) -> Volume {
    volume(volumes.into_iter().map(|volume| i128::from(volume.0)).sum())
}

pub(super) fn volume(millionths: i128) -> Volume {
    let most = i128::from(i64::MAX);
    Volume(i64::try_from(millionths.clamp(-most, most)).unwrap_or(i64::MAX))
}

/// `part / of`, rounded half up.
pub(super) fn divided(part: i128, of: i128) -> i128 {
    let of = of.max(1);
    (2 * part + of).div_euclid(2 * of)
}

/// What the norm gives one of several meters of a unit: it is for people, and the meters share it.
pub(crate) fn of_norm(norm: Volume, people: u32, among: usize) -> Volume {
    volume(divided(i128::from(norm.0) * i128::from(people), among as i128))
}

pub(crate) fn measured(dial: Dial, zones: &[Quantity], months: u32) -> Volume {
    let steps: i128 = zones.iter().map(|zone| i128::from(zone.0)).sum();
    volume(divided(steps * 1_000_000, i128::from(dial.scale()) * i128::from(months.max(1))))
}

/// What counts for a meter in a month: what its readings say, and what is counted where there is none (ПП 354, п. 59, 60).
#[must_use]
pub fn share(meter: &Meter, readings: &[Reading], period: Period) -> Share {
    if let Some(read) = read(meter, readings, period) {
        return Share::Read(read);
    }
    let before: Vec<Reading> = readings.iter().filter(|reading| reading.period < period).cloned().collect();
    match estimate(&meter_row(meter.clone(), &before, period), period) {
        Estimate::Average { total, months } => Share::Average(measured(meter.dial, &total, months)),
        Estimate::Norm => Share::Norm,
    }
}

/// By the reading of the month and the one before it; `None` where one of them is missing.
pub(super) fn read(meter: &Meter, readings: &[Reading], period: Period) -> Option<Volume> {
    // Of one period the last one recorded stands.
    let standing = readings.iter().rev().find(|reading| reading.period == period)?;
    let row = meter_row(meter.clone(), readings, period);
    let before = row.previous.filter(|_| standing.counts())?;
    let months = u32::try_from(period.months_since(before.period)).ok()?;
    Some(measured(meter.dial, &consumption(meter.dial, &before.values, &standing.values), months))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::{
        ReadingState,
        tests::{guide, in_state, meter, period, reading},
    };

    #[test]
    fn a_month_has_what_was_read_or_what_is_counted_instead() {
        let waits = in_state(ReadingState::ForReview, reading("2018-01", &[400]));
        let with = |more: &[Reading]| guide().into_iter().chain(more.iter().cloned()).collect::<Vec<_>>();
        for (what, readings, month, expected) in [
            ("a month after the other", guide(), "2017-12", Share::Read(Volume(6_000_000))),
            (
                "three months at once",
                with(&[reading("2018-03", &[400])]),
                "2018-03",
                Share::Read(Volume(4_000_000)),
            ),
            (
                "a month in between",
                with(&[reading("2018-03", &[400])]),
                "2018-02",
                Share::Average(Volume(11_600_000)),
            ),
            ("nothing is there yet", guide(), "2018-01", Share::Average(Volume(11_600_000))),
            ("it waits for review", with(&[waits]), "2018-01", Share::Average(Volume(11_600_000))),
            ("four months of silence", guide(), "2018-04", Share::Norm),
            ("the first reading", guide(), "2017-07", Share::Norm),
            ("no readings", Vec::new(), "2017-12", Share::Norm),
            ("the same value", with(&[reading("2018-01", &[388])]), "2018-01", Share::Read(Volume(0))),
            (
                "through zero",
                with(&[reading("2018-01", &[1])]),
                "2018-01",
                Share::Read(Volume(99_613_000_000)),
            ),
        ] {
            assert_eq!(share(&meter(1, 5, 0), &readings, period(month)), expected, "{what}");
        }
    }

    #[test]
    fn zones_are_added_up_at_the_scale_of_their_dial() {
        let readings = [reading("2017-11", &[1_000, 2_000, 0]), reading("2017-12", &[1_500, 2_250, 1])];
        assert_eq!(share(&meter(3, 6, 3), &readings, period("2017-12")), Share::Read(Volume(751_000)));
        assert_eq!(share(&meter(3, 6, 0), &readings, period("2017-12")), Share::Read(Volume(751_000_000)));
        // Seven decimals are more than a volume has.
        assert_eq!(share(&meter(3, 6, 7), &readings, period("2017-12")), Share::Read(Volume(75)));
    }

    #[test]
    fn the_largest_dial_does_not_overflow() {
        let readings = [reading("2017-11", &[0]), reading("2017-12", &[999_999_999_999_999])];
        assert_eq!(share(&meter(1, 15, 0), &readings, period("2017-12")), Share::Read(Volume(i64::MAX)));
        assert_eq!(total([Volume(i64::MAX), Volume(i64::MAX)]), Volume(i64::MAX));
    }
}
