//! Spreadsheets as companies have them: workbooks, headers in two rows, totals, numbers and dates of a spreadsheet.
use chrono::NaiveDate;
use domain::money::Money;
use exchange::{
    BadCell, CellError, Column, Encoding, FileProblem, Limits, Sheet, Table, accounts, debts, meters,
    readings,
    write::{Cell, xlsx},
};
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::io::{Cursor, Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

fn open<'a>(bytes: &'a [u8], known: &'static [Column]) -> Result<Sheet<'a>, FileProblem> {
    Sheet::open(bytes, known, Limits::default())
}

/// The table of the proposed columns.
fn table<'a>(bytes: &'a [u8], known: &'static [Column]) -> Table<'a> {
    let sheet = open(bytes, known).unwrap();
    let places = sheet.proposal().to_vec();
    sheet.table(&places).unwrap()
}

fn accounts_of(bytes: &[u8]) -> Vec<Result<accounts::AccountRow, Vec<BadCell>>> {
    table(bytes, accounts::COLUMNS).rows().map(|row| accounts::read(&row)).collect()
}

/// A workbook of texts, where a cell that can be a number is one.
fn book(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (line, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*row) {
            match cell.parse::<i32>() {
                Ok(number) => page.write(line, column, number).unwrap(),
                Err(_) => page.write(line, column, *cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

const MESSY: &[&[&str]] = &[
    &["ООО «УК Северная»"],
    &["Реестр лицевых счетов на 01.01.2018"],
    &[],
    &["Лицевой счет", "Адрес", "", "Собственник", "", "Общая площадь, кв.м"],
    &["", "Улица, дом", "Кв.", "ФИО", "Телефон", ""],
    &["1", "2", "3", "4", "5", "6"],
    &["7000418", "г Москва, ул Авиаторов, д. 6", "7", "Петрова Анна Викторовна", "", "55"],
    &["7000419", "г Москва, ул Авиаторов, д. 6", "8", "Ким Олег", "+7 911 000-00-01", "1 040,50 м²"],
    &["Итого", "", "", "2", "", "1095,5"],
];

#[test]
fn a_header_of_two_rows_below_titles_is_found() {
    let rows = accounts_of(&book(MESSY));
    let rows: Vec<_> = rows.into_iter().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2, "neither the numbers of columns nor the total is a row");
    assert_eq!(rows[0].number.as_str(), "7000418");
    assert_eq!(
        (rows[0].address.building.as_str(), rows[0].address.unit.as_str()),
        ("г Москва, ул Авиаторов, д. 6", "7")
    );
    assert_eq!(rows[0].owner.as_deref(), Some("Петрова Анна Викторовна"));
    assert_eq!(rows[1].phone.as_deref(), Some("+7 911 000-00-01"));
    assert_eq!(rows.map_area(), [Some(5500), Some(104_050)]);
}

trait Areas {
    fn map_area(&self) -> Vec<Option<i64>>;
}

impl Areas for Vec<accounts::AccountRow> {
    fn map_area(&self) -> Vec<Option<i64>> {
        self.iter().map(|row| row.area_hundredths).collect()
    }
}

#[test]
fn rows_have_the_numbers_that_the_spreadsheet_shows() {
    let file = book(MESSY);
    let numbers: Vec<usize> = table(&file, accounts::COLUMNS).rows().map(|row| row.number).collect();
    assert_eq!(numbers, [7, 8]);
}

#[test]
fn the_same_rows_come_from_every_encoding_and_delimiter() {
    let plain = "Реестр\n\nЛицевой счет;Адрес дома;Кв.;ФИО;Тел.\n\
                 7000418;г Москва, ул Авиаторов, д. 6;7;Петрова Анна;+7 911 000-00-01\nИТОГО:;;;1;\n";
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(plain);
    let commas = "Лицевой счет,Адрес дома,Кв.,ФИО,Тел.\n7000418,\"г Москва, ул Авиаторов, д. 6\",7,Петрова Анна,+7 911 000-00-01\n";
    let files = [
        plain.as_bytes().to_vec(),
        format!("\u{feff}{plain}").into_bytes(),
        cyrillic.into_owned(),
        plain.replace(';', "\t").into_bytes(),
        commas.as_bytes().to_vec(),
    ];
    for file in files {
        let rows = accounts_of(&file);
        assert_eq!(rows.len(), 1);
        let row = rows[0].as_ref().unwrap();
        assert_eq!((row.number.as_str(), row.address.unit.as_str()), ("7000418", "7"));
        assert_eq!(row.owner.as_deref(), Some("Петрова Анна"));
    }
}

#[test]
fn a_title_right_above_the_header_is_no_part_of_it() {
    for title in ["Реестр на 01.01.2018", "Реестр;на;01.01.2018"] {
        let file = format!("{title}\nНомер ЛС;Долг\n7;10\n");
        let sheet = open(file.as_bytes(), debts::COLUMNS).unwrap();
        assert_eq!(sheet.header(), ["Номер ЛС", "Долг"]);
    }
}

#[test]
fn a_house_in_a_column_of_its_own_is_a_part_of_the_address() {
    for (house, address) in [
        ("6к3", "ул Авиаторов, д. 6к3"),
        ("д. 6 корп. 3", "ул Авиаторов, д. 6 корп. 3"),
        ("6", "ул Авиаторов, д. 6"),
    ] {
        let file = format!("ЛС;Улица;№ дома;Кв;ФИО\n1;ул Авиаторов;{house};7;Ким\n");
        let row = accounts_of(file.as_bytes()).remove(0).unwrap();
        assert_eq!((row.address.building.as_str(), row.address.unit.as_str()), (address, "7"));
    }
}

#[test]
fn dates_and_numbers_of_a_workbook_are_read() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, name) in (0..).zip(["ЛС", "Номер счётчика", "Показание", "Дата снятия"])
    {
        page.write(0, column, name).unwrap();
    }
    let day = NaiveDate::from_ymd_opt(2017, 12, 31).unwrap();
    page.write(1, 0, 7_000_418).unwrap().write(1, 1, "0099").unwrap();
    page.write_formula(1, 2, Formula::new("=3600+5.962").set_result("3605.962")).unwrap();
    page.write_with_format(1, 3, &day, &Format::new().set_num_format("dd.mm.yyyy")).unwrap();
    page.write(2, 0, "7000419").unwrap().write(2, 1, "1").unwrap().write(2, 2, "388").unwrap();
    page.write(2, 3, 43_100).unwrap();
    page.write(3, 0, "7000420").unwrap().write(3, 1, "1").unwrap().write(3, 2, "1").unwrap();
    page.write_formula(3, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let file = book.save_to_buffer().unwrap();
    let sheet = open(&file, readings::COLUMNS).unwrap();
    assert_eq!(sheet.recognised.encoding, Encoding::Workbook);
    let rows: Vec<_> = table(&file, readings::COLUMNS).rows().map(|row| readings::read(&row)).collect();
    let first = rows[0].as_ref().unwrap();
    assert_eq!((first.account.as_str(), first.serial.as_str()), ("7000418", "0099"));
    assert_eq!((first.values[0].as_str(), first.taken_on), ("3605.962", day));
    assert_eq!(rows[1].as_ref().unwrap().taken_on, day, "the number of a day");
    let bad = rows[2].as_ref().unwrap_err();
    assert_eq!((bad[0].row, &bad[0].error), (4, &CellError::BrokenFormula));
}

#[test]
fn sums_are_read_as_people_write_them() {
    let file = "Номер лицевого счёта;Задолженность\n1;1 234,50 ₽\n2;-10.5\n3;1\u{a0}000 000\nВсего;1\n";
    let rows: Vec<_> =
        table(file.as_bytes(), debts::COLUMNS).rows().map(|row| debts::read(&row).unwrap().debt).collect();
    assert_eq!(rows, [Money(123_450), Money(-1_050), Money(100_000_000)]);
}

#[test]
fn the_sheet_that_is_understood_is_read_and_hidden_ones_are_not() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Обложка").unwrap();
    let hidden = book.add_worksheet();
    hidden.set_hidden(true).write(0, 0, "Лицевой счёт").unwrap().write(0, 1, "Долг").unwrap();
    let page = book.add_worksheet();
    page.write(4, 1, "Лицевой счёт").unwrap().write(4, 2, "Сумма долга").unwrap();
    page.write(5, 1, "7").unwrap().write(5, 2, 10).unwrap();
    let file = book.save_to_buffer().unwrap();
    let table = table(&file, debts::COLUMNS);
    let rows: Vec<_> = table.rows().map(|row| (row.number, debts::read(&row).unwrap().debt)).collect();
    assert_eq!(rows, [(6, Money(1_000))]);
}

#[test]
fn proposed_columns_may_be_corrected() {
    let file = "Код;Кто;Сколько\n7;Ким;10\n";
    let sheet = open(file.as_bytes(), debts::COLUMNS).unwrap();
    assert_eq!(sheet.header(), ["Код", "Кто", "Сколько"]);
    assert_eq!(sheet.proposal(), [None, None, None]);
    assert_eq!(sheet.first_rows(5), [(2, vec!["7".to_owned(), "Ким".to_owned(), "10".to_owned()])]);
    let missing = sheet.table(&[Some(0), None, None]).unwrap_err();
    let found = vec!["Код".to_owned(), "Кто".to_owned(), "Сколько".to_owned()];
    assert_eq!(missing, FileProblem::ColumnsMissing { missing: vec!["Долг"], found });
    let twice = open(file.as_bytes(), debts::COLUMNS).unwrap().table(&[Some(0), Some(0), None]).unwrap_err();
    assert_eq!(twice, FileProblem::ColumnTwice { name: "Код".into() });
    let right = open(file.as_bytes(), debts::COLUMNS).unwrap().table(&[Some(0), Some(2), None]).unwrap();
    let rows: Vec<_> = right.rows().map(|row| debts::read(&row).unwrap().debt).collect();
    assert_eq!(rows, [Money(1_000)]);
}

#[test]
fn a_formula_in_a_text_stays_a_text() {
    let file = "ЛС;Адрес;Кв;ФИО\n7;ул А, д. 1;1;=HYPERLINK(\"http://evil\")\n";
    let row = accounts_of(file.as_bytes()).remove(0).unwrap();
    assert_eq!(row.owner.as_deref(), Some("=HYPERLINK(\"http://evil\")"));
}

#[test]
fn a_workbook_is_read_by_the_command_line_too() {
    let cells = |row: &[&str]| row.iter().map(|cell| Cell::Text((*cell).to_owned())).collect();
    let rows = [cells(&["7", "ул А, д. 1, 1", "Ким"])];
    let file = xlsx("Счета", &["Лицевой счёт", "Адрес", "Собственник"], rows).unwrap();
    let table = Table::open(&file, accounts::COLUMNS, &[], Limits::default()).unwrap();
    assert_eq!(
        table.rows().map(|row| accounts::read(&row).unwrap().number.to_string()).collect::<Vec<_>>(),
        ["7"]
    );
}

#[test]
fn meters_are_proposed_by_the_words_of_a_registry() {
    let file = "№ п/п;Лиц. счет;Вид услуги;№ прибора учета;Дата следующей поверки;Место установки\n\
                1;7;Холодная вода;100708114;31.12.2021;кухня\n";
    let row =
        table(file.as_bytes(), meters::COLUMNS).rows().map(|row| meters::read(&row).unwrap()).next().unwrap();
    assert_eq!((row.serial.as_str(), row.place.as_deref()), ("100708114", Some("кухня")));
    assert!(row.verified_until.is_some());
}

/// A workbook made by hand.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(contents).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let nothing = vec![b' '; 60 * 1024 * 1024];
    let bomb = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/worksheets/sheet1.xml", &nothing),
    ]);
    assert_eq!(open(&bomb, accounts::COLUMNS).err(), Some(FileProblem::Unpacks));
    let shared: &[u8] = b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' uniqueCount='9999999999999'/>";
    let liar = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", shared),
    ]);
    assert_eq!(open(&liar, accounts::COLUMNS).err(), Some(FileProblem::Unpacks));
}

#[test]
fn what_is_no_spreadsheet_is_refused() {
    assert_eq!(open(b"", accounts::COLUMNS).err(), Some(FileProblem::Empty));
    assert_eq!(open(b"\x89PNG\0\0", accounts::COLUMNS).err(), Some(FileProblem::NotText));
    assert_eq!(open(b"PK\x03\x04rest", accounts::COLUMNS).err(), Some(FileProblem::Workbook));
    assert_eq!(open(b"\xD0\xCF\x11\xE0rest", accounts::COLUMNS).err(), Some(FileProblem::Workbook));
    let macros = archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/vbaProject.bin", b"x"),
    ]);
    assert_eq!(open(&macros, accounts::COLUMNS).err(), Some(FileProblem::Macros));
}

#[test]
fn a_cell_far_away_takes_no_memory() {
    let mut far = Workbook::new();
    let page = far.add_worksheet();
    page.write(0, 0, "Лицевой счёт").unwrap().write(0, 1, "Долг").unwrap();
    page.write(1_048_575, 1, 1).unwrap().write(1_048_575, 0, "7").unwrap();
    let file = far.save_to_buffer().unwrap();
    let rows: Vec<usize> = table(&file, debts::COLUMNS).rows().map(|row| row.number).collect();
    assert_eq!(rows, [1_048_576]);
    let mut wide = Workbook::new();
    wide.add_worksheet().write(0, 16_383, "x").unwrap();
    assert_eq!(
        open(&wide.save_to_buffer().unwrap(), debts::COLUMNS).err(),
        Some(FileProblem::TooWide { max: 300 })
    );
}

#[test]
fn tens_of_thousands_of_rows_are_read_and_one_more_is_refused() {
    let mut large = Workbook::new();
    let page = large.add_worksheet();
    page.write(0, 0, "Лицевой счёт").unwrap().write(0, 1, "Долг").unwrap();
    for line in 1..=30_000_u32 {
        page.write(line, 0, line).unwrap().write(line, 1, 10).unwrap();
    }
    let file = large.save_to_buffer().unwrap();
    let limits = |rows| Limits { rows, ..Limits::default() };
    let sheet = Sheet::open(&file, debts::COLUMNS, limits(30_000)).unwrap();
    let places = sheet.proposal().to_vec();
    assert_eq!(sheet.table(&places).unwrap().len(), 30_000);
    let refused = Sheet::open(&file, debts::COLUMNS, limits(29_999)).err();
    assert_eq!(refused, Some(FileProblem::TooManyRows { max: 29_999 }));
}
