//! «Начисления» of the accountant: files, a draft beside the month before, receipts of a house.
mod api;
mod desk;
mod draft;

pub use api::*;
pub use desk::ChargesDeskPage;
pub use draft::DraftPage;
