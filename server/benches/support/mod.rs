//! What benchmarks of a running portal have in common: its data, its process, a client, and the words for figures.
pub mod config;
pub mod fill;
pub mod http;
pub mod process;
pub mod report;
