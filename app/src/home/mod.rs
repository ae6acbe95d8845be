//! The first page.
mod api;

pub use api::*;
