//! A text split into records and cells (RFC 4180), as a spreadsheet would number them.
use std::borrow::Cow;

/// One row that has something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record<'a> {
    /// From 1; empty rows count, a line break inside quotation marks does not.
    pub row: usize,
    pub cells: Vec<Cow<'a, str>>,
}

/// A quotation mark in this row is never closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotClosed {
    pub row: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct Records<'a> {
    rest: &'a str,
    row: usize,
    delimiter: char,
}

impl<'a> Records<'a> {
    pub(crate) const fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text, row: 0, delimiter }
    }

    /// Takes one cell off the rest; the rest then begins with what ended the cell.
    fn cell(&mut self) -> Result<Cow<'a, str>, NotClosed> {
        if let Some(quoted) = self.rest.strip_prefix('"') {
            let mut text = Cow::Borrowed("");
            let mut rest = quoted;
            loop {
                let (part, after) = rest.split_once('"').ok_or(NotClosed { row: self.row })?;
                append(&mut text, part);
                if let Some(more) = after.strip_prefix('"') {
                    append(&mut text, "\"");
                    rest = more;
                } else {
                    self.rest = after;
                    break;
                }
            }
            append(&mut text, self.plain());
            return Ok(text);
        }
        Ok(Cow::Borrowed(self.plain()))
    }

    fn plain(&mut self) -> &'a str {
        let ends = |c: char| c == self.delimiter || c == '\n' || c == '\r';
        let (text, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        text
    }
}

fn append<'a>(text: &mut Cow<'a, str>, part: &'a str) {
    if text.is_empty() {
        *text = Cow::Borrowed(part);
    } else if !part.is_empty() {
        text.to_mut().push_str(part);
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, NotClosed>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            self.row += 1;
            let mut cells = Vec::new();
            loop {
                match self.cell() {
                    Ok(cell) => cells.push(clean(cell)),
                    Err(error) => {
                        self.rest = "";
                        return Some(Err(error));
                    }
                }
                match self.rest.strip_prefix(self.delimiter) {
                    Some(rest) => self.rest = rest,
                    None => break,
                }
            }
            let rest = self.rest;
            self.rest = rest
                .strip_prefix("\r\n")
                .or_else(|| rest.strip_prefix('\n'))
                .or_else(|| rest.strip_prefix('\r'))
                .unwrap_or(rest);
            if cells.iter().any(|cell| !cell.is_empty()) {
                return Some(Ok(Record { row: self.row, cells }));
            }
        }
        None
    }
}

/// Without spaces around, and without the apostrophe that keeps a spreadsheet from reading a text as a formula.
fn clean(cell: Cow<'_, str>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(bare(text)),
        Cow::Owned(text) => Cow::Owned(bare(&text).to_owned()),
    }
}

fn bare(text: &str) -> &str {
    let text = text.trim();
    match text.strip_prefix('\'') {
        Some(guarded) if guarded.starts_with(['=', '+', '-', '@', '\t', '\r']) => guarded.trim(),
        _ => text,
    }
}
