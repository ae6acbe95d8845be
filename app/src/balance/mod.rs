//! «Баланс дома»: common meters against the sum of the units.
mod api;
mod change;
mod house;
mod page;
mod table;
pub mod text;

pub use api::*;
pub use house::{HouseForm, common_meters};
pub use page::BalancePage;
