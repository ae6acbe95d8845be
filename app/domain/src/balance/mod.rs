//! The balance of a house: what its common meters (общедомовые приборы учёта) say against the sum of its units.
mod entry;
mod form;
mod pages;
mod share;
mod sum;

pub use entry::{HouseAnswer, HouseDoubt, HouseEntry, HouseLine, HouseReadings, check_house_reading};
pub use form::{NewHouseMeter, NewNorm};
pub use pages::{BalancePage, HouseMeterRow, HouseMetersPage, Removal};
pub use share::{Norms, Share, share};
pub(crate) use share::{measured, of_norm};
pub use sum::{
    Balance, Concern, DoubtfulUnit, House, HouseVolume, Meaning, Month, Part, Unit, balance, in_use,
};

use crate::readings::Meter;
use serde::{Deserialize, Serialize};

/// A common meter of a house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseMeter {
    pub meter: Meter,
    /// What one step of its dial stands for, where current is measured through a transformer: 1 for most, 40 for 200/5.
    pub ratio: u32,
}
