//! Where the columns of a file are.
use crate::{
    BadCell, CellError, Encoding, FileProblem,
    fold::word,
    records::{Record, Records},
};
use std::borrow::Cow;

/// A column that a kind of file knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    /// The file cannot do without it.
    pub required: bool,
    /// What other headers may mean it: it is only proposed for them.
    pub also: &'static [&'static str],
}

impl Column {
    pub(crate) const fn required(name: &'static str) -> Self {
        Self { name, required: true, also: &[] }
    }

    pub(crate) const fn optional(name: &'static str) -> Self {
        Self { name, required: false, also: &[] }
    }

    pub(crate) const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }
}

/// What keeps the cells of a row apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    Semicolon,
    Comma,
    Tab,
}

impl Delimiter {
    pub(crate) const ALL: [Self; 3] = [Self::Semicolon, Self::Comma, Self::Tab];

    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
        }
    }

    pub(crate) const fn char(self) -> char {
        self.byte() as char
    }
}

/// How a file was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    pub encoding: Encoding,
    pub delimiter: Delimiter,
    pub form: Form,
}

/// How the rows of a file lie in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One below the other, under a header.
    Table,
    /// Several in a line, without a header ([`crate::sber`]).
    Sber,
}

/// The header of a file, and which of its columns are known.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub delimiter: Delimiter,
    /// Row of the header, as a spreadsheet numbers it.
    pub header_row: usize,
    pub header: Vec<String>,
    /// For each known column its place in the file.
    pub places: Vec<Option<usize>>,
    pub known: &'static [Column],
}

/// The header may have so many lines of title above it.
pub(crate) const TITLE_ROWS: usize = 20;

impl Layout {
    /// Recognises delimiter and header in the beginning of a file.
    pub(crate) fn of(
        text: &str,
        known: &'static [Column],
        renamed: &[(String, String)],
    ) -> Result<Self, FileProblem> {
        let names = Names::new(known, renamed)?;
        let best = Delimiter::ALL
            .into_iter()
            .flat_map(|delimiter| headers(text, delimiter).map(move |record| (delimiter, record)))
            .map(|(delimiter, record)| (names.recognised(&record), delimiter, record))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((_, delimiter, record)) = best else {
            return Err(first_problem(text));
        };
        let header_row = record.row;
        let header: Vec<String> = record.cells.into_iter().map(Cow::into_owned).collect();
        let places = names.places(&header)?;
        Ok(Self { delimiter, header_row, header, places, known })
    }

    /// Headers of the file that no known column has.
    pub(crate) fn unknown(&self) -> Vec<&str> {
        let known = |at: usize| self.places.contains(&Some(at));
        let named = self.header.iter().enumerate().filter(|(at, name)| !known(*at) && !name.is_empty());
        named.map(|(_, name)| name.as_str()).collect()
    }

    /// The header of a known column (its index), as the file has it.
    pub(crate) fn header(&self, column: usize) -> &str {
        let place = self.places.get(column).copied().flatten();
        let named = place.and_then(|at| self.header.get(at)).map(String::as_str);
        named.unwrap_or_else(|| self.known.get(column).map_or("", |column| column.name))
    }

    /// Whether a row has fewer cells than the file has columns.
    pub(crate) fn is_short(&self, cells: usize) -> bool {
        cells < self.header.len()
    }
}

fn headers(text: &str, delimiter: Delimiter) -> impl Iterator<Item = Record<'_>> {
    Records::new(text, delimiter.char()).map_while(Result::ok).take(TITLE_ROWS)
}

pub(crate) fn first_problem(text: &str) -> FileProblem {
    match Records::new(text, Delimiter::Semicolon.char()).next() {
        Some(Err(open)) => FileProblem::QuoteNotClosed { row: open.row },
        _ => FileProblem::Empty,
    }
}

/// Names of columns, folded.
struct Names<'n> {
    known: &'static [Column],
    words: Vec<String>,
    /// A header of the file and the index of the column it is.
    renamed: Vec<(&'n str, usize)>,
}

impl<'n> Names<'n> {
    fn new(known: &'static [Column], renamed: &'n [(String, String)]) -> Result<Self, FileProblem> {
        let words: Vec<String> = known.iter().map(|column| word(column.name)).collect();
        let renamed = renamed
            .iter()
            .map(|(header, name)| match words.iter().position(|known| *known == word(name)) {
                Some(column) => Ok((header.as_str(), column)),
                None => Err(FileProblem::NoSuchColumn {
                    name: name.clone(),
                    known: known.iter().map(|column| column.name).collect(),
                }),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { known, words, renamed })
    }

    fn column(&self, header: &str) -> Option<usize> {
        let header = word(header);
        let renamed = self.renamed.iter().find(|(name, _)| word(name) == header).map(|(_, column)| *column);
        renamed.or_else(|| {
            let column = self.words.iter().position(|known| *known == header)?;
            // A column that is taken from another header is not taken from its own.
            self.renamed.iter().all(|(_, renamed)| *renamed != column).then_some(column)
        })
    }

    /// How many known columns a record names.
    fn recognised(&self, record: &Record<'_>) -> usize {
        let mut found: Vec<usize> = record.cells.iter().filter_map(|cell| self.column(cell)).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    }

    fn places(&self, header: &[String]) -> Result<Vec<Option<usize>>, FileProblem> {
        let mut places = vec![None; self.known.len()];
        for (at, name) in header.iter().enumerate() {
            if let Some(column) = self.column(name)
                && places[column].replace(at).is_some()
            {
                return Err(FileProblem::ColumnTwice { name: name.clone() });
            }
        }
        let absent = self.renamed.iter().find(|(_, column)| places[*column].is_none());
        if let Some((name, _)) = absent {
            return Err(FileProblem::NoSuchHeader { header: (*name).to_owned() });
        }
        let missing: Vec<&'static str> = (self.known.iter().zip(&places))
            .filter(|(column, place)| column.required && place.is_none())
            .map(|(column, _)| column.name)
            .collect();
        if missing.is_empty() {
            return Ok(places);
        }
        let found = header.iter().filter(|name| !name.is_empty()).cloned().collect();
        Err(FileProblem::ColumnsMissing { missing, found })
    }
}

/// A row below the header.
#[derive(Debug)]
pub struct Row<'t> {
    /// As a spreadsheet numbers it.
    pub number: usize,
    pub(crate) cells: Vec<Cow<'t, str>>,
    pub(crate) layout: &'t Layout,
    /// The file ends in the middle of it.
    pub(crate) cut: bool,
    /// It stands for what cannot be understood.
    pub(crate) fault: Option<CellError>,
}

impl Row<'_> {
    /// The cell of a known column (its index); empty when the file has no such column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        let place = self.layout.places.get(column).copied().flatten();
        place.and_then(|at| self.cells.get(at)).map_or("", |cell| cell)
    }

    /// A complaint about the cell of a known column (its index).
    #[must_use]
    pub fn bad(&self, column: usize, error: CellError) -> BadCell {
        let value = self.cell(column).to_owned();
        BadCell { row: self.number, column: self.layout.header(column).to_owned(), value, error }
    }

    /// What stands to the right of the last column, or that the row is not there as a whole, or cannot be understood.
    pub(crate) fn odd(&self) -> Option<BadCell> {
        let bad = |value, error| BadCell { row: self.number, column: String::new(), value, error };
        if let Some(fault) = &self.fault {
            return Some(bad(String::new(), fault.clone()));
        }
        if self.cut {
            return Some(bad(String::new(), CellError::CutOff));
        }
        let extra = self.cells.iter().skip(self.layout.header.len()).find(|cell| !cell.is_empty())?;
        Some(bad(extra.to_string(), CellError::Extra))
    }
}
