//! Tables for spreadsheets: CSV as Russian ones open it, `;` and a byte order mark.

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Typed by a person: what a spreadsheet would run as a formula gets an apostrophe before it.
    Text(String),
    /// Written by us: a number or a date, with a decimal comma where it has decimals.
    Number(String),
}

/// The whole file.
#[must_use]
pub fn csv(header: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> Vec<u8> {
    let mut file = String::from('\u{feff}');
    line(&mut file, header.iter().map(|name| (*name).to_owned()));
    for row in rows {
        line(
            &mut file,
            row.into_iter().map(|cell| match cell {
                Cell::Text(text) => neutral(text),
                Cell::Number(number) => number,
            }),
        );
    }
    file.into_bytes()
}

fn neutral(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

fn line(file: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            file.push(';');
        }
        if cell.contains([';', '"', '\n', '\r']) || cell.trim() != cell {
            file.push('"');
            file.push_str(&cell.replace('"', "\"\""));
            file.push('"');
        } else {
            file.push_str(&cell);
        }
    }
    file.push_str("\r\n");
}
