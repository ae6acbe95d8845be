use super::{Explanation, Parts, ServiceChange};
use crate::money::{Money, Tariff, Volume};

/// The way from one total to the other: first what moved it most in its own direction, then what moved it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waterfall {
    pub bars: Vec<Bar>,
    /// All that has no bar of its own.
    pub rest: Option<Rest>,
}

/// A service that costs more or less, its zones together; or its recalculation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub service: String,
    pub cause: Cause,
    /// Never zero.
    pub amount: Money,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// So much more was used, or less.
    Volume {
        by: Volume,
        unit: String,
    },
    Tariff {
        before: Tariff,
        now: Tariff,
    },
    /// Recalculation that there is now, and that there was.
    Recalculation {
        before: Money,
        now: Money,
    },
    /// There was no such service.
    New,
    /// There is no such service any more.
    Ended,
    /// Several of them at once, or none that can be named.
    Several(Parts),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    pub amount: Money,
    /// How many bars were too small to be drawn; none of the rest has changed when there are none.
    pub small: usize,
}

/// Lines that make up one service: «Электроэнергия, день», «Электроэнергия, ночь».
struct Group<'a> {
    base: &'a str,
    changes: Vec<&'a ServiceChange>,
}

impl Explanation {
    /// At most `most` bars, the largest; the others sum up in the rest.
    #[must_use]
    pub fn waterfall(&self, most: usize) -> Waterfall {
        let groups = groups(&self.services);
        let mut bars: Vec<Bar> = groups.iter().flat_map(Group::bars).collect();
        let whole = groups.iter().filter(|group| group.bars().next().is_none()).count();
        bars.sort_by_key(|bar| std::cmp::Reverse(bar.amount.abs()));
        let small = bars.split_off(bars.len().min(most));
        let falls = !self.difference().is_positive();
        bars.sort_by_key(|bar| bar.amount.is_negative() != falls);
        let rest = (whole > 0 || !small.is_empty())
            .then(|| Rest { amount: small.iter().map(|bar| bar.amount).sum(), small: small.len() });
        Waterfall { bars, rest }
    }
}

fn groups(changes: &[ServiceChange]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    for change in changes {
        let base = base(change.service());
        let same = |group: &&mut Group| {
            group.base == base && group.changes.iter().all(|other| other.unit() == change.unit())
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.changes.push(change),
            None => groups.push(Group { base, changes: vec![change] }),
        }
    }
    groups
}

/// The name of a service without the part that tells its lines apart: a zone, after a comma or in brackets.
fn base(service: &str) -> &str {
    service.split([',', '(']).next().unwrap_or(service).trim_end()
}

impl Group<'_> {
    /// One for the service and one for its recalculation, where they moved the total.
    fn bars(&self) -> impl Iterator<Item = Bar> {
        let mut parts = Parts::default();
        for change in &self.changes {
            parts += change.parts;
        }
        let again = |line: fn(&ServiceChange) -> Money| self.changes.iter().map(|change| line(change)).sum();
        let recalculation = Bar {
            service: self.name().to_owned(),
            cause: Cause::Recalculation {
                before: again(|change| change.before.as_ref().map_or(Money::ZERO, |line| line.recalculation)),
                now: again(|change| change.now.as_ref().map_or(Money::ZERO, |line| line.recalculation)),
            },
            amount: parts.recalculation,
        };
        let own = Parts { recalculation: Money::ZERO, ..parts };
        let service = Bar { service: self.name().to_owned(), cause: self.cause(own), amount: own.total() };
        [service, recalculation].into_iter().filter(|bar| !bar.amount.is_zero())
    }

    fn name(&self) -> &str {
        match self.changes.as_slice() {
            [only] => only.service(),
            _ => self.base,
        }
    }

    fn cause(&self, parts: Parts) -> Cause {
        let all = |holds: fn(&ServiceChange) -> bool| self.changes.iter().all(|change| holds(change));
        if all(|change| change.before.is_none()) {
            return Cause::New;
        }
        if all(|change| change.now.is_none()) {
            return Cause::Ended;
        }
        self.named(parts).unwrap_or(Cause::Several(parts))
    }

    /// The only cause there is.
    fn named(&self, parts: Parts) -> Option<Cause> {
        let sum = parts.total();
        if parts.volume == sum && parts == (Parts { volume: sum, ..Parts::default() }) {
            let used: Option<i64> = self.changes.iter().map(|change| Some(change.used_more()?.0)).sum();
            let by = used.filter(|by| (*by > 0) == sum.is_positive())?;
            let unit = self.changes.first()?.unit().to_owned();
            return Some(Cause::Volume { by: Volume(by), unit });
        }
        if parts == (Parts { tariff: sum, ..Parts::default() }) {
            let [only] = self.changes.as_slice() else { return None };
            let tariffs = (only.before.as_ref()?.tariff?, only.now.as_ref()?.tariff?);
            return Some(Cause::Tariff { before: tariffs.0, now: tariffs.1 });
        }
        None
    }
}
