//! File formats: bytes to typed rows and back. Pure: no database, no clock, no files.
//!
//! A file is opened as a [`Table`] with the columns that its kind knows, and each [`Row`] is read by
//! [`accounts::read`], [`meters::read`] or [`readings::read`]. Every bad cell is named, with what is wrong with it.
mod cell;
mod decode;
mod fold;
mod problem;
mod records;
mod table;

pub mod accounts;
pub mod meters;
pub mod readings;
pub mod resource;
pub mod write;

pub use decode::Encoding;
pub use problem::{BadCell, CellError, FileProblem};
pub use table::{Column, Delimiter, Limits, Recognised, Row, Table};
