//! Workbooks (XLSX): a sheet of one becomes the text that a spreadsheet would save it as, row for row. Formulas are never run: what they gave
//! when the file was saved is taken.
use crate::{FileProblem, Limits, uploads::package, write};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use domain::files::{FileKind, Refusal, What};
use std::{
    fmt::LowerExp,
    io::{Cursor, Read},
};
use zip::ZipArchive;

/// Columns of a sheet at most.
const MOST_COLUMNS: u32 = 300;
/// Sheets that are looked at.
const MOST_SHEETS: usize = 20;
/// Texts that cells share are held as a whole.
const MOST_SHARED: u64 = 100 * 1024 * 1024;
/// Bytes that a workbook really unpacks to.
const MOST_UNPACKED: u64 = 500 * 1024 * 1024;
/// A sheet as a text may have so many times the bytes of a file.
const TEXT_TIMES: usize = 4;

pub(crate) const DELIMITER: char = ';';

/// A workbook whose sheets can be read.
pub(crate) struct Workbook<'b> {
    book: Xlsx<Cursor<&'b [u8]>>,
    limits: Limits,
    /// Visible ones, in their order.
    sheets: Vec<String>,
}

impl<'b> Workbook<'b> {
    /// Looks into a workbook, after its parts were unpacked once to see that they are what they say: nothing is held that is larger.
    ///
    /// # Errors
    /// [`FileProblem::Workbook`] for another archive or a broken one, `Macros`, `Unpacks`, `TooLarge`.
    pub(crate) fn open(bytes: &'b [u8], limits: Limits) -> Result<Self, FileProblem> {
        if bytes.len() > limits.bytes {
            return Err(FileProblem::TooLarge { max_bytes: limits.bytes });
        }
        match package::kind_of(bytes) {
            Ok(FileKind::Xlsx) => {}
            Err(Refusal::Unpacks) => return Err(FileProblem::Unpacks),
            Err(Refusal::NotAllowed(What::Macros)) => return Err(FileProblem::Macros),
            Ok(_) | Err(_) => return Err(FileProblem::Workbook),
        }
        unpacks(bytes)?;
        let book = Xlsx::new(Cursor::new(bytes)).map_err(|_| FileProblem::Workbook)?;
        let sheets = book.sheets_metadata().iter();
        let seen = sheets
            .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
            .map(|sheet| sheet.name.clone())
            .take(MOST_SHEETS)
            .collect();
        Ok(Self { book, limits, sheets: seen })
    }

    /// The texts of the visible sheets that have something in them, one after another.
    pub(crate) fn texts(mut self) -> impl Iterator<Item = Result<String, FileProblem>> {
        let sheets = std::mem::take(&mut self.sheets);
        sheets
            .into_iter()
            .map(move |name| self.text(&name))
            .filter(|text| !matches!(text, Ok(text) if text.is_empty()))
    }

    fn text(&mut self, name: &str) -> Result<String, FileProblem> {
        let most = self.limits.bytes.saturating_mul(TEXT_TIMES);
        let mut cells = self.book.worksheet_cells_reader(name).map_err(|_| FileProblem::Workbook)?;
        let mut text = String::new();
        let (mut row, mut column, mut rows) = (0, 0, 0_usize);
        while let Some(cell) = cells.next_cell().map_err(|_| FileProblem::Workbook)? {
            let value = written(cell.get_value());
            if value.trim().is_empty() {
                continue;
            }
            let (at, place) = cell.get_position();
            if place >= MOST_COLUMNS {
                return Err(FileProblem::TooWide { max: MOST_COLUMNS as usize });
            }
            if at < row || (at == row && place < column) {
                return Err(FileProblem::Workbook);
            }
            if at > row || rows == 0 {
                rows += 1;
                text.extend(std::iter::repeat_n('\n', (at - row) as usize));
                (row, column) = (at, 0);
            }
            text.extend(std::iter::repeat_n(DELIMITER, (place - column) as usize));
            column = place;
            write::quote(&mut text, &value);
            if text.len() > most {
                return Err(FileProblem::TooLarge { max_bytes: self.limits.bytes });
            }
            // Above the rows that count there may be titles.
            if rows > self.limits.rows.saturating_add(100) {
                return Err(FileProblem::TooManyRows { max: self.limits.rows });
            }
        }
        if !text.is_empty() {
            text.push('\n');
        }
        Ok(text)
    }
}

/// Unpacks every part to nowhere: sizes that an archive states may be lies.
fn unpacks(bytes: &[u8]) -> Result<(), FileProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileProblem::Workbook)?;
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| FileProblem::Workbook)?;
        let name = part.name().map(|name| name.to_lowercase()).map_err(|_| FileProblem::Workbook)?;
        let read = if name.ends_with("sharedstrings.xml") {
            let mut text = Vec::new();
            let read =
                part.take(MOST_SHARED + 1).read_to_end(&mut text).map_err(|_| FileProblem::Workbook)?;
            if read as u64 > MOST_SHARED || counts_more(&text) {
                return Err(FileProblem::Unpacks);
            }
            read as u64
        } else {
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
                .map_err(|_| FileProblem::Workbook)?
        };
        left = left.checked_sub(read).ok_or(FileProblem::Unpacks)?;
    }
    Ok(())
}

/// Whether shared texts are said to be more than there is room for: a reader would make room for them.
fn counts_more(text: &[u8]) -> bool {
    const COUNT: &[u8] = b"uniqueCount";
    let found = text.windows(COUNT.len()).position(|part| part == COUNT);
    let rest = found.and_then(|at| text.get(at + COUNT.len()..)).unwrap_or_default();
    let digits =
        rest.iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
    let count =
        digits.fold(0_u64, |count, digit| count.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
    count > text.len() as u64 / 5
}

/// A cell as a spreadsheet would write it into a text.
fn written(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "ИСТИНА" } else { "ЛОЖЬ" }.to_owned(),
        DataRef::DateTime(moment) => match moment.as_datetime().filter(|_| moment.is_datetime()) {
            Some(moment) if moment.time() == chrono::NaiveTime::MIN => moment.format("%d.%m.%Y").to_string(),
            Some(moment) => moment.format("%d.%m.%Y %H:%M").to_string(),
            None => moment.to_string(),
        },
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// The fifteen digits that a spreadsheet shows, without an exponent: `0.30000000000000004` is `0.3`.
fn number_text(number: impl LowerExp) -> String {
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let Some(exponent) = exponent.parse::<i32>().ok().filter(|exponent| exponent.abs() <= 40) else {
        return scientific;
    };
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = exponent + 1;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let (whole, fraction) = match usize::try_from(point) {
        Ok(0) | Err(_) => ("0".to_owned(), zeros(-point) + &digits),
        Ok(point) if point >= digits.len() => {
            (format!("{digits}{}", "0".repeat(point - digits.len())), String::new())
        }
        Ok(point) => {
            let (whole, fraction) = digits.split_at(point);
            (whole.to_owned(), fraction.to_owned())
        }
    };
    match fraction.trim_end_matches('0') {
        "" if whole == "0" => whole,
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_a_spreadsheet_shows_them() {
        for (number, text) in [
            ("7000418", "7000418"),
            ("1234.5", "1234.5"),
            ("0.30000000000000004", "0.3"),
            ("0.05", "0.05"),
            ("-461.59", "-461.59"),
            ("0", "0"),
            ("-0", "0"),
            ("100", "100"),
            ("1e15", "1000000000000000"),
            ("99999999999.99", "99999999999.99"),
            ("5e-7", "0.0000005"),
        ] {
            assert_eq!(number_text(parsed(number)), text, "{number}");
        }
    }

    fn parsed(text: &str) -> impl LowerExp {
        // The one place where a test needs a floating number; its type is not named.
        match calamine::Data::Float(text.parse().unwrap()) {
            calamine::Data::Float(number) => number,
            _ => unreachable!(),
        }
    }

    #[test]
    fn a_count_of_texts_that_are_not_there_is_seen_through() {
        assert!(counts_more(b"<sst uniqueCount=\"99999999999999999999\"><si/></sst>"));
        assert!(!counts_more(b"<sst uniqueCount='1'><si><t>a</t></si></sst>"));
        assert!(!counts_more(b"<sst><si/></sst>"));
    }
}
