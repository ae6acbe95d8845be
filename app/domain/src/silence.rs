//! The price of silence: what a month without a reading costs, and an expired verification (ПП 354, п. 59, 60).
use crate::{
    balance::{measured, of_norm},
    calendar::Period,
    charges::ServiceLine,
    law::Law,
    money::{Money, Tariff, Volume, cost},
    readings::{Estimate, MeterRow, Resource, estimate},
    receipts::okei,
};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// By what a month is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// The average month of the last half a year.
    Average,
    Norm,
    /// The norm times a factor, in hundredths.
    RaisedNorm {
        factor: u32,
    },
}

/// What is charged for a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    pub basis: Basis,
    pub volume: Volume,
    /// Where the last bill says what a unit costs.
    pub cost: Option<Money>,
}

/// Why no reading counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Silence {
    /// None is given.
    NotGiven,
    /// The verification ends on this day, or has ended.
    Unverified { until: NaiveDate },
}

/// What silence costs for one meter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub silence: Silence,
    /// The first month that it is about.
    pub period: Period,
    pub bill: Bill,
    /// From which month on another basis holds, where it does.
    pub later: Option<(Period, Bill)>,
    /// A month by readings, as they have been.
    pub usual: Option<Bill>,
}

impl Price {
    /// What a month costs above the usual one, once it has come to the worst.
    #[must_use]
    pub fn extra(&self) -> Option<Money> {
        let worst = self.later.map_or(self.bill, |(_, bill)| bill);
        let extra = worst.cost? - self.usual?.cost?;
        extra.is_positive().then_some(extra)
    }
}

/// What a month without readings costs in all; `None` where none is missing, or one of them has no price.
#[must_use]
pub fn total<K>(prices: &[(K, Price)]) -> Option<Money> {
    let mut missing = prices.iter().filter(|(_, price)| price.silence == Silence::NotGiven).peekable();
    missing.peek()?;
    missing.map(|(_, price)| price.bill.cost).sum()
}

/// What is known of the account beside its meters.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub law: &'a Law,
    /// Lines of the last bill.
    pub lines: &'a [ServiceLine],
    /// Who live there.
    pub residents: u32,
    /// Meters of the same resource that share the norm, this one too.
    pub among: usize,
}

/// Months in a row for which the average is counted; then it is the norm.
const AVERAGES: u32 = 3;

/// What it costs to give no reading of the month; `None` where nothing can be counted.
#[must_use]
pub fn not_given(row: &MeterRow, period: Period, known: &Known<'_>) -> Option<Price> {
    let rates = Rates::of(row, known);
    let at = |period| match estimate(row, period) {
        Estimate::Average { .. } => rates.average,
        Estimate::Norm => rates.norm(period, None),
    };
    let bill = at(period)?;
    let later = (1..=AVERAGES)
        .map(|months| period.plus(months))
        .find_map(|later| at(later).filter(|next| next.basis != bill.basis).map(|next| (later, next)));
    Some(Price { silence: Silence::NotGiven, period, bill, later, usual: rates.average })
}

/// What it costs that the verification ends, or has ended: readings count no more, so the average, and then the norm, with a factor where the
/// law has one. `None` while it holds for more than two months, and where nothing can be counted.
#[must_use]
pub fn unverified(row: &MeterRow, today: NaiveDate, known: &Known<'_>) -> Option<Price> {
    let until = row.meter.verified_until.filter(|until| (*until - today).num_days() <= 60)?;
    let rates = Rates::of(row, known);
    // A reading is given at the end of its month: it counts if the verification still holds then.
    let first = Period::of(until.succ_opt().unwrap_or(until));
    let period = first.max(Period::of(today));
    // Months that have gone by without a reading are among those of the average; until it ends one may give them yet.
    let given = row.current.iter().filter(|reading| !reading.is_refused()).chain(&row.previous);
    let last = match given.map(|reading| reading.period).max() {
        _ if first > Period::of(today) => Some(first.minus(1)),
        last => last.map(|last| last.min(first.minus(1))),
    };
    let is_averaged = |period: Period| last.is_some_and(|last| period <= last.plus(AVERAGES));
    let factor = |period: Period| known.law.expired_factors.get(&row.meter.resource)?.on(period.first_day());
    let at = |period: Period| match (rates.average, factor(period)) {
        // Without a factor, electricity, it stays the average.
        (Some(average), None) => Some(average),
        (Some(average), Some(_)) if is_averaged(period) => Some(average),
        (_, factor) => rates.norm(period, factor),
    };
    let bill = at(period)?;
    let later = (1..=AVERAGES)
        .map(|months| period.plus(months))
        .find_map(|later| at(later).filter(|next| next.basis != bill.basis).map(|next| (later, next)));
    Some(Price { silence: Silence::Unverified { until }, period, bill, later, usual: rates.average })
}

/// What a month of a meter may come to.
struct Rates<'a> {
    known: &'a Known<'a>,
    resource: Resource,
    tariff: Option<Tariff>,
    average: Option<Bill>,
}

impl<'a> Rates<'a> {
    fn of(row: &MeterRow, known: &'a Known<'a>) -> Self {
        let resource = row.meter.resource;
        let tariff = tariff(resource, known.lines);
        let volume = row.previous.as_ref().and_then(|previous| match estimate(row, previous.period) {
            Estimate::Average { total, months } => Some(measured(row.meter.dial, &total, months)),
            Estimate::Norm => None,
        });
        let average = volume.map(|volume| bill(Basis::Average, volume, tariff));
        Self { known, resource, tariff, average }
    }

    /// By the norm, times a factor in hundredths.
    fn norm(&self, period: Period, factor: Option<u32>) -> Option<Bill> {
        let Known { law, residents, among, .. } = *self.known;
        let norm = of_norm(law.norms.on(self.resource, period)?, residents.max(1), among);
        Some(match factor {
            None => bill(Basis::Norm, norm, self.tariff),
            Some(factor) => {
                let raised = norm.0.saturating_mul(i64::from(factor)) / 100;
                bill(Basis::RaisedNorm { factor }, Volume(raised), self.tariff)
            }
        })
    }
}

fn bill(basis: Basis, volume: Volume, tariff: Option<Tariff>) -> Bill {
    Bill { basis, volume, cost: tariff.map(|tariff| cost(volume, tariff)) }
}

/// What a unit of a resource cost in a bill, whatever it was made up of: zones of electricity, cold water and its heating.
#[must_use]
pub fn tariff(resource: Resource, lines: &[ServiceLine]) -> Option<Tariff> {
    let of_resource: Vec<&ServiceLine> =
        lines.iter().filter(|line| is_of(resource, &line.service.to_lowercase())).collect();
    let unit = |line: &&&ServiceLine| okei(&line.unit) == Some(unit_of(resource));
    let measured: Vec<&ServiceLine> = of_resource.iter().filter(unit).copied().collect();
    if let [only] = of_resource[..]
        && !measured.is_empty()
    {
        return only.tariff.filter(|tariff| tariff.0 > 0);
    }
    let used: Decimal = measured.iter().filter_map(|line| line.volume).map(Volume::decimal).sum();
    let charged: Money = of_resource.iter().map(|line| line.charged).sum();
    if used <= Decimal::ZERO || !charged.is_positive() {
        return None;
    }
    let rate = (charged.roubles() / used).round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero);
    Tariff::from_decimal(rate)
}

/// The code of its unit of measure.
const fn unit_of(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater | Resource::HotWater | Resource::Gas => "113",
        Resource::Electricity => "245",
        Resource::Heat => "233",
    }
}

/// Whether a service, in small letters, is the use of a resource in the unit itself.
fn is_of(resource: Resource, service: &str) -> bool {
    let signs: &[&str] = match resource {
        Resource::ColdWater => &["хвс", "холодн"],
        Resource::HotWater => &["гвс", "горяч"],
        Resource::Electricity => &["электр"],
        Resource::Heat => &["отоплен"],
        Resource::Gas => &["газ"],
    };
    let common = ["общедом", "содержан", "водоотвед"];
    let words: Vec<&str> = service.split(|letter: char| !letter.is_alphanumeric()).collect();
    let begins = |signs: &[&str]| words.iter().any(|word| signs.iter().any(|sign| word.starts_with(sign)));
    begins(signs) && !begins(&common) && !words.iter().any(|word| matches!(*word, "одн" | "сои"))
}
