//! Encodings, delimiters, headers, row numbers.
use exchange::{
    Column, Delimiter, Encoding, FileProblem, Limits, Sheet, Table, accounts, charges, debts, meters,
    payments, readings,
};

const PLAIN: &str = "ЛС;Счётчик;Т1;Дата\n7000418;100708114;388;31.12.2017\n";

fn open(bytes: &[u8]) -> Result<Table<'_>, FileProblem> {
    Table::open(bytes, readings::COLUMNS, &[], Limits::default())
}

fn check(bytes: &[u8], encoding: Encoding, delimiter: Delimiter) {
    let table = open(bytes).unwrap();
    assert_eq!((table.recognised.encoding, table.recognised.delimiter), (encoding, delimiter));
    let rows: Vec<_> = table.rows().map(|row| readings::read(&row).unwrap()).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].account.as_str(), "7000418");
    assert_eq!(rows[0].values[0], "388");
}

fn refused(bytes: &[u8], problem: FileProblem) {
    assert_eq!(open(bytes).err(), Some(problem));
}

#[test]
fn utf8_is_read_with_and_without_a_byte_order_mark() {
    check(PLAIN.as_bytes(), Encoding::Utf8, Delimiter::Semicolon);
    check(format!("\u{feff}{PLAIN}").as_bytes(), Encoding::Utf8, Delimiter::Semicolon);
}

#[test]
fn windows_1251_is_read() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(PLAIN);
    check(&bytes, Encoding::Windows1251, Delimiter::Semicolon);
}

#[test]
fn unicode_text_of_a_spreadsheet_is_read() {
    let text = PLAIN.replace(';', "\t");
    let bytes: Vec<u8> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    check(&bytes, Encoding::Utf16, Delimiter::Tab);
}

#[test]
fn a_comma_and_a_tab_keep_cells_apart_too() {
    check(PLAIN.replace(';', ",").as_bytes(), Encoding::Utf8, Delimiter::Comma);
    check(PLAIN.replace(';', "\t").as_bytes(), Encoding::Utf8, Delimiter::Tab);
}

#[test]
fn headers_are_known_in_any_case_order_and_spelling() {
    let text = "дата; Т 1 ;СЧЕТЧИК;лс;Примечание\r\n31.12.2017;388;100708114;7000418;да\r\n";
    check(text.as_bytes(), Encoding::Utf8, Delimiter::Semicolon);
    assert_eq!(open(text.as_bytes()).unwrap().unknown(), ["Примечание"]);
}

#[test]
fn titles_above_the_header_are_passed_over() {
    check(format!("Показания за декабрь;;\n\n{PLAIN}").as_bytes(), Encoding::Utf8, Delimiter::Semicolon);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    let text =
        "ЛС;Счётчик;Т1;Дата\n\n1;\"two\nlines\";1;31.12.2017\n;;;\r\n2;3;1;31.12.2017\r3;4;1;31.12.2017";
    let table = open(text.as_bytes()).unwrap();
    assert_eq!(table.rows().map(|row| row.number).collect::<Vec<_>>(), [3, 5, 6]);
    assert_eq!(table.len(), 3);
}

#[test]
fn quotation_marks_hold_delimiters_and_themselves() {
    let text =
        "ЛС;Счётчик;Т1;Дата\n7000418;\"a;\"\"b\"\"\";1;31.12.2017\n7000418;ООО \"Ромашка\";1;31.12.2017\n";
    let table = open(text.as_bytes()).unwrap();
    let serials: Vec<_> = table.rows().map(|row| readings::read(&row).unwrap().serial).collect();
    assert_eq!(serials, ["a;\"b\"", "ООО \"Ромашка\""]);
}

#[test]
fn other_headers_are_mapped() {
    let text = "Абонент;Прибор;Т1;Дата\n7000418;100708114;388;31.12.2017\n";
    let pair = |header: &str, name: &str| (header.to_owned(), name.to_owned());
    let mapped = |renamed: &[(String, String)]| {
        Table::open(text.as_bytes(), readings::COLUMNS, renamed, Limits::default()).map(|table| table.len())
    };
    assert_eq!(mapped(&[pair("абонент", "лс"), pair("Прибор", "Счетчик")]), Ok(1));
    let gone = FileProblem::NoSuchHeader { header: "Клиент".into() };
    assert_eq!(mapped(&[pair("Клиент", "ЛС"), pair("Прибор", "Счётчик")]), Err(gone));
    let known = readings::COLUMNS.iter().map(|column| column.name).collect();
    let odd = FileProblem::NoSuchColumn { name: "Абонент".into(), known };
    assert_eq!(mapped(&[pair("Прибор", "Абонент")]), Err(odd));
}

#[test]
fn what_is_wrong_with_a_file_is_told() {
    refused(b"", FileProblem::Empty);
    refused(b"\n \n\n", FileProblem::Empty);
    refused(b"PK\x03\x04rest", FileProblem::Workbook);
    refused(b"\xD0\xCF\x11\xE0rest", FileProblem::Workbook);
    refused(b"a\0b", FileProblem::NotText);
    refused(b"\xEF\xBB\xBFa\xFF", FileProblem::NotText);
    let missing = FileProblem::ColumnsMissing {
        missing: vec!["Счётчик", "Дата"],
        found: vec!["ЛС".into(), "Т1".into(), "Когда".into()],
    };
    refused("ЛС;Т1;Когда\n1;2;3\n".as_bytes(), missing);
    refused("ЛС;лс;Счётчик;Т1;Дата\n".as_bytes(), FileProblem::ColumnTwice { name: "лс".into() });
    refused("ЛС;Счётчик;Т1;Дата\n1;2;3;4\n1;\"2;3;4\n".as_bytes(), FileProblem::QuoteNotClosed { row: 3 });
}

#[test]
fn a_file_has_its_limits() {
    let limited = |bytes, rows| {
        let limits = Limits { bytes, rows };
        Table::open(PLAIN.as_bytes(), readings::COLUMNS, &[], limits).err()
    };
    assert_eq!(limited(PLAIN.len(), 1), None);
    assert_eq!(limited(PLAIN.len() - 1, 1), Some(FileProblem::TooLarge { max_bytes: PLAIN.len() - 1 }));
    assert_eq!(limited(PLAIN.len(), 0), Some(FileProblem::TooManyRows { max: 0 }));
}

#[test]
fn the_number_of_an_account_is_known_by_many_names_in_files_of_every_kind() {
    let kinds: [(&[Column], usize); 6] = [
        (accounts::COLUMNS, accounts::NUMBER),
        (meters::COLUMNS, 0),
        (readings::COLUMNS, 0),
        (debts::COLUMNS, 0),
        (charges::COLUMNS, charges::ACCOUNT),
        (payments::COLUMNS, payments::ACCOUNT),
    ];
    for header in [
        "ЛС",
        "Л/С",
        "л.с.",
        "№ ЛС",
        "N лс",
        "Номер ЛС",
        "Лицевой счет",
        "Лицевой счёт",
        "Лиц. счёт",
        "№ лицевого счёта",
        "№ лицевого счета",
        "Номер лицевого счёта",
        "Код абонента",
    ] {
        let file = format!("Примечание;{header}\nда;7000418\n");
        for (known, number) in kinds {
            let sheet = Sheet::open(file.as_bytes(), known, Limits::default()).unwrap();
            assert_eq!(sheet.proposal()[number], Some(1), "{header} of {:?}", known[number].name);
        }
    }
}
