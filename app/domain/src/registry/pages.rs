use super::Change;
use crate::{
    access::Role,
    ids::{AccountId, BuildingId, ImportId, MeterId, OwnerId, ResidencyClaimId, ResidencyId},
    journal::JournalKey,
    ledger::Balance,
    readings::{Meter, Reading},
    residency::ResidencyKind,
    tickets::House,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What was found by a few words: a number, a surname, an address, the serial number of a meter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RegistryFinding {
    pub accounts: Vec<FoundAccount>,
    pub houses: Vec<House>,
}

impl RegistryFinding {
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.houses.is_empty()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundAccount {
    pub id: AccountId,
    pub number: String,
    /// Address with the unit.
    pub address: String,
    /// The first of the owners.
    pub owner: Option<String>,
    pub closed_on: Option<NaiveDate>,
}

/// «Дома»: a part of the list, by address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HousesPage {
    pub houses: Vec<HouseRow>,
    /// The address after which the next part begins.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseRow {
    pub id: BuildingId,
    pub address: String,
    pub units: i64,
    /// Those that are open.
    pub accounts: i64,
}

/// A house: its entrances, and a part of its units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HousePage {
    pub id: BuildingId,
    pub address: String,
    /// With the number of units; `None` is where the register has no entrance.
    pub entrances: Vec<(Option<String>, i64)>,
    pub units: Vec<UnitRow>,
    /// The label of the unit after which the next part begins.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRow {
    pub label: String,
    pub entrance: Option<String>,
    pub accounts: Vec<UnitAccount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitAccount {
    pub id: AccountId,
    pub number: String,
    pub area_hundredths: Option<i64>,
    pub closed_on: Option<NaiveDate>,
}

/// The card of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPage {
    pub today: NaiveDate,
    pub id: AccountId,
    pub number: String,
    /// ЕЛС.
    pub unified_number: Option<String>,
    pub building: BuildingId,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
    pub entrance: Option<String>,
    pub area_hundredths: Option<i64>,
    /// How many live there, as the company counts.
    pub inhabitants: Option<i16>,
    pub opened_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Those of today, then those who were or will be.
    pub owners: Vec<OwnerCard>,
    /// Those who use it on the portal now, then those who did.
    pub residents: Vec<Resident>,
    /// Those in use, then those that were removed.
    pub meters: Vec<MeterCard>,
    /// `None` where the role sees no money.
    pub debt: Option<Balance>,
    /// The latest first.
    pub history: Vec<HistoryLine>,
    /// Where older lines begin.
    pub older: Option<JournalKey>,
    /// Spreadsheets that have added or changed it, the latest first.
    pub imports: Vec<LoadedFrom>,
    /// Whoever asks may change it.
    pub may_change: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerCard {
    pub id: OwnerId,
    pub name: String,
    /// «1/2», as the company writes it.
    pub share: Option<String>,
    /// The first day; `None` where it is not known.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl OwnerCard {
    #[must_use]
    pub fn owns_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| to >= day)
    }
}

/// A person who uses an account on the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resident {
    pub id: ResidencyId,
    pub email: String,
    pub kind: ResidencyKind,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    /// Those who live there said «Это не мы».
    pub suspended: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterCard {
    pub meter: Meter,
    /// Whether it counts or not.
    pub last: Option<Reading>,
}

/// Something that has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// Company time.
    pub at: NaiveDateTime,
    pub who: Option<String>,
    pub role: Option<Role>,
    /// «meter.replaced»
    pub kind: String,
    pub change: Option<Change>,
    /// E-mail of the resident whom it is about.
    pub about: Option<String>,
}

/// A spreadsheet that a record comes from, or was changed by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadedFrom {
    pub id: ImportId,
    pub file_name: String,
    /// Company time.
    pub at: NaiveDateTime,
    pub who: Option<String>,
    /// It was taken back.
    pub undone: bool,
}

/// A meter, to be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterPage {
    pub today: NaiveDate,
    pub meter: Meter,
    pub account: AccountId,
    pub number: String,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
    /// Those that stand, the latest first.
    pub readings: Vec<Reading>,
    pub history: Vec<HistoryLine>,
    pub imports: Vec<LoadedFrom>,
    /// For a new meter in its place.
    pub fresh: MeterId,
    pub may_change: bool,
}

/// What waits until the company decides who uses a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimsPage {
    /// The oldest first.
    pub claims: Vec<WaitingClaim>,
    /// The claim after which the next part begins.
    pub next: Option<ResidencyClaimId>,
    /// On the first part alone.
    pub disputes: Vec<Disputed>,
    /// There are more disputes than are shown.
    pub more_disputes: bool,
}

/// Somebody wants a unit in their cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingClaim {
    pub id: ResidencyClaimId,
    /// As it was typed, as is the surname.
    pub number: String,
    pub surname: String,
    pub email: String,
    /// Company time.
    pub requested_at: NaiveDateTime,
    /// The account of that number.
    pub account: Option<ClaimedAccount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimedAccount {
    pub id: AccountId,
    pub number: String,
    /// Address with the unit.
    pub address: String,
    pub owners: Vec<String>,
    pub closed_on: Option<NaiveDate>,
    /// An owner has that surname: a letter with a button is on its way.
    pub fits: bool,
}

/// Somebody whom those who live there do not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disputed {
    pub id: ResidencyId,
    pub email: String,
    pub kind: ResidencyKind,
    pub account: AccountId,
    pub number: String,
    /// Address with the unit.
    pub address: String,
    /// Company time.
    pub suspended_at: NaiveDateTime,
}
