//! The text of payment codes, against the vectors of the standard and of a real bill.
use encoding_rs::WINDOWS_1251;
use exchange::payment_qr::{Charset, Field, PaymentQr, REQUIRED, ReadError, WriteError};
use proptest::prelude::*;

const MEMBERSHIP: &str = "ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017|BankName=ОАО \"БАНК\"\
    |BIC=044525225|CorrespAcc=30101810400000000225|PayeeINN=6200098765|LastName=Иванов|FirstName=Иван\
    |MiddleName=Иванович|Purpose=Оплата членского взноса|PayerAddress=г.Рязань ул.Ленина д.10 кв.15|Sum=100000";

/// Windows-1251, and keys as they please.
const BILL: &str = "ST00011|Name=ООО «УК ЭкоГрад»|PersonalAcc=40902830202010056769|BankName=ПАО СБЕРБАНК\
    |BIC=048073601|CorrespAcc=30102110300320000206|PayeeINN=0524967340|persAcc=5018435412\
    |payerAddress=ул.Ивана Спатара, д.14, кв.32|lastName=Иванов|firstName=Иван|middleName=Иванович|Sum=12351";

fn membership() -> PaymentQr {
    PaymentQr::to(
        "ООО «Три кита»",
        "40702810138250123017",
        "ОАО \"БАНК\"",
        "044525225",
        "30101810400000000225",
    )
    .with(Field::PayeeInn, "6200098765")
    .with(Field::LastName, "Иванов")
    .with(Field::FirstName, "Иван")
    .with(Field::MiddleName, "Иванович")
    .with(Field::Purpose, "Оплата членского взноса")
    .with(Field::PayerAddress, "г.Рязань ул.Ленина д.10 кв.15")
    .with(Field::Sum, "100000")
}

#[test]
fn the_vector_in_utf_8_is_written_and_read() {
    assert_eq!(membership().text().unwrap(), MEMBERSHIP);
    assert_eq!(PaymentQr::read(MEMBERSHIP.as_bytes()).unwrap(), membership());
}

#[test]
fn the_bill_in_windows_1251_is_read_and_its_keys_are_put_right() {
    let bytes = WINDOWS_1251.encode(BILL).0;
    let read = PaymentQr::read(&bytes).unwrap();
    assert_eq!(read.get(Field::Name), Some("ООО «УК ЭкоГрад»"));
    assert_eq!(read.get(Field::PersAcc), Some("5018435412"));
    assert_eq!(read.get(Field::PayerAddress), Some("ул.Ивана Спатара, д.14, кв.32"));
    assert_eq!(read.get(Field::Sum), Some("12351"));
    let spelled = BILL
        .replace("persAcc", "PersAcc")
        .replace("payerAddress", "PayerAddress")
        .replace("lastName", "LastName")
        .replace("firstName", "FirstName")
        .replace("middleName", "MiddleName");
    assert_eq!(read.bytes(Charset::Windows1251).unwrap(), WINDOWS_1251.encode(&spelled).0.as_ref());
}

#[test]
fn another_separator_unknown_keys_and_a_trailing_separator_are_tolerated() {
    let code =
        format!("{}~Nonsense=1~SUM=5~Sum=6~\r\n", MEMBERSHIP.replace('|', "~").replace("~Sum=100000", ""));
    let read = PaymentQr::read(code.as_bytes()).unwrap();
    assert_eq!(read.get(Field::Sum), Some("5"));
    assert_eq!(read.get(Field::PayerAddress), Some("г.Рязань ул.Ленина д.10 кв.15"));
}

#[test]
fn a_separator_that_a_value_has_is_not_taken() {
    let code = membership().with(Field::ServiceName, "вода | свет ~ газ").text().unwrap();
    assert!(code.starts_with("ST00012^Name="), "{code}");
    assert_eq!(PaymentQr::read(code.as_bytes()).unwrap().get(Field::ServiceName), Some("вода | свет ~ газ"));
    let everything = membership().with(Field::ServiceName, "|~^`;*#$%&!@?\\/_+<>");
    assert_eq!(everything.text(), Err(WriteError::NoSeparator));
}

#[test]
fn what_the_standard_does_not_allow_is_refused_with_its_field() {
    let to = |name: &str, account: &str, bic: &str| {
        PaymentQr::to(name, account, "БАНК", bic, "30101810400000000225").text().unwrap_err()
    };
    let (account, bic) = ("40702810138250123017", "044525225");
    let refused = [
        (to("", account, bic), WriteError::Missing(Field::Name)),
        (
            to(&"я".repeat(161), account, bic),
            WriteError::TooLong { field: Field::Name, max: 160, given: 161 },
        ),
        (to("УК", "4070", bic), WriteError::WrongLength { field: Field::PersonalAcc, length: 20, given: 4 }),
        (to("УК", account, "04452522О"), WriteError::NotDigits { field: Field::Bic, found: 'О' }),
        (to("У\nК", account, bic), WriteError::Control { field: Field::Name, found: '\n' }),
    ];
    for (error, expected) in refused {
        assert_eq!(error, expected);
    }
    let rouble = membership().with(Field::ServiceName, "₽");
    assert!(rouble.text().is_ok());
    let error = WriteError::NotInCharset { field: Field::ServiceName, found: '₽' };
    assert_eq!(rouble.bytes(Charset::Windows1251), Err(error));
}

#[test]
fn what_is_no_payment_code_is_told_apart() {
    let read = |text: &str| PaymentQr::read(text.as_bytes()).unwrap_err();
    assert_eq!(read("https://example.org"), ReadError::NotAPayment);
    assert_eq!(read("ST"), ReadError::NotAPayment);
    assert_eq!(read("ST00022|Name=УК"), ReadError::UnknownVersion("0002".into()));
    assert_eq!(read("ST00019|Name=УК"), ReadError::UnknownCharset('9'));
    assert_eq!(read("ST00012|Name=УК"), ReadError::Missing(Field::PersonalAcc));
    assert_eq!(PaymentQr::read(b"ST00012|Name=\xD3\xCA"), Err(ReadError::NotText));
}

/// Any text of Windows-1251 that the standard allows.
fn value(max: usize) -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("[А-Яа-яA-Za-z0-9«»№|~=., -]{{1,{max}}}")).unwrap()
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(
        name in value(80),
        bank in value(45),
        account in "[0-9]{20}",
        bic in "[0-9]{9}",
        corr in "[0-9]{1,20}",
        sum in proptest::option::of(0_u64..1_000_000_000_000),
        more in proptest::collection::btree_map(proptest::sample::select(vec![
            Field::Purpose, Field::PersAcc, Field::PayerAddress, Field::PaymPeriod, Field::ServiceName, Field::QuittId,
        ]), value(60), 0..6),
    ) {
        let mut qr = PaymentQr::to(&name, &account, &bank, &bic, &corr);
        if let Some(sum) = sum {
            qr = qr.with(Field::Sum, &sum.to_string());
        }
        for (field, value) in &more {
            qr = qr.with(*field, value);
        }
        let missing = REQUIRED.into_iter().find(|field| qr.get(*field).is_none());
        for charset in [Charset::Windows1251, Charset::Utf8] {
            match (qr.bytes(charset), missing) {
                (Ok(bytes), None) => prop_assert_eq!(PaymentQr::read(&bytes).unwrap(), qr.clone()),
                (written, missing) => prop_assert_eq!(written.unwrap_err(), WriteError::Missing(missing.unwrap())),
            }
        }
    }

    #[test]
    fn reading_never_panics(bytes: Vec<u8>) {
        drop(PaymentQr::read(&bytes));
    }
}
