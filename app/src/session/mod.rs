//! Signing in and out.
mod api;
#[cfg(feature = "ssr")]
pub mod cookies;
mod page;

pub use api::*;
pub use page::*;
