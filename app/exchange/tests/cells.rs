//! Every cell, what it can hold, and what is wrong with it otherwise.
use chrono::NaiveDate;
use domain::{
    accounts::AccountNumberError,
    calendar::Period,
    charges::{ChargeKind, VolumeSource},
    money::{Money, MoneyError, Tariff, Volume},
    readings::Resource,
    session::EmailError,
};
use exchange::{
    BadCell, CellError, Column, Limits, Row, Table,
    accounts::{self, Address, Share},
    charges, meters, payments, readings, resource,
};

fn read<T>(
    known: &'static [Column],
    cells: &[(&str, &str)],
    read: impl Fn(&Row<'_>) -> Result<T, Vec<BadCell>>,
) -> Result<T, Vec<(String, CellError)>> {
    let line = |part: fn(&(&str, &str)) -> String| cells.iter().map(part).collect::<Vec<_>>().join(";");
    let text = format!("{}\n{}\n", line(|cell| cell.0.to_owned()), line(|cell| cell.1.to_owned()));
    let table = Table::open(text.as_bytes(), known, &[], Limits::default()).unwrap();
    let row = table.rows().next().unwrap();
    read(&row).map_err(|bad| bad.into_iter().map(|bad| (bad.column, bad.error)).collect())
}

fn account(changed: &[(&str, &str)]) -> Result<accounts::AccountRow, Vec<(String, CellError)>> {
    let usual = [
        ("Лицевой счёт", "7000418"),
        ("Адрес", "г Москва, ул Авиаторов, д. 6, 7"),
        ("Собственник", "Петрова Анна"),
    ];
    read(accounts::COLUMNS, &with(&usual, changed), accounts::read)
}

fn meter(changed: &[(&str, &str)]) -> Result<meters::MeterRow, Vec<(String, CellError)>> {
    let usual = [("Лицевой счёт", "7000418"), ("Ресурс", "ХВС"), ("Заводской №", "100708114")];
    read(meters::COLUMNS, &with(&usual, changed), meters::read)
}

fn reading(changed: &[(&str, &str)]) -> Result<readings::ReadingRow, Vec<(String, CellError)>> {
    let usual = [("ЛС", "7000418"), ("Счётчик", "100708114"), ("Т1", "388"), ("Дата", "31.12.2017")];
    read(readings::COLUMNS, &with(&usual, changed), readings::read)
}

fn charge(changed: &[(&str, &str)]) -> Result<charges::ChargeRow, Vec<(String, CellError)>> {
    let usual = [
        ("Период", "12.2017"),
        ("Лицевой счёт", "7000418"),
        ("Услуга", "ХВС"),
        ("Начислено", "228,36"),
        ("К оплате", "228,36"),
    ];
    read(charges::COLUMNS, &with(&usual, changed), charges::read)
}

fn payment(changed: &[(&str, &str)]) -> Result<payments::PaymentRow, Vec<(String, CellError)>> {
    let usual = [("Дата", "20.01.2018"), ("Лицевой счёт", "7000418"), ("Сумма", "100")];
    read(payments::COLUMNS, &with(&usual, changed), payments::read)
}

fn with<'a>(usual: &[(&'a str, &'a str)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = usual.iter().filter(|cell| changed.iter().all(|other| other.0 != cell.0));
    kept.chain(changed).copied().collect()
}

fn bad<T: std::fmt::Debug>(row: Result<T, Vec<(String, CellError)>>, column: &str, error: CellError) {
    assert_eq!(row.unwrap_err(), [(column.to_owned(), error)]);
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[test]
fn an_account_is_read_whole() {
    let row = account(&[
        ("Лицевой счёт", "№ 00 70-41Х"),
        ("ЕЛС", "60АА123456"),
        ("Подъезд", "2"),
        ("Доля", "1/2"),
        ("Площадь", "55,2"),
        ("Проживает", "2"),
        ("Открыт", "2010-02-01"),
        ("Закрыт", "01.03.2020 0:00:00"),
        ("Телефон", "'+7 911 000-00-00"),
        ("Эл. почта", "Anna@Example.org"),
    ])
    .unwrap();
    assert_eq!((row.number.as_str(), row.written.as_str()), ("007041X", "00 70-41Х"));
    assert_eq!(row.address, Address { building: "г Москва, ул Авиаторов, д. 6".into(), unit: "7".into() });
    assert_eq!((row.unified.as_deref(), row.entrance.as_deref()), (Some("60АА123456"), Some("2")));
    assert_eq!((row.owner.as_deref(), row.share), (Some("Петрова Анна"), Some(Share::Part("1/2".into()))));
    assert_eq!((row.area_hundredths, row.residents), (Some(5520), Some(2)));
    assert_eq!((row.opened_on, row.closed_on), (day(2010, 2, 1), day(2020, 3, 1)));
    assert_eq!(row.phone.as_deref(), Some("+7 911 000-00-00"));
    assert_eq!(row.email.unwrap().as_str(), "anna@example.org");
}

#[test]
fn an_empty_cell_says_nothing() {
    let row = account(&[("Собственник", ""), ("Площадь", ""), ("Телефон", "")]).unwrap();
    assert_eq!((row.owner, row.area_hundredths, row.phone), (None, None, None));
}

#[test]
fn a_share_of_nothing_is_no_longer_an_owner() {
    for share in ["0", "0/2", "0,00", "0 %"] {
        assert_eq!(account(&[("Доля", share)]).unwrap().share, Some(Share::None), "{share}");
    }
    for (share, millionths) in [
        ("0,5", 500_000),
        ("1/3", 333_333),
        ("100%", 1_000_000),
        ("1", 1_000_000),
        ("33.33%", 333_300),
        ("1/9999999", 0),
    ] {
        assert_eq!(account(&[("Доля", share)]).unwrap().share, Some(Share::Part(share.into())));
        assert_eq!(accounts::share_in_millionths(share), Some(millionths), "{share}");
    }
}

#[test]
fn every_bad_cell_of_an_account_has_its_reason() {
    let number = |text, error: AccountNumberError| {
        bad(account(&[("Лицевой счёт", text)]), "Лицевой счёт", error.into());
    };
    bad(account(&[("Лицевой счёт", "")]), "Лицевой счёт", CellError::Empty);
    number("7,00042E+06", AccountNumberError::BadCharacter(','));
    number(&"7".repeat(31), AccountNumberError::TooLong);
    for address in ["г Москва", "г Москва, ул Авиаторов, д. 6", ", 7", "г Москва, ", "г Москва, дом 5"]
    {
        bad(account(&[("Адрес", address)]), "Адрес", CellError::UnitMissing);
    }
    bad(account(&[("Собственник", ""), ("Доля", "1")]), "Собственник", CellError::Empty);
    bad(account(&[("Собственник", &"я".repeat(201))]), "Собственник", CellError::TooLong { max: 200 });
    for odd in ["половина", "1//2", "1/2/3", "1/0", "/2", "%", "0,5,5"] {
        bad(account(&[("Доля", odd)]), "Доля", CellError::NotAShare);
    }
    for odd in ["5/1", "200%", "1,01", "100,1%", "2", "3/2"] {
        bad(account(&[("Доля", odd)]), "Доля", CellError::MoreThanAll);
    }
    for area in ["55,215", "-5", "0", "пятьдесят", "1.2.3", "1000000"] {
        bad(account(&[("Площадь", area)]), "Площадь", CellError::NotAnArea);
    }
    for count in ["2,5", "-1", "1000", "двое"] {
        bad(account(&[("Проживает", count)]), "Проживает", CellError::NotWhole { min: 0, max: 999 });
    }
    bad(account(&[("Телефон", "нет")]), "Телефон", CellError::NotAPhone);
    bad(account(&[("Эл. почта", "anna")]), "Эл. почта", EmailError::NoAt.into());
    bad(account(&[("Открыт", "02.01.2018"), ("Закрыт", "01.01.2018")]), "Закрыт", CellError::Backwards);
    bad(account(&[("Открыт", "1.1.18")]), "Открыт", CellError::NotADate);
    bad(account(&[("Эл. почта", "anna@example.org;лишнее")]), "", CellError::Extra);
}

#[test]
fn all_bad_cells_of_a_row_are_told_at_once() {
    let errors = account(&[("Лицевой счёт", ""), ("Площадь", "x"), ("Открыт", "x")]).unwrap_err();
    assert_eq!(errors.len(), 3);
}

#[test]
fn dates_are_written_in_two_ways() {
    let date = |text| account(&[("Открыт", text)]);
    assert_eq!(date("31.12.2017").unwrap().opened_on, day(2017, 12, 31));
    assert_eq!(date("1.2.2017").unwrap().opened_on, day(2017, 2, 1));
    assert_eq!(date("2017-12-31").unwrap().opened_on, day(2017, 12, 31));
    assert_eq!(date("2017-12-31T00:00:00").unwrap().opened_on, day(2017, 12, 31));
    assert_eq!(date("43100").unwrap().opened_on, day(2017, 12, 31), "the number of a day in a spreadsheet");
    for text in ["12/31/2017", "31.12.17", "31.12", "вчера", "+1.12.2017", "1.2.3.2017"] {
        bad(date(text), "Открыт", CellError::NotADate);
    }
    for text in ["31.02.2018", "2018-13-01", "00.01.2018"] {
        bad(date(text), "Открыт", CellError::NoSuchDay);
    }
    bad(date("31.12.0017"), "Открыт", CellError::OddYear);
}

#[test]
fn a_meter_is_read_whole() {
    let row = meter(&[
        ("Ресурс", "элтт"),
        ("Тарифов", "3"),
        ("Разрядов", "4"),
        ("Знаков после запятой", "3"),
        ("Поверка до", "31.12.2021"),
        ("Установлен", "01.01.2012"),
        ("Снят", "2020-01-01"),
        ("Состояние", "Заменён"),
        ("Автоматический", "Да"),
        ("Место", "щит на лестнице"),
    ])
    .unwrap();
    assert_eq!((row.resource, row.tariffs), (Resource::Electricity, Some(3)));
    assert_eq!((row.digits, row.decimals), (Some(4), Some(3)));
    assert_eq!((row.verified_until, row.installed_on), (day(2021, 12, 31), day(2012, 1, 1)));
    assert_eq!((row.removed_on, row.removed), (day(2020, 1, 1), true));
    assert_eq!((row.automatic, row.place.as_deref()), (Some(true), Some("щит на лестнице")));
}

#[test]
fn every_bad_cell_of_a_meter_has_its_reason() {
    bad(meter(&[("Заводской №", "")]), "Заводской №", CellError::Empty);
    bad(meter(&[("Ресурс", "вода")]), "Ресурс", CellError::UnknownResource);
    bad(meter(&[("Тарифов", "5")]), "Тарифов", CellError::NotWhole { min: 1, max: 4 });
    bad(meter(&[("Ресурс", "ЭЛДТ"), ("Тарифов", "3")]), "Тарифов", CellError::TariffsDisagree { named: 2 });
    bad(meter(&[("Разрядов", "16")]), "Разрядов", CellError::NotWhole { min: 1, max: 15 });
    bad(
        meter(&[("Знаков после запятой", "8")]),
        "Знаков после запятой",
        CellError::NotWhole { min: 0, max: 7 },
    );
    bad(meter(&[("Разрядов", "15"), ("Знаков после запятой", "7")]), "Разрядов", CellError::NoSuchDial);
    bad(meter(&[("Установлен", "02.01.2018"), ("Снят", "01.01.2018")]), "Снят", CellError::Backwards);
    bad(meter(&[("Состояние", "странное")]), "Состояние", CellError::UnknownState);
    bad(meter(&[("Автоматический", "иногда")]), "Автоматический", CellError::NotYesNo);
    bad(meter(&[("Место", &"я".repeat(101))]), "Место", CellError::TooLong { max: 100 });
}

#[test]
fn resources_have_many_names() {
    for (text, resource, tariffs) in [
        ("ХВС", Resource::ColdWater, None),
        ("XBC", Resource::ColdWater, None),
        ("Холодная вода", Resource::ColdWater, None),
        ("ГВС", Resource::HotWater, None),
        ("горячая вода", Resource::HotWater, None),
        ("Электроэнергия", Resource::Electricity, None),
        ("Э/Э", Resource::Electricity, None),
        ("ЭЛ", Resource::Electricity, None),
        ("ЭЛДТ", Resource::Electricity, Some(2)),
        ("элтт", Resource::Electricity, Some(3)),
        ("Отопление", Resource::Heat, None),
        ("тепло", Resource::Heat, None),
        ("Газ", Resource::Gas, None),
    ] {
        let named = resource::parse(text).unwrap();
        assert_eq!((named.resource, named.tariffs), (resource, tariffs), "{text}");
    }
}

#[test]
fn a_reading_is_read_whole() {
    let row =
        reading(&[("Ресурс", "ЭЛ"), ("Т2", "3,5"), ("Т4", "0"), ("Вид", "Переход через ноль")]).unwrap();
    assert_eq!(row.resource, Some(Resource::Electricity));
    assert_eq!(row.values, ["388", "3,5", "", "0"]);
    assert_eq!((Some(row.taken_on), row.kind), (day(2017, 12, 31), readings::Kind::RolledOver));
    assert_eq!(reading(&[("Вид", "начальное")]).unwrap().kind, readings::Kind::Replaced);
    assert_eq!(reading(&[("Вид", "контрольное")]).unwrap().kind, readings::Kind::Ordinary);
}

#[test]
fn every_bad_cell_of_a_reading_has_its_reason() {
    bad(reading(&[("Счётчик", "")]), "Счётчик", CellError::Empty);
    bad(reading(&[("Дата", "")]), "Дата", CellError::Empty);
    bad(reading(&[("Дата", "31.02.2018")]), "Дата", CellError::NoSuchDay);
    bad(reading(&[("Ресурс", "вода")]), "Ресурс", CellError::UnknownResource);
    bad(reading(&[("Вид", "примерное")]), "Вид", CellError::UnknownKind);
}

#[test]
fn a_charge_is_read_whole() {
    let row = charge(&[
        ("Получатель", "Квартплата"),
        ("Ед. изм.", "м³"),
        ("Объём", "6,000001"),
        ("Источник объёма", "по счётчику"),
        ("Тариф", "38.06"),
        ("Начислено", "1 228,36 ₽"),
        ("Повышающий коэффициент", "1,5"),
        ("Сумма повышения", "114,18"),
        ("Перерасчёт", "−50,5"),
        ("Льгота", "10"),
        ("К оплате", "-282.04"),
        ("Пени", "3,07"),
    ])
    .unwrap();
    assert_eq!((row.period, row.account.as_str()), (Period::new(2017, 12).unwrap(), "7000418"));
    assert_eq!((row.recipient.as_deref(), row.kind), (Some("Квартплата"), ChargeKind::Bill));
    let line = &row.line;
    assert_eq!((line.service.as_str(), line.unit.as_str()), ("ХВС", "м³"));
    assert_eq!((line.volume, line.tariff), (Some(Volume(6_000_001)), Some(Tariff(38_060_000))));
    assert_eq!((line.source, line.factor), (Some(VolumeSource::Meter), Some(150)));
    assert_eq!((line.charged, line.factor_sum), (Money(122_836), Money(11_418)));
    assert_eq!((line.recalculation, line.benefit), (Money(-5_050), Money(1_000)));
    assert_eq!((row.due, row.penalty), (Money(-28_204), Money(307)));
}

#[test]
fn what_a_charge_does_not_say_is_nothing() {
    let row = charge(&[("Начислено", ""), ("К оплате", "0")]).unwrap();
    assert_eq!((row.line.charged, row.due, row.recipient), (Money::ZERO, Money::ZERO, None));
    assert_eq!((row.line.volume, row.line.tariff, row.line.source), (None, None, None));
    assert_eq!(charge(&[("Услуга", "Входящее сальдо")]).unwrap().kind, ChargeKind::Opening);
}

#[test]
fn months_are_written_in_three_ways() {
    for text in ["12.2017", "2017-12", "01.12.2017", "2017-12-01 00:00:00"] {
        assert_eq!(charge(&[("Период", text)]).unwrap().period, Period::new(2017, 12).unwrap(), "{text}");
    }
    for text in ["13.2017", "12.17", "декабрь", "31.12.2017", "2017", "+1.2017", "12.2017.x"] {
        bad(charge(&[("Период", text)]), "Период", CellError::NotAPeriod);
    }
    bad(charge(&[("Период", "12.0017")]), "Период", CellError::OddYear);
}

#[test]
fn every_bad_cell_of_a_charge_has_its_reason() {
    bad(charge(&[("Услуга", "")]), "Услуга", CellError::Empty);
    bad(charge(&[("К оплате", "")]), "К оплате", CellError::Empty);
    bad(charge(&[("Начислено", "1,234")]), "Начислено", MoneyError::TooManyDecimals.into());
    bad(charge(&[("Начислено", "1l")]), "Начислено", MoneyError::NotANumber('l').into());
    bad(charge(&[("К оплате", "--1")]), "К оплате", MoneyError::Negative.into());
    bad(charge(&[("Пени", "-1")]), "Пени", MoneyError::Negative.into());
    let max = Money::MAX;
    bad(charge(&[("Перерасчёт", "-99999999999999")]), "Перерасчёт", MoneyError::TooLarge { max }.into());
    for volume in ["1,0000001", "много", "-", ",", "1.2.3", "1000000000", "99999999999999999999"] {
        bad(charge(&[("Объём", volume)]), "Объём", CellError::NotAVolume);
    }
    assert_eq!(
        charge(&[("Объём", "-999 999 999,9999990")]).unwrap().line.volume,
        Some(Volume(-999_999_999_999_999))
    );
    bad(charge(&[("Тариф", "-1")]), "Тариф", CellError::NotATariff);
    for factor in ["0", "100,01", "1,005", "x"] {
        bad(charge(&[("Повышающий коэффициент", factor)]), "Повышающий коэффициент", CellError::NotAFactor);
    }
    bad(charge(&[("Источник объёма", "на глаз")]), "Источник объёма", CellError::UnknownSource);
}

#[test]
fn sources_of_a_volume_have_many_names() {
    for (text, source) in [
        ("ИПУ", VolumeSource::Meter),
        ("прибор учета", VolumeSource::Meter),
        ("ОДПУ", VolumeSource::BuildingMeter),
        ("Норматив", VolumeSource::Norm),
        ("по среднему", VolumeSource::Average),
        ("площадь", VolumeSource::Area),
        ("Проживающие", VolumeSource::Residents),
    ] {
        assert_eq!(charge(&[("Источник объёма", text)]).unwrap().line.source, Some(source), "{text}");
    }
}

#[test]
fn a_payment_is_read_whole() {
    let row = payment(&[
        ("Номер операции", "417"),
        ("Банк", "ПАО Сбербанк"),
        ("Плательщик", "Петрова А. В."),
        ("Получатель", "40702810138250123017"),
        ("Сумма", "4 923,02"),
        ("Назначение", "ЖКУ за 11.2017"),
    ])
    .unwrap();
    assert_eq!((Some(row.paid_on), row.amount), (day(2018, 1, 20), Money(492_302)));
    assert_eq!(
        (row.operation.as_deref(), row.bank.as_str(), row.account.as_str()),
        (Some("417"), "ПАО Сбербанк", "7000418")
    );
    assert_eq!(payment(&[("Лицевой счёт", "")]).unwrap().account, "");
}

#[test]
fn every_bad_cell_of_a_payment_has_its_reason() {
    bad(payment(&[("Дата", "")]), "Дата", CellError::Empty);
    bad(payment(&[("Сумма", "")]), "Сумма", CellError::Empty);
    bad(payment(&[("Сумма", "0,00")]), "Сумма", MoneyError::Zero.into());
    bad(payment(&[("Сумма", "-5")]), "Сумма", MoneyError::Negative.into());
}

#[test]
fn a_day_with_its_time_is_that_day() {
    for cell in ["43100", "43100.5", "43100,75", "43100.0"] {
        assert_eq!(account(&[("Открыт", cell)]).unwrap().opened_on, day(2017, 12, 31), "{cell}");
    }
    for cell in ["43100.", "43100.5.1", "43100.x", "431005"] {
        bad(account(&[("Открыт", cell)]), "Открыт", CellError::NotADate);
    }
}

#[test]
fn what_nobody_sees_is_no_part_of_a_text() {
    let owner = account(&[("Собственник", "\u{202e}Петрова\u{200b}  Анна\u{2066}")]).unwrap().owner;
    assert_eq!(owner.as_deref(), Some("Петрова Анна"));
    bad(account(&[("Собственник", "\u{202e}\u{2069}")]), "Собственник", CellError::Empty);
}
