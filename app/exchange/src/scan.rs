//! The rows of a file that is read piece by piece, as [`crate::records`] would find them in its whole text. Works on bytes: in UTF-8 and in
//! Windows-1251 whatever ends a cell is one byte.
use std::io::{self, Read, Seek, SeekFrom};

/// The longest row there may be: a quotation mark that is not closed would make one row of the rest of the file.
pub(crate) const LONGEST: usize = 1024 * 1024;
/// Bytes that are read at once.
pub(crate) const PIECE: usize = 256 * 1024;

/// Where a row lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub start: u64,
    /// From 1, as a spreadsheet numbers it.
    pub row: u32,
    /// Without the line break.
    pub bytes: u32,
}

impl Place {
    fn length(self) -> usize {
        self.bytes as usize
    }
}

#[derive(Debug)]
pub(crate) enum ScanError {
    Io(io::Error),
    QuoteNotClosed { row: u32 },
    TooLong { row: u32 },
}

impl From<io::Error> for ScanError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A file and the piece of it that is in memory.
#[derive(Debug)]
pub(crate) struct Scan<S> {
    source: S,
    delimiter: u8,
    piece: Vec<u8>,
    /// Where the piece begins in the file.
    offset: u64,
    /// Where the next row begins in the piece.
    next: usize,
    /// The last row that was passed.
    row: u32,
    /// Bytes that are read at once.
    at_once: usize,
    /// The piece reaches the end of the file.
    ended: bool,
}

impl<S: Read + Seek> Scan<S> {
    /// `at_once` bytes are read at a time.
    pub(crate) fn new(source: S, delimiter: u8, at_once: usize) -> Self {
        Self { source, delimiter, piece: Vec::new(), offset: 0, next: 0, row: 0, at_once, ended: false }
    }

    /// Begins again at `start`, where row `row` ends.
    pub(crate) fn rewind(&mut self, start: u64, row: u32) -> io::Result<()> {
        self.source.seek(SeekFrom::Start(start))?;
        self.piece.clear();
        (self.offset, self.next, self.row, self.ended) = (start, 0, row, false);
        Ok(())
    }

    /// Finds the next row, and leaves it next. `None` at the end of the file.
    pub(crate) fn peek(&mut self) -> Result<Option<Place>, ScanError> {
        let row = self.row + 1;
        loop {
            let rest = self.piece.get(self.next..).unwrap_or_default();
            if rest.is_empty() && self.ended {
                return Ok(None);
            }
            match end_of_row(rest, self.delimiter, self.ended) {
                End::At { bytes } => {
                    let start = self.offset + self.next as u64;
                    let bytes = u32::try_from(bytes).map_err(|_| ScanError::TooLong { row })?;
                    return Ok(Some(Place { start, row, bytes }));
                }
                End::InQuotes if self.ended => return Err(ScanError::QuoteNotClosed { row }),
                _ if rest.len() > LONGEST => return Err(ScanError::TooLong { row }),
                End::InQuotes | End::Unknown => self.fill()?,
            }
        }
    }

    /// The bytes of a row that [`Self::peek`] found.
    pub(crate) fn bytes(&self, place: Place) -> &[u8] {
        self.piece.get(self.next..self.next + place.length()).unwrap_or_default()
    }

    /// Whether the file ends with the next row, and without a line break.
    pub(crate) fn is_last(&self, place: Place) -> bool {
        self.ended && self.next + place.length() == self.piece.len()
    }

    /// Goes on to the row after this one.
    pub(crate) fn pass(&mut self, place: Place) {
        let rest = self.piece.get(self.next + place.length()..).unwrap_or_default();
        let line_break = match rest {
            [b'\r', b'\n', ..] => 2,
            [_, ..] => 1,
            [] => 0,
        };
        self.next += place.length() + line_break;
        self.row = place.row;
    }

    /// Makes a row that lies anywhere the next one.
    pub(crate) fn jump(&mut self, place: Place) -> io::Result<()> {
        let there = place.start.checked_sub(self.offset).and_then(|at| usize::try_from(at).ok());
        if let Some(at) = there.filter(|at| at + place.length() <= self.piece.len()) {
            self.next = at;
            return Ok(());
        }
        self.rewind(place.start, place.row - 1)?;
        while self.piece.len() < place.length() && !self.ended {
            self.fill()?;
        }
        Ok(())
    }

    fn fill(&mut self) -> io::Result<()> {
        self.piece.drain(..self.next);
        self.offset += self.next as u64;
        self.next = 0;
        let read = (&mut self.source).take(self.at_once as u64).read_to_end(&mut self.piece)?;
        self.ended = read < self.at_once;
        Ok(())
    }
}

enum End {
    /// So many bytes before a line break, or before the end of the file.
    At { bytes: usize },
    /// More has to be read; a quotation mark is open.
    InQuotes,
    /// More has to be read.
    Unknown,
}

/// Finds the end of the row that the bytes begin with; `whole` when nothing comes after them.
fn end_of_row(bytes: &[u8], delimiter: u8, whole: bool) -> End {
    let mut at = 0;
    loop {
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                let Some(length) = bytes.get(at..).unwrap_or_default().iter().position(|byte| *byte == b'"')
                else {
                    return End::InQuotes;
                };
                at += length + 1;
                match bytes.get(at) {
                    Some(b'"') => at += 1,
                    // It may be the first of two.
                    None if !whole => return End::Unknown,
                    _ => break,
                }
            }
        }
        let ends = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
        match bytes.get(at..).unwrap_or_default().iter().position(ends) {
            None if whole => return End::At { bytes: bytes.len() },
            None => return End::Unknown,
            Some(length) => at += length,
        }
        match bytes[at] {
            // The line break may have a second half.
            b'\r' if at + 1 == bytes.len() && !whole => return End::Unknown,
            b'\n' | b'\r' => return End::At { bytes: at },
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Records;
    use proptest::prelude::*;
    use std::io::Cursor;

    /// Row numbers with their bytes, and the row in which a quotation mark is open.
    fn scanned(text: &str, at_once: usize) -> (Vec<(u32, String, bool)>, Option<u32>) {
        let mut scan = Scan::new(Cursor::new(text.as_bytes()), b';', at_once);
        let mut rows = Vec::new();
        loop {
            match scan.peek() {
                Ok(Some(place)) => {
                    let row = String::from_utf8(scan.bytes(place).to_vec()).unwrap();
                    rows.push((place.row, row, scan.is_last(place)));
                    scan.pass(place);
                }
                Ok(None) => return (rows, None),
                Err(ScanError::QuoteNotClosed { row }) => return (rows, Some(row)),
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    #[test]
    fn a_row_that_never_ends_is_refused_before_it_fills_the_memory() {
        let endless = Cursor::new(vec![b'x'; 3 * LONGEST]);
        assert!(matches!(Scan::new(endless, b';', PIECE).peek(), Err(ScanError::TooLong { row: 1 })));
    }

    proptest! {
        #[test]
        fn a_text_in_pieces_has_the_rows_of_the_whole(pieces in prop::collection::vec("[a\";\r\n ]{0,4}", 0..20), at_once in 1..9_usize) {
            let text = pieces.concat();
            let (rows, open) = scanned(&text, at_once);
            let whole = Records::new(&text, ';').collect::<Result<Vec<_>, _>>();
            match whole {
                Err(error) => prop_assert_eq!(open.map(|row| row as usize), Some(error.row)),
                Ok(records) => {
                    prop_assert_eq!(open, None);
                    let found: Vec<_> = (rows.iter())
                        .filter_map(|(row, text, _)| Some((*row as usize, Records::new(text, ';').next()?.ok()?.cells)))
                        .collect();
                    let expected: Vec<_> = records.into_iter().map(|record| (record.row, record.cells)).collect();
                    prop_assert_eq!(found, expected);
                    let last = rows.last().is_some_and(|(_, _, last)| *last);
                    prop_assert_eq!(last, !text.is_empty() && !text.ends_with(['\r', '\n']));
                }
            }
        }

        #[test]
        fn any_row_is_found_again(text in "([a-z]{0,3};[a-z]{0,3}\n){1,12}", at_once in 1..9_usize, order in any::<u64>()) {
            let mut scan = Scan::new(Cursor::new(text.as_bytes()), b';', at_once);
            let mut places = Vec::new();
            while let Some(place) = scan.peek().unwrap() {
                places.push((place, scan.bytes(place).to_vec()));
                scan.pass(place);
            }
            places.sort_by_key(|(place, _)| (u64::from(place.row) * 7 + order) % 5);
            for (place, bytes) in places {
                scan.jump(place).unwrap();
                prop_assert_eq!(scan.bytes(place), &bytes[..]);
            }
        }
    }
}
