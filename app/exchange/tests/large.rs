//! Files that are read in parts.
use exchange::{CellError, FileProblem, LargeError, LargeTable, Limits, Row, charges};
use std::{fmt::Write as _, io::Cursor};

fn open(bytes: &[u8]) -> Result<LargeTable<Cursor<&[u8]>>, LargeError> {
    LargeTable::open(Cursor::new(bytes), charges::COLUMNS, &[], Limits::default(), charges::key)
}

/// The numbers of the rows in each part.
fn parts(bytes: &[u8], least: usize) -> Vec<Vec<usize>> {
    let mut table = open(bytes).unwrap();
    let mut parts = Vec::new();
    loop {
        let mut rows = Vec::new();
        if table.part(least, |row: &Row<'_>| rows.push(row.number)).unwrap() == 0 {
            return parts;
        }
        parts.push(rows);
    }
}

const HEADER: &str = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n";

fn file(rows: &[(&str, &str)]) -> String {
    let row = |(account, service): &(&str, &str)| format!("12.2017;{account};{service};1;1\n");
    HEADER.to_owned() + &rows.iter().map(row).collect::<String>()
}

#[test]
fn rows_of_one_bill_are_never_parted() {
    let text = file(&[("1", "a"), ("1", "b"), ("1", "c"), ("2", "a"), ("3", "a"), ("3", "b")]);
    assert_eq!(parts(text.as_bytes(), 2), [vec![2, 3, 4], vec![5, 6, 7]]);
    assert_eq!(parts(text.as_bytes(), 100), [vec![2, 3, 4, 5, 6, 7]]);
}

#[test]
fn rows_of_one_bill_that_lie_apart_come_together() {
    let text = file(&[("1", "a"), ("2", "a"), ("3", "a"), ("1", "b"), ("2", "b"), ("3", "b")]);
    assert_eq!(parts(text.as_bytes(), 3), [vec![2, 3, 5, 6], vec![4, 7]]);
}

#[test]
fn a_file_of_many_pieces_is_read_whole_in_any_encoding_and_order() {
    let mut sorted = String::new();
    let mut by_service = String::new();
    for account in 0..3_000 {
        for service in ["Содержание жилья", "ХВС"] {
            writeln!(sorted, "12.2017;{account};{service};1;1").unwrap();
        }
    }
    for service in ["Содержание жилья", "ХВС"] {
        for account in 0..3_000 {
            writeln!(by_service, "12.2017;{account};\"{service} \"\"по дому\"\"\";1;1").unwrap();
        }
    }
    for text in [HEADER.to_owned() + &sorted, HEADER.to_owned() + &by_service] {
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
        let utf16: Vec<u8> =
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), &cyrillic, &utf16] {
            let mut table = open(bytes).unwrap();
            assert_eq!((table.len(), table.is_empty()), (6_000, false));
            let mut seen = Vec::new();
            let mut read = |row: &Row<'_>| {
                let cells = charges::read(row).unwrap();
                seen.push((row.number, cells.account.to_string(), cells.line.service.len()));
            };
            while table.part(500, &mut read).unwrap() > 0 {}
            seen.sort();
            assert_eq!(seen.len(), 6_000);
            let expected: Vec<_> = (text.lines().skip(1).zip(2..))
                .map(|(line, number)| (number, line.split(';').nth(1).unwrap().to_owned()))
                .collect();
            assert!(seen.iter().map(|(number, account, _)| (*number, account.clone())).eq(expected));
        }
    }
}

#[test]
fn a_file_that_ends_in_the_middle_of_a_row_is_found_out() {
    let text = file(&[("1", "a"), ("2", "b")]);
    let cut = |left: usize| {
        let mut errors = Vec::new();
        let mut table = open(&text.as_bytes()[..text.len() - left]).unwrap();
        let note = |row: &Row<'_>| {
            errors.extend(charges::read(row).err().into_iter().flatten().map(|bad| bad.error));
        };
        table.part(100, note).unwrap();
        errors
    };
    assert_eq!(cut(0), []);
    assert_eq!(cut(1), [], "only the line break is missing");
    assert_eq!(cut(3)[0], CellError::CutOff);
    assert_eq!(cut(9)[0], CellError::CutOff);
}

#[test]
fn what_is_wrong_with_a_large_file_is_told() {
    let refused = |bytes: &[u8], problem: FileProblem| match open(bytes) {
        Err(LargeError::Problem(found)) => assert_eq!(found, problem),
        other => panic!("{other:?}"),
    };
    refused(b"", FileProblem::Empty);
    refused(b"PK\x03\x04rest", FileProblem::Workbook);
    refused(b"a\0b", FileProblem::NotText);
    refused(format!("{HEADER}12.2017;1;\"a;1;1\n").as_bytes(), FileProblem::QuoteNotClosed { row: 2 });
    let endless = format!("{HEADER}12.2017;1;\"{}", "a;1;1\n".repeat(300_000));
    refused(endless.as_bytes(), FileProblem::LineTooLong { row: 2, max: 1024 * 1024 });
    let limits = Limits { rows: 1, ..Limits::default() };
    let text = file(&[("1", "a"), ("1", "b")]);
    let limited = LargeTable::open(Cursor::new(text.as_bytes()), charges::COLUMNS, &[], limits, charges::key);
    assert!(matches!(limited, Err(LargeError::Problem(FileProblem::TooManyRows { max: 1 }))));
}
