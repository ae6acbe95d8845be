//! «Реестры»: houses, units, accounts, those who live there, and meters, as staff see and change them.
mod accounts;
mod change;
mod form;
mod meters;
mod owners;
mod pages;
mod residents;

#[cfg(test)]
mod tests;

pub use accounts::{AccountClosing, AccountDays, AccountOpening, Closed, Reopened};
pub use change::Change;
pub use form::Wrong;
pub use meters::{Removal, Removed, Replaced, Replacement, Scene, Verification, Verified};
pub use owners::OwnerDates;
pub use pages::{
    AccountPage, ClaimedAccount, ClaimsPage, Disputed, FoundAccount, HistoryLine, HousePage, HouseRow,
    HousesPage, LoadedFrom, MeterCard, MeterPage, OwnerCard, RegistryFinding, Resident, UnitAccount, UnitRow,
    WaitingClaim,
};
pub use residents::{ClaimConfirmation, ClaimRefusal, DisputeAnswer, ResidencyDates, Tied};
