//! Sber's file of meters, read and written.
use chrono::NaiveDate;
use domain::{imports::Spot, readings::Resource};
use encoding_rs::WINDOWS_1251;
use exchange::{
    BadCell, CellError, Encoding, FileProblem, Form, Limits, Sheet, Table,
    readings::{self, ReadingRow},
    sber::{Account, Register, lines, types},
};
use std::fmt::Write as _;

const FLAT: &str = "\
7000418;Петрова Анна;;;г Москва, ул Авиаторов, д. 6, 7;9;100708114;ХВС;31.12.2021;388;31.12.2017;кухня;\
5;9904514;пик;;3605,962;31.12.2017;;7;9904514;ночь;;3734,278;31.12.2017;;6;9904514;полупик;;4600,592;31.12.2017;
7000419;Ким Олег;;;г Москва, ул Авиаторов, д. 6, 8;9;200100;ХВС;;41,5;2017-12-31;
";

fn open(bytes: &[u8]) -> Result<Table<'_>, FileProblem> {
    Table::open(bytes, readings::COLUMNS, &[], Limits::default())
}

fn rows(bytes: &[u8]) -> Vec<(String, Result<ReadingRow, Vec<BadCell>>)> {
    let table = open(bytes).unwrap();
    table.rows().map(|row| (Spot::of(row.number as u64).to_string(), readings::read(&row))).collect()
}

/// «1.1 7000418 ЭЛ 9904514 3605,962/3734,278/4600,592/ 31.12.2017», or what is wrong.
fn told(bytes: &[u8]) -> Vec<String> {
    let told = rows(bytes).into_iter().map(|(spot, row)| match row {
        Ok(row) => {
            let resource = row.resource.map_or("", exchange::resource::name);
            let day = row.taken_on.format("%d.%m.%Y");
            format!("{spot} {} {resource} {} {} {day}", row.account, row.serial, row.values.join("/"))
        }
        Err(bad) => format!("{spot} {:?}", bad.into_iter().map(|bad| bad.error).collect::<Vec<_>>()),
    });
    told.collect()
}

fn encoded(text: &str) -> Vec<u8> {
    WINDOWS_1251.encode(text).0.into_owned()
}

#[test]
fn each_meter_of_a_line_is_a_row_with_its_zones() {
    let expected = [
        "1.1 7000418 ХВС 100708114 388/// 31.12.2017",
        "1.2 7000418 ЭЛ 9904514 3605,962/3734,278/4600,592/ 31.12.2017",
        "2.1 7000419 ХВС 200100 41,5/// 31.12.2017",
    ];
    for (bytes, encoding) in [
        (FLAT.as_bytes().to_vec(), Encoding::Utf8),
        (format!("\u{feff}{FLAT}").into_bytes(), Encoding::Utf8),
        (encoded(FLAT), Encoding::Windows1251),
        (encoded(&FLAT.replace('\n', "\r\n")), Encoding::Windows1251),
    ] {
        assert_eq!(told(&bytes), expected);
        let table = open(&bytes).unwrap();
        assert_eq!(
            (table.recognised.encoding, table.recognised.form, table.len()),
            (encoding, Form::Sber, 3)
        );
    }
}

#[test]
fn on_screen_it_is_a_sheet_whose_columns_are_known() {
    let bytes = encoded(FLAT);
    let sheet = Sheet::open(&bytes, readings::COLUMNS, Limits::default()).unwrap();
    assert_eq!((sheet.recognised.form, sheet.len(), sheet.header().len()), (Form::Sber, 3, 9));
    let first: Vec<String> =
        sheet.first_rows(5).into_iter().map(|(row, _)| Spot::of(row as u64).to_string()).collect();
    assert_eq!(first, ["1.1", "1.2", "2.1"]);
    let places = sheet.proposal().to_vec();
    assert_eq!(places, (0..9).map(Some).collect::<Vec<_>>());
    let table = sheet.table(&places).unwrap().into_owned();
    assert!(table.rows().all(|row| readings::read(&row).is_ok()));
}

#[test]
fn a_line_that_cannot_be_understood_is_refused_and_the_others_are_not() {
    let head = "7000418;;;;адрес;";
    let cut = |cells| format!("{:?}", [CellError::RegisterCut { cells }]);
    let no_type = |kind: &str| format!("{:?}", [CellError::NoSuchRegister { kind: kind.into() }]);
    let disagree = format!("{:?}", [CellError::RegistersDisagree]);
    for (line, expected) in [
        (format!("{head}9;1;;;5;31.12.2017"), format!("2 {}", cut(6))),
        ("7000418;;;;адрес".to_owned(), format!("2 {}", cut(0))),
        ("обрыв".to_owned(), format!("2 {}", cut(0))),
        (format!("{head}11;1;;;5;31.12.2017;"), format!("2.1 {}", no_type("11"))),
        (format!("{head}ХВС;1;;;5;31.12.2017;"), format!("2.1 {}", no_type("ХВС"))),
        (format!("{head}9;1;;;5;31.12.2017;;9;1;;;6;31.12.2017;"), format!("2.1 {disagree}")),
        (format!("{head}2;1;;;5;31.12.2017;;3;1;;;6;31.12.2017;"), format!("2.1 {disagree}")),
        (format!("{head}9;1;;;5;31.02.2018;"), format!("2.1 {:?}", [CellError::NoSuchDay])),
        (format!("{head}9;1;;;5;;"), format!("2.1 {:?}", [CellError::Empty])),
        (format!("{head}9;;;;5;31.12.2017;"), format!("2.1 {:?}", [CellError::Empty])),
        (";;;;;9;1;;;5;31.12.2017;".to_owned(), format!("2.1 {:?}", [CellError::Empty])),
    ] {
        let good = "7000419;;;;;9;200100;;;41,5;31.12.2017;";
        let told = told(format!("{good}\n{line}\n{good}\n").as_bytes());
        assert_eq!(told.len(), 3, "{line}: {told:?}");
        assert_eq!(told[1], expected, "{line}");
        assert!(told[0].starts_with("1.1 7000419") && told[2].starts_with("3.1 7000419"), "{told:?}");
    }
}

#[test]
fn what_was_not_given_is_passed_over() {
    let file = "\
# реестр за 12.2017
7000418;;;;;9;1;;;;31.12.2017;;8;2;;;7;31.12.2017;;;;;;;;

7000419;;;;;3;3;;;1,5;31.12.2017;;4;3;;;;;
";
    assert_eq!(
        told(file.as_bytes()),
        ["2.2 7000418 ГВС 2 7/// 31.12.2017", "4.1 7000419 ЭЛ 3 1,5/// 31.12.2017"]
    );
}

#[test]
fn two_meters_of_one_account_stay_two_and_zones_come_in_any_order() {
    let file =
        "7000418;;;;;9;A-1;;;1;31.12.2017;;9;Б 2;;;2;31.12.2017;;4;е 5;;;4;31.12.2017;;3;E5;;;3;31.12.2017;";
    assert_eq!(
        told(file.as_bytes()),
        [
            "1.1 7000418 ХВС A-1 1/// 31.12.2017",
            "1.2 7000418 ХВС Б 2 2/// 31.12.2017",
            "1.3 7000418 ЭЛ е 5 3/4// 31.12.2017"
        ]
    );
}

#[test]
fn another_file_is_not_taken_for_it() {
    let plain = "ЛС;Счётчик;Т1;Дата\n7000418;100708114;388;31.12.2017\n";
    assert_eq!(open(plain.as_bytes()).unwrap().recognised.form, Form::Table);
    // Twelve cells with a number in the sixth one.
    let meters = "7000418;ЭЛТТ;9904514;3;4;3;31.12.2021;;;;;\n";
    assert!(matches!(open(meters.as_bytes()), Err(FileProblem::ColumnsMissing { .. })));
    let accounts = Table::open(FLAT.as_bytes(), exchange::accounts::COLUMNS, &[], Limits::default());
    assert!(accounts.is_err());
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_told() {
    let file = format!("{FLAT}7000420;\"Ким;;;;9;1;;;5;31.12.2017;\n");
    assert_eq!(open(file.as_bytes()).err(), Some(FileProblem::QuoteNotClosed { row: 3 }));
}

fn register(kind: u8, serial: &str, value: &str) -> Register {
    Register {
        kind,
        serial: serial.into(),
        name: "ХВС".into(),
        verified_until: None,
        value: value.into(),
        taken_on: NaiveDate::from_ymd_opt(2017, 12, 31).unwrap(),
        note: String::new(),
    }
}

fn account(number: &str, registers: Vec<Register>) -> Account {
    Account { number: number.into(), registers, ..Account::default() }
}

#[test]
fn every_meter_that_is_written_is_read_again() {
    for (resource, zones) in [
        (Resource::ColdWater, 1),
        (Resource::HotWater, 1),
        (Resource::Heat, 1),
        (Resource::Gas, 1),
        (Resource::Electricity, 1),
        (Resource::Electricity, 2),
        (Resource::Electricity, 3),
        (Resource::Electricity, 4),
    ] {
        let values = ["1,5", "2", "3", "4"].map(str::to_owned);
        let kinds = types(resource, zones).unwrap();
        let registers =
            kinds.iter().zip(&values).map(|(kind, value)| register(*kind, "№ 7-A", value)).collect();
        let file = lines([account("7000418", registers)]);
        let (_, row) = rows(&file).remove(0);
        let row = row.unwrap();
        assert_eq!((row.resource, row.serial.as_str()), (Some(resource), "№ 7-A"), "{zones}");
        let given = usize::from(zones);
        assert_eq!(row.values[..given], values[..given]);
        assert!(row.values[given..].iter().all(String::is_empty));
    }
    assert_eq!(types(Resource::ColdWater, 2), None);
}

#[test]
fn a_formula_is_neutralised_and_no_text_breaks_a_line() {
    let account = Account {
        name: "=HYPERLINK(\"x\"); Ким\nОлег".into(),
        address: "\"Дом; 6\"".into(),
        unified: "@1".into(),
        ..account("-7;1", vec![register(9, "+1;\"2\"", "388")])
    };
    let file = lines([account]);
    let text = WINDOWS_1251.decode(&file).0.into_owned();
    assert_eq!(
        text,
        "\"'-7;1\";'=HYPERLINK(\"x\"), Ким Олег;'@1;;Дом, 6\";9;\"'+1;\"\"2\"\"\";ХВС;;388;31.12.2017;\r\n"
    );
    let (_, row) = rows(&file).remove(0);
    assert_eq!(row.map(|row| row.serial).map_err(|bad| bad[0].value.clone()), Err("-7;1".to_owned()));
}

#[test]
fn a_letter_that_windows_1251_lacks_makes_it_utf_8() {
    let plain = lines([account("7000418", vec![register(9, "Ж1", "388")])]);
    assert!(!plain.starts_with("\u{feff}".as_bytes()));
    let odd = lines([account("7000418", vec![register(9, "Ω1", "388")])]);
    assert!(odd.starts_with("\u{feff}".as_bytes()));
    assert_eq!(rows(&odd)[0].1.as_ref().unwrap().serial, "Ω1");
}

#[test]
fn a_hundred_thousand_lines_are_written_and_read() {
    const MANY: usize = 100_000;
    let file = lines((0..MANY).map(|at| {
        let registers =
            vec![register(9, &format!("{at}-1"), "388"), register(8, &format!("{at}-2"), "12,345")];
        account(&(7_000_000 + at).to_string(), registers)
    }));
    let table = open(&file).unwrap();
    assert_eq!(table.len(), 2 * MANY);
    let mut last = String::new();
    for row in table.rows() {
        let number = Spot::of(row.number as u64);
        let read = readings::read(&row).unwrap();
        last.clear();
        write!(last, "{number} {} {}", read.account, read.serial).unwrap();
    }
    assert_eq!(last, "100000.2 7099999 99999-2");
}
