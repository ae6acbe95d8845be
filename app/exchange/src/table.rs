use crate::{
    FileProblem,
    decode::readable,
    fold::word,
    layout::{Column, Layout, Recognised, Row},
    records::{Record, Records},
    sber,
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
    /// Totals and repeated headers are no rows.
    lenient: bool,
    /// Where its rows come from, in Sber's layout.
    unfolded: Option<sber::Rows>,
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
        let fits = |text: &str| usize::from(Layout::of(text, known, renamed).is_ok());
        let (text, encoding) = readable(bytes, limits, fits)?;
        let (text, unfolded) = sber::unfolded(text, known)?;
        let layout = Layout::of(&text, known, renamed)?;
        let mut rows = 0;
        for record in Records::new(&text, layout.delimiter.char()) {
            let record = record.map_err(|open| FileProblem::QuoteNotClosed { row: open.row })?;
            rows += usize::from(record.row > layout.header_row);
        }
        if rows > limits.rows {
            return Err(FileProblem::TooManyRows { max: limits.rows });
        }
        let recognised =
            Recognised { encoding, delimiter: layout.delimiter, form: sber::form(unfolded.as_ref()) };
        Ok(Self { text, recognised, layout, rows, lenient: false, unfolded })
    }

    pub(crate) fn of_sheet(
        text: Cow<'a, str>,
        recognised: Recognised,
        layout: Layout,
        unfolded: Option<sber::Rows>,
    ) -> Self {
        let mut table = Self { text, recognised, layout, rows: 0, lenient: true, unfolded };
        table.rows = table.rows().count();
        table
    }

    /// The same table, whose text is its own.
    #[must_use]
    pub fn into_owned(self) -> Table<'static> {
        let text = Cow::Owned(self.text.into_owned());
        Table {
            text,
            recognised: self.recognised,
            layout: self.layout,
            rows: self.rows,
            lenient: self.lenient,
            unfolded: self.unfolded,
        }
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

    /// The known columns that the file has, with their indexes.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &'static Column)> {
        let places = self.layout.places.iter();
        places
            .zip(self.layout.known)
            .enumerate()
            .filter_map(|(at, (place, column))| Some((at, place.and(Some(column))?)))
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        Records::new(&self.text, self.layout.delimiter.char())
            .filter_map(Result::ok)
            .filter(|record| record.row > self.layout.header_row)
            .filter(|record| !self.lenient || !self.is_beside(record))
            .map(|record| self.row(record))
    }

    fn row<'t>(&'t self, record: Record<'t>) -> Row<'t> {
        let (number, fault) = match &self.unfolded {
            Some(rows) => (rows.number(record.row), rows.fault(record.row)),
            None => (record.row, None),
        };
        Row { number, cells: record.cells, layout: &self.layout, cut: false, fault }
    }

    /// A total, the header once more, or the numbers of columns that reports have below it.
    fn is_beside(&self, record: &Record<'_>) -> bool {
        let mut cells = record.cells.iter().filter(|cell| !cell.is_empty());
        let first = cells.next().map(|cell| word(cell)).unwrap_or_default();
        let is_total = ["ИТОГО", "ВСЕГО"].iter().any(|total| first.starts_with(total));
        let is_numbering = || {
            record.row == self.layout.header_row + 1
                && record.cells.len() > 2
                && record.cells.iter().zip(1..).all(|(cell, at): (_, usize)| **cell == at.to_string())
        };
        let is_header = || {
            let mut named = self.layout.header.iter().zip(&record.cells).filter(|(name, _)| !name.is_empty());
            self.layout.header.iter().any(|name| !name.is_empty())
                && named.all(|(name, cell)| *name == **cell)
        };
        is_total || is_numbering() || is_header()
    }
}
