//! Signing in and out.
mod api;
#[cfg(feature = "ssr")]
pub mod cookies;

pub use api::*;
