//! Signing in and out.
mod api;
mod code;
#[cfg(feature = "ssr")]
pub mod cookies;
mod page;

pub use api::*;
pub use code::SignInCodePage;
pub use page::*;
