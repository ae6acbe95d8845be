use crate::{
    FileProblem,
    decode::decode,
    layout::{Column, Layout, Recognised, Row},
    records::Records,
};
use std::borrow::Cow;

/// How large a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub bytes: usize,
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 50 * 1024 * 1024, rows: 1_000_000 }
    }
}

/// A text with a header whose columns were recognised.
#[derive(Debug)]
pub struct Table<'a> {
    text: Cow<'a, str>,
    pub recognised: Recognised,
    layout: Layout,
    rows: usize,
}

impl<'a> Table<'a> {
    /// Recognises encoding, delimiter and header. `renamed` are pairs of a header as in the file and the known one it is.
    ///
    /// # Errors
    /// When the file cannot be what it should be; the first [`FileProblem`] found.
    pub fn open(
        bytes: &'a [u8],
        known: &'static [Column],
        renamed: &[(String, String)],
        limits: Limits,
    ) -> Result<Self, FileProblem> {
        if bytes.len() > limits.bytes {
            return Err(FileProblem::TooLarge { max_bytes: limits.bytes });
        }
        let (text, encoding) = decode(bytes)?;
        let layout = Layout::of(&text, known, renamed)?;
        let mut rows = 0;
        for record in Records::new(&text, layout.delimiter.char()) {
            let record = record.map_err(|open| FileProblem::QuoteNotClosed { row: open.row })?;
            rows += usize::from(record.row > layout.header_row);
        }
        if rows > limits.rows {
            return Err(FileProblem::TooManyRows { max: limits.rows });
        }
        let recognised = Recognised { encoding, delimiter: layout.delimiter };
        Ok(Self { text, recognised, layout, rows })
    }

    /// Rows below the header, without empty ones.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Headers of the file that no known column has.
    #[must_use]
    pub fn unknown(&self) -> Vec<&str> {
        self.layout.unknown()
    }

    /// The header of a known column (its index), as the file has it.
    #[must_use]
    pub fn header(&self, column: usize) -> &str {
        self.layout.header(column)
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        Records::new(&self.text, self.layout.delimiter.char())
            .filter_map(Result::ok)
            .filter(|record| record.row > self.layout.header_row)
            .map(|record| Row { number: record.row, cells: record.cells, layout: &self.layout, cut: false })
    }
}
