//! «Настройки».
mod api;
mod numbers;
mod page;
mod recipient;

pub use api::*;
pub use page::SettingsPage;
pub use recipient::RecipientPage;

/// Where they are.
pub(crate) const SETTINGS: &str = "/staff/settings";
