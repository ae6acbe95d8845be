//! What pages show of it.
use super::{Balance, HouseMeter};
use crate::{
    Rejection, Rule,
    calendar::{Period, day},
    ids::{BuildingId, MeterId},
    readings::Reading,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// «Баланс дома».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalancePage {
    pub building: BuildingId,
    pub address: String,
    pub period: Period,
    /// The month that has come last.
    pub latest: Period,
    /// Of each resource that somebody measures.
    pub balances: Vec<Balance>,
    /// Common meters, removed ones too.
    pub meters: Vec<HouseMeter>,
    /// For a new one.
    pub fresh: MeterId,
    /// Whoever asks may add and remove them.
    pub may_change: bool,
    /// Whoever asks may set norms.
    pub may_set_norms: bool,
}

/// «Общедомовые счётчики» of a month: what is to be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseMetersPage {
    pub building: BuildingId,
    pub period: Period,
    /// In use in that month.
    pub rows: Vec<HouseMeterRow>,
    /// The month is closed: what was given changes no more.
    pub closed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseMeterRow {
    pub of: HouseMeter,
    pub previous: Option<Reading>,
    pub current: Option<Reading>,
}

/// The last day on which a common meter counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    pub building: BuildingId,
    /// The page one comes from.
    pub period: Period,
    pub meter: MeterId,
    /// As typed.
    #[serde(default)]
    pub on: String,
    /// It is put back.
    #[serde(default)]
    pub back: bool,
}

impl Removal {
    /// # Errors
    /// A rejection of `on`.
    pub fn check(&self) -> Result<Option<NaiveDate>, Rejection> {
        if self.back {
            return Ok(None);
        }
        day(&self.on).map(Some).ok_or_else(|| Rejection::of("on", Rule::RemovalDayMissing))
    }
}
