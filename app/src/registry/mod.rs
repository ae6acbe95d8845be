//! «Реестры»: houses, units, accounts, those who live there, and meters.
mod account;
mod api;
mod claims;
mod closing;
mod forms;
mod history;
mod house;
mod houses;
mod meter;
mod meter_forms;
mod owners;
mod residents;

pub use account::AccountPage;
pub use api::*;
pub use claims::ClaimsPage;
pub use house::HousePage;
pub use houses::RegistryPage;
pub use meter::MeterPage;

/// Where the list of houses is.
const HOUSES: &str = "/staff/registry/buildings";
/// Where the cards of accounts are.
pub(crate) const ACCOUNTS: &str = "/staff/registry/accounts";
const METERS: &str = "/staff/registry/meters";
const CLAIMS: &str = "/staff/registry/claims";
