//! Tables for spreadsheets, in the formats that they can be taken home in.
use crate::{Error, Result};
use exchange::write::{Cell, csv, xlsx};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    Xlsx,
}

impl Format {
    /// The whole file; `title` is the name of the sheet of a workbook.
    pub(crate) fn table(
        self,
        title: &str,
        header: &[&str],
        rows: impl IntoIterator<Item = Vec<Cell>>,
    ) -> Result<Vec<u8>> {
        match self {
            Self::Csv => Ok(csv(header, rows)),
            Self::Xlsx => {
                xlsx(title, header, rows).map_err(|error| Error::Broken(format!("a workbook: {error}")))
            }
        }
    }
}
