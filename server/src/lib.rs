//! The server host: everything that is not the application itself. Command line, configuration, HTTP, the worker.
pub mod cli;
mod commands;
pub mod config;
pub mod host;
mod http;
mod listen;
mod logging;
mod metrics;
pub mod site;
mod worker;
