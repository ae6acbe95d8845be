//! `/app`: how to put the portal on a phone or a computer.
mod page;

pub use page::*;
