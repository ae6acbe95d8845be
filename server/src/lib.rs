//! The server host: everything that is not the application itself. Command line, configuration, HTTP, the worker.
pub mod cli;
mod commands;
mod company;
pub mod config;
pub mod demo;
pub mod host;
mod http;
mod key;
mod listen;
mod logging;
mod metrics;
pub mod site;
mod worker;

/// Version and commit.
#[must_use]
pub fn build() -> String {
    concat!(env!("CARGO_PKG_VERSION"), env!("DOMOVOY_COMMIT")).to_owned()
}

pub use http::page_patterns;
