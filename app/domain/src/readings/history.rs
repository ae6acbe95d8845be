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
    sorted.sort_by_key(|r| r.period);
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

/// Puts together the row of one meter for one period. `readings` are those of this meter, corrected ones too; those of one
/// period stand in the order in which they were recorded.
#[must_use]
pub fn meter_row(meter: Meter, readings: &[Reading], period: Period) -> MeterRow {
    let standing = standing(readings);
    let current = standing.iter().find(|r| r.period == period).map(|r| (*r).clone());
    let next = standing.iter().find(|r| r.period > period && r.counts()).map(|r| (*r).clone());
    let before: Vec<&Reading> = standing.into_iter().filter(|r| r.period < period && r.counts()).collect();
    let previous = before.last().map(|r| (*r).clone());
    let recent: Vec<&Reading> = match &previous {
        Some(last) => before.into_iter().filter(|r| last.period.minus(PACE_MONTHS) <= r.period).collect(),
        None => Vec::new(),
    };
    let steps: Vec<Vec<Quantity>> =
        recent.windows(2).map(|pair| consumption(meter.dial, &pair[0].values, &pair[1].values)).collect();
    MeterRow {
        pace: pace(&recent, &steps),
        idle_months: idle_months(&recent, &steps),
        expired_factor: None,
        meter,
        previous,
        current,
        next,
    }
}

fn idle_months(recent: &[&Reading], steps: &[Vec<Quantity>]) -> u32 {
    let idle = steps.iter().rev().take_while(|step| step.iter().all(|q| q.0 == 0)).count();
    match (recent.last(), recent.iter().rev().nth(idle)) {
        (Some(last), Some(since)) => u32::try_from(last.period.months_since(since.period)).unwrap_or(0),
        _ => 0,
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
    /// The month of the first reading there is: where «всё» begins.
    pub first: Option<Period>,
    /// The month that readings are still awaited for.
    pub awaited: Option<Period>,
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
    /// Months since the reading it is counted from: more than one where some were missed.
    pub months: u32,
    /// What stood here before it was corrected, oldest first.
    pub older: Vec<Reading>,
}

impl History {
    /// Lays readings out by month. Those of a meter are in the order of [`meter_row`], and may be older than the span: the last
    /// one before it is the base of the first consumption. Left out are months after `last`, months before the `first` reading there is, and
    /// meters that were removed before the span.
    #[must_use]
    pub fn lay_out(
        mut meters: Vec<(Meter, Vec<Reading>)>,
        span: Span,
        last: Period,
        first: Option<Period>,
        awaited: Option<Period>,
    ) -> Self {
        let to = Period::of(span.to).min(last);
        let from = first.map_or(to, |first| first.max(Period::of(span.from)));
        meters.retain(|(meter, readings)| {
            meter.removed_on.is_none_or(|on| span.from <= on)
                || readings.iter().any(|r| from <= r.period && r.period <= to)
        });
        let months = (0..=u32::try_from(to.months_since(from)).unwrap_or(0))
            .map(|back| to.minus(back))
            .filter(|period| from <= *period)
            .map(|period| HistoryMonth {
                period,
                cells: meters.iter().map(|(meter, readings)| cell(meter, readings, period)).collect(),
            })
            .collect();
        Self { span, first, awaited, months, meters: meters.into_iter().map(|(meter, _)| meter).collect() }
    }
}

fn cell(meter: &Meter, readings: &[Reading], period: Period) -> Option<HistoryCell> {
    let mut here: Vec<Reading> = readings.iter().filter(|r| r.period == period).cloned().collect();
    let reading = here.pop()?;
    let standing = standing(readings);
    let base = standing.iter().rev().find(|r| r.period < period && r.counts());
    let months = base.map_or(0, |base| u32::try_from(period.months_since(base.period)).unwrap_or(0));
    let consumption =
        base.filter(|_| reading.counts()).map(|base| consumption(meter.dial, &base.values, &reading.values));
    Some(HistoryCell { consumption, months, reading, older: here })
}
