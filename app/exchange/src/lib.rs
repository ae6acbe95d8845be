//! File formats: bytes to typed rows and back. Pure: no database, no clock, no files.
//!
//! A file is opened as a [`Table`], or as a [`LargeTable`] that is never held as a whole, with the columns that its kind knows; or as a
//! [`Sheet`], whose columns are proposed for a person to correct. Workbooks, and statements that a bank exchanges with 1C, are read like
//! texts; a file in [Sber's layout](sber) is made such a table. Each [`Row`] is read by [`accounts::read`], [`charges::read`] and so on.
//! Every bad cell is named, with what is wrong with it.
mod cell;
mod decode;
mod fold;
mod large;
mod layout;
mod problem;
mod propose;
mod records;
mod scan;
mod sheet;
mod source;
mod statement;
mod table;
mod workbook;

pub mod accounts;
pub mod archive;
pub mod charges;
pub mod debts;
pub mod meters;
pub mod payment_qr;
pub mod payments;
pub mod qr;
pub mod readings;
pub mod resource;
pub mod sber;
pub mod uploads;
pub mod write;

pub use decode::Encoding;
pub use large::{Key, LargeError, LargeTable};
pub use layout::{Column, Delimiter, Form, Recognised, Row};
pub use problem::{BadCell, CellError, FileProblem};
pub use sheet::Sheet;
pub use table::{Limits, Table};
