//! A forgotten password.
mod api;

pub use api::*;
