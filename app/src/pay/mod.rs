//! «Оплата»: what to pay, the way to the bank, and what came of it.
mod api;
mod choice;
mod code;
mod offer;
mod order;
mod outcome;
mod page;
mod requisites;
mod selection;
mod sums;

pub use api::*;
pub use offer::OfferPage;
pub use order::OrderPage;
pub use page::PayPage;
