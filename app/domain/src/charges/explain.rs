//! A bill that explains itself: what differs from another month, service by service, and why. The parts sum to the difference to the
//! kopeck, whatever the lines are.
mod waterfall;

#[cfg(test)]
mod tests;

pub use waterfall::{Bar, Cause, Rest, Waterfall};

use super::{ServiceLine, total};
use crate::money::{Money, Tariff, Volume, cost};
use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign};

/// One bill beside another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    pub before: Money,
    pub now: Money,
    /// In the order of the lines now, then what there is no more.
    pub services: Vec<ServiceChange>,
}

impl Explanation {
    /// Below zero when this bill is smaller.
    #[must_use]
    pub fn difference(&self) -> Money {
        self.now - self.before
    }

    /// Whether the parts of all services make up the difference, which they do unless the data were spoiled on their way.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.services.iter().map(|change| change.parts.total()).sum::<Money>() == self.difference()
    }
}

/// A line of one bill beside the same line of the other; at least one of them is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceChange {
    pub now: Option<ServiceLine>,
    pub before: Option<ServiceLine>,
    pub parts: Parts,
}

/// Why a sum differs. Each is signed: above zero costs more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parts {
    /// More or less was used, at the old tariff.
    pub volume: Money,
    /// What is used now became dearer or cheaper.
    pub tariff: Money,
    /// Повышающий коэффициент.
    pub factor: Money,
    pub recalculation: Money,
    pub benefit: Money,
    /// Fixed sums, services that are new or ended, units that changed.
    pub rest: Money,
}

impl Parts {
    #[must_use]
    pub fn total(self) -> Money {
        self.volume + self.tariff + self.factor + self.recalculation + self.benefit + self.rest
    }
}

impl Add for Parts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            volume: self.volume + other.volume,
            tariff: self.tariff + other.tariff,
            factor: self.factor + other.factor,
            recalculation: self.recalculation + other.recalculation,
            benefit: self.benefit + other.benefit,
            rest: self.rest + other.rest,
        }
    }
}

impl AddAssign for Parts {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl ServiceChange {
    fn new(now: Option<&ServiceLine>, before: Option<&ServiceLine>) -> Self {
        let sum =
            |of: fn(&ServiceLine) -> Money| now.map_or(Money::ZERO, of) - before.map_or(Money::ZERO, of);
        let charged = sum(|line| line.charged);
        let (volume, tariff) =
            now.zip(before).and_then(|(now, before)| split(now, before)).unwrap_or_default();
        let parts = Parts {
            volume,
            tariff,
            factor: sum(|line| line.factor_sum),
            recalculation: sum(|line| line.recalculation),
            benefit: -sum(|line| line.benefit),
            rest: charged - volume - tariff,
        };
        Self { now: now.cloned(), before: before.cloned(), parts }
    }

    /// «ХВС»
    #[must_use]
    pub fn service(&self) -> &str {
        self.line().map_or("", |line| &line.service)
    }

    /// «м³»
    #[must_use]
    pub fn unit(&self) -> &str {
        self.line().map_or("", |line| &line.unit)
    }

    /// К оплате now and then; nothing where there was no such line.
    #[must_use]
    pub fn due(&self) -> (Money, Money) {
        let due = |line: &Option<ServiceLine>| line.as_ref().map_or(Money::ZERO, ServiceLine::due);
        (due(&self.now), due(&self.before))
    }

    /// How much more was used; `None` where that cannot be compared.
    #[must_use]
    pub fn used_more(&self) -> Option<Volume> {
        let (now, before) = (self.now.as_ref()?, self.before.as_ref()?);
        if now.unit != before.unit {
            return None;
        }
        now.volume?.0.checked_sub(before.volume?.0).map(Volume)
    }

    fn line(&self) -> Option<&ServiceLine> {
        self.now.as_ref().or(self.before.as_ref())
    }
}

/// What volume and tariff did to the charged sums; `None` where these are not volume × tariff in one unit.
fn split(now: &ServiceLine, before: &ServiceLine) -> Option<(Money, Money)> {
    if now.unit != before.unit {
        return None;
    }
    let ((volume_now, tariff_now), (volume_before, tariff_before)) = (priced(now)?, priced(before)?);
    let difference = now.charged - before.charged;
    Some(match (volume_now == volume_before, tariff_now == tariff_before) {
        (true, true) => (Money::ZERO, Money::ZERO),
        (false, true) => (difference, Money::ZERO),
        (true, false) => (Money::ZERO, difference),
        (false, false) => {
            let volume = cost(Volume(volume_now.0.checked_sub(volume_before.0)?), tariff_before);
            (volume, difference - volume)
        }
    })
}

/// Volume and tariff of a line that was charged by them; a kopeck may have been rounded otherwise.
fn priced(line: &ServiceLine) -> Option<(Volume, Tariff)> {
    let (volume, tariff) = (line.volume?, line.tariff?);
    let off = (line.charged.0.checked_sub(cost(volume, tariff).0)?).unsigned_abs();
    (off <= 1).then_some((volume, tariff))
}

/// Sets the lines of a bill beside those of another one, by the name of the service. Of several lines with one name the most alike are
/// paired first.
#[must_use]
pub fn explain(now: &[ServiceLine], before: &[ServiceLine]) -> Explanation {
    let alike: [fn(&ServiceLine, &ServiceLine) -> bool; 3] = [
        |a, b| (a.unit == b.unit) && (a.tariff, a.source) == (b.tariff, b.source),
        |a, b| a.unit == b.unit,
        |_, _| true,
    ];
    let mut free: Vec<Option<&ServiceLine>> = before.iter().map(Some).collect();
    let mut pairs: Vec<(&ServiceLine, Option<&ServiceLine>)> = now.iter().map(|line| (line, None)).collect();
    for alike in alike {
        for (line, partner) in pairs.iter_mut().filter(|(_, partner)| partner.is_none()) {
            let fits = |other: &ServiceLine| other.service == line.service && alike(line, other);
            *partner = free.iter_mut().find(|other| other.is_some_and(fits)).and_then(Option::take);
        }
    }
    let kept = pairs.into_iter().map(|(now, before)| ServiceChange::new(Some(now), before));
    let ended = free.into_iter().flatten().map(|line| ServiceChange::new(None, Some(line)));
    Explanation { before: total(before), now: total(now), services: kept.chain(ended).collect() }
}
