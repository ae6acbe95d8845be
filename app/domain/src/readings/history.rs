use super::{Meter, MeterRow, Reading};
use crate::{
    calendar::{Period, Span},
    quantity::{Dial, Quantity},
};
use serde::{Deserialize, Serialize};

/// What a meter used between two readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// One sum a zone.
    pub total: Vec<Quantity>,
    pub days: u32,
    pub months: u32,
}

/// Consumption of each zone from one reading to the next. A value below the previous one counts as a dial that went
/// through zero: nothing else below the previous one is ever counted.
#[must_use]
pub fn consumption(dial: Dial, from: &[Quantity], to: &[Quantity]) -> Vec<Quantity> {
    from.iter()
        .zip(to)
        .map(|(from, to)| Quantity(if to >= from { to.0 - from.0 } else { dial.capacity() - from.0 + to.0 }))
        .collect()
}

/// The readings that stand: for each period the last one recorded, oldest period first.
fn standing(readings: &[Reading]) -> Vec<&Reading> {
    let mut sorted: Vec<&Reading> = readings.iter().collect();
    sorted.sort_by_key(|r| (r.period, r.id));
    let mut standing: Vec<&Reading> = Vec::with_capacity(sorted.len());
    for reading in sorted {
        if standing.last().is_some_and(|last| last.period == reading.period) {
            standing.pop();
        }
        standing.push(reading);
    }
    standing
}

/// Months that the pace looks back on.
const PACE_MONTHS: u32 = 6;

/// Puts together the row of one meter for one period. `readings` are all of this meter's, corrected ones too, in any order.
#[must_use]
pub fn meter_row(meter: Meter, readings: &[Reading], period: Period) -> MeterRow {
    let standing = standing(readings);
    let current = standing.iter().find(|r| r.period == period).map(|r| (*r).clone());
    let before: Vec<&Reading> = standing.into_iter().filter(|r| r.period < period && r.counts()).collect();
    let previous = before.last().map(|r| (*r).clone());
    let recent: Vec<&Reading> = match &previous {
        Some(last) => before.into_iter().filter(|r| last.period.minus(PACE_MONTHS) <= r.period).collect(),
        None => Vec::new(),
    };
    let steps: Vec<Vec<Quantity>> =
        recent.windows(2).map(|pair| consumption(meter.dial, &pair[0].values, &pair[1].values)).collect();
    let idle = steps.iter().rev().take_while(|step| step.iter().all(|q| q.0 == 0)).count();
    MeterRow {
        pace: pace(&recent, &steps),
        idle_months: u32::try_from(idle).unwrap_or(0),
        expired_factor: None,
        meter,
        previous,
        current,
    }
}

fn pace(recent: &[&Reading], steps: &[Vec<Quantity>]) -> Option<Pace> {
    let (first, last) = (recent.first()?, recent.last()?);
    let months = u32::try_from(last.period.months_since(first.period)).ok().filter(|m| *m > 0)?;
    let days = u32::try_from((last.taken_on - first.taken_on).num_days()).ok().filter(|d| *d > 0)?;
    let mut total = vec![Quantity(0); last.values.len()];
    for step in steps {
        for (sum, used) in total.iter_mut().zip(step) {
            sum.0 += used.0;
        }
    }
    Some(Pace { total, days, months })
}

/// «История показаний»: months down, meters across.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    pub span: Span,
    pub meters: Vec<Meter>,
    /// Newest first. A month without any reading has no cells filled: «ещё не сдано» or «не сдано».
    pub months: Vec<HistoryMonth>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryMonth {
    pub period: Period,
    /// One for each of [`History::meters`].
    pub cells: Vec<Option<HistoryCell>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryCell {
    pub reading: Reading,
    /// `None` for a first reading and for one that is under review.
    pub consumption: Option<Vec<Quantity>>,
    /// What stood here before it was corrected, oldest first.
    pub older: Vec<Reading>,
}

impl History {
    /// Lays readings out by month. `readings` may be older than the span: the last one before it is the base of the first
    /// consumption. Months after `last` and months before the first reading are left out.
    #[must_use]
    pub fn lay_out(meters: Vec<(Meter, Vec<Reading>)>, span: Span, last: Period) -> Self {
        let first = meters.iter().flat_map(|(_, readings)| readings).map(|r| r.period).min();
        let from = first.map_or(Period::of(span.to), |first| first.max(Period::of(span.from)));
        let mut months = Vec::new();
        let mut period = Period::of(span.to).min(last.max(from));
        while period >= from {
            let cells = meters.iter().map(|(meter, readings)| cell(meter, readings, period)).collect();
            months.push(HistoryMonth { period, cells });
            period = period.minus(1);
        }
        Self { span, months, meters: meters.into_iter().map(|(meter, _)| meter).collect() }
    }
}

fn cell(meter: &Meter, readings: &[Reading], period: Period) -> Option<HistoryCell> {
    let mut here: Vec<&Reading> = readings.iter().filter(|r| r.period == period).collect();
    here.sort_by_key(|r| r.id);
    let reading = here.pop()?.clone();
    let standing = standing(readings);
    let base = standing.iter().rev().find(|r| r.period < period && r.counts());
    let consumption =
        base.filter(|_| reading.counts()).map(|base| consumption(meter.dial, &base.values, &reading.values));
    Some(HistoryCell { consumption, reading, older: here.into_iter().cloned().collect() })
}
