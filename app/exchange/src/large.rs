//! A table that is too large to be held: it is read from its source in parts.
use crate::{
    Encoding, FileProblem, Limits,
    layout::{Column, Form, Layout, Recognised, Row},
    records::Records,
    scan::{LONGEST, PIECE, Place, Scan, ScanError},
    source::{Source, prepare},
};
use encoding_rs::WINDOWS_1251;
use std::{
    borrow::Cow,
    io::{self, Read, Seek},
};

/// Tells what rows belong together: those of one key.
pub type Key = fn(&Row<'_>) -> u64;

/// Why a large table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LargeError {
    #[error(transparent)]
    Problem(#[from] FileProblem),
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<ScanError> for LargeError {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::Io(error) => error.into(),
            ScanError::QuoteNotClosed { row } => FileProblem::QuoteNotClosed { row: row as usize }.into(),
            ScanError::TooLong { row } => FileProblem::LineTooLong { row: row as usize, max: LONGEST }.into(),
        }
    }
}

/// A text with a header whose columns were recognised, and whose rows are read in parts.
#[derive(Debug)]
pub struct LargeTable<S> {
    scan: Scan<Source<S>>,
    pub recognised: Recognised,
    layout: Layout,
    key: Key,
    rows: usize,
    /// The row that the file ends in without a line break.
    open_end: Option<u32>,
    order: Order,
}

/// In which order rows are read.
#[derive(Debug)]
enum Order {
    /// As they are written: those that belong together stand together.
    Written,
    /// By what they belong to, in the order of its first row; and how many are read.
    Sorted(Vec<Sorted>, usize),
}

#[derive(Debug, Clone, Copy)]
struct Sorted {
    /// The key, and then where its first row lies.
    group: u64,
    place: Place,
}

impl<S: Read + Seek> LargeTable<S> {
    /// The last row has no line break: the file may have been cut.
    #[must_use]
    pub const fn has_open_end(&self) -> bool {
        self.open_end.is_some()
    }

    /// Recognises encoding, delimiter and header, and looks through all rows once. `renamed` are pairs of a header as in the file and the known
    /// one it is.
    ///
    /// # Errors
    /// When the file cannot be what it should be (the first [`FileProblem`] found), or cannot be read.
    pub fn open(
        source: S,
        known: &'static [Column],
        renamed: &[(String, String)],
        limits: Limits,
        key: Key,
    ) -> Result<Self, LargeError> {
        let prepared = prepare(source, limits, |text| Layout::of(text, known, renamed).is_ok())?;
        let layout = Layout::of(&prepared.head, known, renamed)?;
        let recognised =
            Recognised { encoding: prepared.encoding, delimiter: layout.delimiter, form: Form::Table };
        let mut scan = Scan::new(prepared.source, layout.delimiter.byte(), PIECE);
        scan.rewind(prepared.begins, 0)?;
        let mut table =
            Self { scan, recognised, layout, key, rows: 0, open_end: None, order: Order::Written };
        table.look_through(limits, prepared.begins)?;
        Ok(table)
    }

    /// Counts the rows, and puts them into an order in which what belongs together stands together.
    fn look_through(&mut self, limits: Limits, begins: u64) -> Result<(), LargeError> {
        let mut runs: Vec<u64> = Vec::new();
        let mut rows = 0;
        self.each(|_, key| {
            rows += 1;
            if runs.last() != Some(&key) {
                runs.push(key);
            }
            rows <= limits.rows
        })?;
        if rows > limits.rows {
            return Err(FileProblem::TooManyRows { max: limits.rows }.into());
        }
        self.rows = rows;
        let count = runs.len();
        runs.sort_unstable();
        runs.dedup();
        if runs.len() < count {
            drop(runs);
            self.scan.rewind(begins, 0)?;
            let mut sorted = Vec::with_capacity(rows);
            self.each(|place, group| {
                sorted.push(Sorted { group, place });
                true
            })?;
            self.order = Order::Sorted(by_first_row(sorted), 0);
        }
        self.scan.rewind(begins, 0)?;
        Ok(())
    }

    /// Calls with each row that has something in it, for as long as that says so.
    fn each(&mut self, mut call: impl FnMut(Place, u64) -> bool) -> Result<(), LargeError> {
        while let Some(place) = self.scan.peek()? {
            let key = self.row(place).map(|row| (self.key)(&row));
            self.open_end = self.scan.is_last(place).then_some(place.row);
            self.scan.pass(place);
            if let Some(key) = key
                && !call(place, key)
            {
                break;
            }
        }
        Ok(())
    }

    /// A row below the header that has something in it.
    fn row(&self, place: Place) -> Option<Row<'_>> {
        let number = place.row as usize;
        if number <= self.layout.header_row {
            return None;
        }
        let bytes = self.scan.bytes(place);
        let text = match self.recognised.encoding {
            Encoding::Windows1251 => WINDOWS_1251.decode_without_bom_handling(bytes).0,
            Encoding::Utf8 | Encoding::Utf16 | Encoding::Workbook | Encoding::Statement => {
                match std::str::from_utf8(bytes) {
                    Ok(text) => Cow::Borrowed(text),
                    Err(_) => String::from_utf8_lossy(bytes),
                }
            }
        };
        let delimiter = self.layout.delimiter.char();
        let cells: Vec<Cow<'_, str>> = match text {
            Cow::Borrowed(text) => Records::new(text, delimiter).next()?.ok()?.cells,
            Cow::Owned(text) => {
                let record = Records::new(&text, delimiter).next()?.ok()?;
                record.cells.into_iter().map(|cell| Cow::Owned(cell.into_owned())).collect()
            }
        };
        let cut = self.open_end == Some(place.row) && self.layout.is_short(cells.len());
        Some(Row { number, cells, layout: &self.layout, cut, fault: None })
    }

    /// Reads the next rows, at least so many and never a part of those that belong together; how many, 0 at the end.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn part(&mut self, least: usize, mut call: impl FnMut(&Row<'_>)) -> Result<usize, LargeError> {
        match &self.order {
            Order::Written => self.written(least, call),
            Order::Sorted(sorted, done) => {
                let from = *done;
                let mut to = sorted.len().min(from + least);
                while to > from && to < sorted.len() && sorted[to].group == sorted[to - 1].group {
                    to += 1;
                }
                let mut places: Vec<Place> = sorted[from..to].iter().map(|row| row.place).collect();
                places.sort_unstable_by_key(|place| place.start);
                for place in places {
                    self.scan.jump(place)?;
                    if let Some(row) = self.row(place) {
                        call(&row);
                    }
                }
                if let Order::Sorted(_, done) = &mut self.order {
                    *done = to;
                }
                Ok(to - from)
            }
        }
    }

    fn written(&mut self, least: usize, mut call: impl FnMut(&Row<'_>)) -> Result<usize, LargeError> {
        let (mut count, mut group) = (0, None);
        while let Some(place) = self.scan.peek()? {
            if let Some(row) = self.row(place) {
                // From the last row that is wanted on, only what belongs to it.
                if count + 1 >= least {
                    let key = (self.key)(&row);
                    if count >= least && group != Some(key) {
                        break;
                    }
                    group = Some(key);
                }
                call(&row);
                count += 1;
            }
            self.scan.pass(place);
        }
        Ok(count)
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
}

fn by_first_row(mut rows: Vec<Sorted>) -> Vec<Sorted> {
    rows.sort_unstable_by_key(|row| (row.group, row.place.start));
    let (mut key, mut first) = (None, 0);
    for row in &mut rows {
        if key != Some(row.group) {
            (key, first) = (Some(row.group), row.place.start);
        }
        row.group = first;
    }
    rows.sort_unstable_by_key(|row| (row.group, row.place.start));
    rows
}
