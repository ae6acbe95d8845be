//! `/check/{code}`: whether a paper is genuine.
mod api;
mod page;

pub use api::*;
pub use page::CheckPage;
