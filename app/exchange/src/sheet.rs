use crate::{
    Encoding, FileProblem, Limits, Table,
    decode::readable,
    layout::{Column, Layout, Recognised, first_problem},
    propose,
    records::Records,
    sber,
};
use std::borrow::Cow;

/// Any spreadsheet, with a header whose columns are proposed.
#[derive(Debug)]
pub struct Sheet<'a> {
    text: Cow<'a, str>,
    pub recognised: Recognised,
    layout: Layout,
    rows: usize,
    /// Where its rows come from, in Sber's layout.
    unfolded: Option<sber::Rows>,
}

/// Whether a row that names no column holds a sum or a number: it is no header then.
fn is_data(row: &[String]) -> bool {
    let is_number = |cell: &String| {
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        digits > 3
            && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '-' | '\u{a0}'))
    };
    row.iter().any(is_number)
}

impl<'a> Sheet<'a> {
    /// Recognises what a file is and where its header stands, and proposes which column is which.
    ///
    /// # Errors
    /// When the file cannot be read at all, or is too large; the first [`FileProblem`] found.
    pub fn open(bytes: &'a [u8], known: &'static [Column], limits: Limits) -> Result<Self, FileProblem> {
        let (text, encoding) = readable(bytes, limits, |text| propose::score(text, known))?;
        let (text, unfolded) = sber::unfolded(text, known)?;
        let mut found = propose::find(&text, known).ok_or_else(|| first_problem(&text))?;
        if found.score == 0 && is_data(&found.header) {
            // A registry without a header: its columns have letters alone.
            found.header_row -= 1;
            found.header.iter_mut().for_each(String::clear);
        }
        let mut header = found.header;
        let (mut rows, mut widest) = (0, header.len());
        for record in Records::new(&text, found.delimiter.char()) {
            let record = record.map_err(|open| FileProblem::QuoteNotClosed { row: open.row })?;
            if record.row > found.header_row {
                rows += 1;
                widest = widest.max(record.cells.len());
            }
        }
        if rows > limits.rows {
            return Err(FileProblem::TooManyRows { max: limits.rows });
        }
        // In a text a cell beyond the header says that a delimiter is not quoted; in a workbook it is a cell.
        if encoding == Encoding::Workbook {
            header.resize(widest, String::new());
        }
        let layout = Layout {
            delimiter: found.delimiter,
            header_row: found.header_row,
            header,
            places: found.places,
            known,
        };
        let form = sber::form(unfolded.as_ref());
        let recognised = Recognised { encoding, delimiter: found.delimiter, form };
        Ok(Self { text, recognised, layout, rows, unfolded })
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

    /// The headers of the file, from the left; a column may have none.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.layout.header
    }

    /// For each known column its proposed place in [`Self::header`].
    #[must_use]
    pub fn proposal(&self) -> &[Option<usize>] {
        &self.layout.places
    }

    /// The first rows below the header, with what stands in them.
    #[must_use]
    pub fn first_rows(&self, most: usize) -> Vec<(usize, Vec<String>)> {
        let records = Records::new(&self.text, self.layout.delimiter.char()).filter_map(Result::ok);
        let below = records.filter(|record| record.row > self.layout.header_row);
        below
            .take(most)
            .map(|record| {
                let number = self.unfolded.as_ref().map_or(record.row, |rows| rows.number(record.row));
                (number, record.cells.into_iter().map(Cow::into_owned).collect())
            })
            .collect()
    }

    /// The sheet as a table of chosen columns: for each known one its place. Totals and repeated headers are passed over.
    ///
    /// # Errors
    /// [`FileProblem::ColumnsMissing`] when a required column has no place, [`FileProblem::ColumnTwice`] when two have the same one.
    pub fn table(self, places: &[Option<usize>]) -> Result<Table<'a>, FileProblem> {
        let Self { text, recognised, mut layout, unfolded, .. } = self;
        let place =
            |column: usize| places.get(column).copied().flatten().filter(|at| *at < layout.header.len());
        let chosen: Vec<Option<usize>> = (0..layout.known.len()).map(place).collect();
        let missing: Vec<&'static str> = (layout.known.iter().zip(&chosen))
            .filter(|(column, place)| column.required && place.is_none())
            .map(|(column, _)| column.name)
            .collect();
        if !missing.is_empty() {
            let found = layout.header.iter().filter(|name| !name.is_empty()).cloned().collect();
            return Err(FileProblem::ColumnsMissing { missing, found });
        }
        for (column, at) in chosen.iter().enumerate() {
            if at.is_some() && chosen.iter().take(column).any(|other| other == at) {
                let name = at.and_then(|at| layout.header.get(at)).cloned().unwrap_or_default();
                return Err(FileProblem::ColumnTwice { name });
            }
        }
        layout.places = chosen;
        Ok(Table::of_sheet(text, recognised, layout, unfolded))
    }
}
