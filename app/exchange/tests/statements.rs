//! What banks send: statements for 1C, and registries that each bank lays out in its own way.
use encoding_rs::{IBM866, WINDOWS_1251};
use exchange::{
    Encoding, FileProblem, LargeTable, Limits, Sheet, Table,
    payments::{self, COLUMNS, PaymentRow},
};
use std::io::Cursor;

const OWN: &str = "40702810138250123017";

/// A document of a statement.
fn order(fields: &[(&str, &str)]) -> String {
    let usual = [
        ("Номер", "15"),
        ("Дата", "20.01.2018"),
        ("Сумма", "4611.60"),
        ("ПлательщикСчет", "40817810000000000001"),
        ("Плательщик1", "Петрова Анна Викторовна"),
        ("ПлательщикРасчСчет", "40817810000000000001"),
        ("ПлательщикБанк1", "ПАО СБЕРБАНК"),
        ("ПолучательСчет", OWN),
        ("ПолучательРасчСчет", OWN),
        ("НазначениеПлатежа", "ЛС 7000418 за декабрь"),
    ];
    let mut text = "СекцияДокумент=Платежное поручение\n".to_owned();
    for (name, value) in usual {
        let given = fields.iter().find(|(other, _)| *other == name).map_or(value, |(_, other)| *other);
        text = format!("{text}{name}={given}\n");
    }
    for (name, value) in fields.iter().filter(|(name, _)| usual.iter().all(|(known, _)| known != name)) {
        text = format!("{text}{name}={value}\n");
    }
    text + "КонецДокумента\n"
}

fn statement(documents: &[String]) -> String {
    format!(
        "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\nРасчСчет={OWN}\nСекцияРасчСчет\n\
         РасчСчет={OWN}\nНачальныйОстаток=100.00\nКонецРасчСчет\n{}КонецФайла\n",
        documents.concat()
    )
}

fn read(bytes: &[u8]) -> Vec<PaymentRow> {
    let sheet = Sheet::open(bytes, COLUMNS, Limits::default()).unwrap();
    assert_eq!(sheet.recognised.encoding, Encoding::Statement);
    let places = sheet.proposal().to_vec();
    let table = sheet.table(&places).unwrap();
    table.rows().map(|row| payments::read(&row).unwrap()).collect()
}

fn one(fields: &[(&str, &str)]) -> PaymentRow {
    let [row] = read(statement(&[order(fields)]).as_bytes()).try_into().expect("one payment");
    row
}

#[test]
fn a_payment_of_a_statement_has_its_number_day_sum_payer_and_purpose() {
    let row = one(&[]);
    assert_eq!(row.paid_on.to_string(), "2018-01-20");
    assert_eq!(row.operation.as_deref(), Some("15/40817810000000000001"));
    assert_eq!((row.amount.0, row.bank.as_str(), row.account.as_str()), (461_160, "ПАО СБЕРБАНК", ""));
    assert_eq!(row.payer.as_deref(), Some("Петрова Анна Викторовна"));
    assert_eq!(row.recipient.as_deref(), Some(OWN));
    assert_eq!(row.purpose.as_deref(), Some("ЛС 7000418 за декабрь"));
}

#[test]
fn the_letters_of_windows_dos_and_utf_8_are_all_read() {
    let text = statement(&[order(&[])]);
    let dos = text.replace("Кодировка=Windows", "Кодировка=DOS");
    let files = [
        text.clone().into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
        WINDOWS_1251.encode(&text).0.into_owned(),
        IBM866.encode(&dos).0.into_owned(),
    ];
    for file in files {
        assert_eq!(read(&file), [one(&[])]);
    }
}

#[test]
fn what_left_the_account_or_went_between_our_own_is_no_payment() {
    let other = "40702810000000000099";
    let left = order(&[("ПолучательСчет", other), ("ПолучательРасчСчет", other)]);
    let between = order(&[("ПлательщикСчет", OWN), ("ПлательщикРасчСчет", OWN)]);
    assert_eq!(read(statement(&[left, between, order(&[("Номер", "16")])]).as_bytes()).len(), 1);
}

#[test]
fn a_statement_that_names_no_account_of_ours_tells_by_the_day_of_receipt() {
    let bare = |fields: &[(&str, &str)]| format!("1CClientBankExchange\n{}КонецФайла", order(fields));
    assert_eq!(
        read(bare(&[("ДатаПоступило", "21.01.2018")]).as_bytes())[0].paid_on.to_string(),
        "2018-01-21"
    );
    let sent = format!(
        "1CClientBankExchange\n{}{}КонецФайла",
        order(&[]),
        order(&[("ДатаПоступило", "21.01.2018")])
    );
    assert_eq!(read(sent.as_bytes()).len(), 1);
}

#[test]
fn the_payer_is_a_name_however_the_bank_writes_it() {
    for (written, name) in [
        ("ИНН 770123456789 Петрова Анна Викторовна", "Петрова Анна Викторовна"),
        ("ПАО СБЕРБАНК//Петрова Анна Викторовна//г Москва, д. 6//", "Петрова Анна Викторовна"),
        ("ООО \"Ромашка\"; филиал", "ООО \"Ромашка\"; филиал"),
    ] {
        assert_eq!(one(&[("Плательщик1", written)]).payer.as_deref(), Some(name));
    }
    let whole = one(&[("Плательщик1", ""), ("Плательщик", "ИНН 7701234567 ООО Ромашка")]);
    assert_eq!(whole.payer.as_deref(), Some("ООО Ромашка"));
}

#[test]
fn a_purpose_in_parts_or_over_several_lines_is_one() {
    let parts = one(&[
        ("НазначениеПлатежа", ""),
        ("НазначениеПлатежа1", "За ЖКУ"),
        ("НазначениеПлатежа2", "ЛС 7000418"),
    ]);
    assert_eq!(parts.purpose.as_deref(), Some("За ЖКУ ЛС 7000418"));
    let lines = one(&[("НазначениеПлатежа", "За ЖКУ;\nлицевой счёт\n7000418")]);
    assert_eq!(lines.purpose.as_deref(), Some("За ЖКУ; лицевой счёт 7000418"));
    assert_eq!(one(&[("НазначениеПлатежа", &"я".repeat(900))]).purpose.unwrap().chars().count(), 300);
}

#[test]
fn payments_of_one_number_are_told_apart_by_the_accounts_of_their_payers() {
    let other = [("ПлательщикСчет", "2"), ("ПлательщикРасчСчет", "2")];
    let rows = read(statement(&[order(&[]), order(&other), order(&[("Номер", "")])]).as_bytes());
    let numbers: Vec<_> = rows.iter().map(|row| row.operation.as_deref()).collect();
    assert_eq!(numbers, [Some("15/40817810000000000001"), Some("15/2"), None]);
}

#[test]
fn a_statement_without_its_end_is_not_read() {
    let whole = statement(&[order(&[]), order(&[("Номер", "16")])]);
    for cut in ["КонецФайла", "КонецДокумента\nКонецФайла", "Сумма=4611.60\nПлательщикСчет"]
    {
        let cut = &whole[..whole.rfind(cut).unwrap()];
        assert_eq!(
            Sheet::open(cut.as_bytes(), COLUMNS, Limits::default()).err(),
            Some(FileProblem::Unfinished)
        );
    }
    let lost = whole.replacen("КонецДокумента\n", "", 1);
    assert_eq!(Sheet::open(lost.as_bytes(), COLUMNS, Limits::default()).err(), Some(FileProblem::Unfinished));
}

#[test]
fn a_row_is_where_its_document_begins() {
    let text = statement(&[order(&[]), order(&[("Номер", "16"), ("Сумма", "много")])]);
    let sheet = Sheet::open(text.as_bytes(), COLUMNS, Limits::default()).unwrap();
    let places = sheet.proposal().to_vec();
    let table = sheet.table(&places).unwrap();
    let bad: Vec<_> = table.rows().filter_map(|row| payments::read(&row).err()).flatten().collect();
    let begins =
        text.lines().enumerate().filter(|(_, line)| line.starts_with("СекцияДокумент")).nth(1).unwrap();
    assert_eq!((bad.len(), bad[0].row, bad[0].value.as_str()), (1, begins.0 + 1, "много"));
}

#[test]
fn a_statement_without_payments_is_a_table_without_rows() {
    let text = statement(&[]);
    let table = Table::open(text.as_bytes(), COLUMNS, &[], Limits::default()).unwrap();
    assert!(table.is_empty());
}

#[test]
fn a_statement_is_read_in_parts_too() {
    let text = WINDOWS_1251.encode(&statement(&[order(&[]), order(&[("Номер", "16")])])).0.into_owned();
    let table = LargeTable::open(Cursor::new(text), COLUMNS, &[], Limits::default(), payments::key).unwrap();
    assert_eq!((table.len(), table.recognised.encoding), (2, Encoding::Statement));
}

/// The proposed columns of a registry: what they are called here.
fn proposed(text: &str) -> Vec<&'static str> {
    let sheet = Sheet::open(text.as_bytes(), COLUMNS, Limits::default()).unwrap();
    let named = COLUMNS.iter().zip(sheet.proposal()).filter(|(_, place)| place.is_some());
    named.map(|(column, _)| column.name).collect()
}

#[test]
fn the_columns_of_registries_are_proposed_by_what_banks_call_them() {
    for (header, columns) in [
        (
            "Дата платежа;№ операции;ФИО;ЛС;Сумма платежа",
            vec!["Дата", "Номер операции", "Лицевой счёт", "Плательщик", "Сумма"],
        ),
        ("Код плательщика\tСумма операции\tДата операции", vec!["Дата", "Лицевой счёт", "Сумма"]),
        (
            "Дата оплаты,УИП,Номер ЛС,Сумма,Назначение платежа",
            vec!["Дата", "Номер операции", "Лицевой счёт", "Сумма", "Назначение"],
        ),
    ] {
        assert_eq!(proposed(&format!("{header}\n")), columns, "{header}");
    }
}

#[test]
fn a_registry_without_a_header_keeps_its_first_payment() {
    let text = "#FILESUM;300,00\n#NUM 2\nИванов И.И.;Авиаторов 6-7;7000418;100,00;20.01.2018\nКим О.;;7000419;200,00;20.01.2018\n";
    let sheet = Sheet::open(text.as_bytes(), COLUMNS, Limits::default()).unwrap();
    assert_eq!((sheet.len(), sheet.header().iter().all(String::is_empty)), (2, true));
    let mut places = vec![None; COLUMNS.len()];
    for (column, place) in
        [(payments::PAYER, 0), (payments::ACCOUNT, 2), (payments::AMOUNT, 3), (payments::DATE, 4)]
    {
        places[column] = Some(place);
    }
    let rows: Vec<_> =
        sheet.table(&places).unwrap().rows().map(|row| payments::read(&row).unwrap()).collect();
    assert_eq!(rows.iter().map(|row| row.amount.0).collect::<Vec<_>>(), [10_000, 20_000]);
    assert_eq!(rows[0].account, "7000418");
}
