//! The portal over real HTTP, and its command line as a real process.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on ends")]
mod support;

mod command_line;
mod crash;
mod files;
mod forms;
mod headers;
mod instances;
mod journeys;
mod mail;
mod matrix;
mod sessions;
mod watching;
