//! Tables for spreadsheets: CSV as Russian ones open it, `;` and a byte order mark; and XLSX.
use chrono::NaiveDate;
use domain::money::Money;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Typed by a person: what a spreadsheet would run as a formula gets an apostrophe before it.
    Text(String),
    /// Written by us: a number or a date, with a decimal comma where it has decimals.
    Number(String),
    Date(NaiveDate),
    Money(Money),
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
                Cell::Date(day) => day.format("%d.%m.%Y").to_string(),
                Cell::Money(sum) => sum.plain().replace('.', ","),
            }),
        );
    }
    file.into_bytes()
}

/// A workbook of one sheet. Sums and dates are numbers that a spreadsheet counts with; texts are never formulas.
///
/// # Errors
/// When there are more rows or longer texts than a sheet holds.
pub fn xlsx(
    sheet: &str,
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, XlsxError> {
    let (bold, date, money) = (
        Format::new().set_bold(),
        Format::new().set_num_format("dd.mm.yyyy"),
        Format::new().set_num_format("#,##0.00"),
    );
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(sheet)?;
    for (column, name) in (0..).zip(header) {
        page.write_with_format(0, column, *name, &bold)?;
        page.set_column_width(column, 18)?;
    }
    page.set_freeze_panes(1, 0)?;
    for (line, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Text(text) => page.write_string(line, column, neutral(text))?,
                Cell::Number(number) => page.write_string(line, column, number)?,
                Cell::Date(day) => page.write_with_format(line, column, &day, &date)?,
                Cell::Money(sum) => page.write_with_format(line, column, sum.roubles(), &money)?,
            };
        }
    }
    book.save_to_buffer()
}

/// An apostrophe before what a spreadsheet would run as a formula.
pub(crate) fn neutral(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

pub(crate) fn line(file: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            file.push(';');
        }
        quote(file, &cell);
    }
    file.push_str("\r\n");
}

/// A cell, in quotes where a spreadsheet would misread it.
pub(crate) fn quote(file: &mut String, cell: &str) {
    if cell.contains([';', '"', '\n', '\r']) || cell.trim() != cell {
        file.push('"');
        file.push_str(&cell.replace('"', "\"\""));
        file.push('"');
    } else {
        file.push_str(cell);
    }
}
