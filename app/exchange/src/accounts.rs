//! The registry of accounts: one row for each owner.
use crate::{
    BadCell, CellError, Column, Row,
    cell::{Cells, date, hundredths, text, whole},
};
use chrono::NaiveDate;
use domain::{accounts::AccountNumber, session::Email};

pub const NUMBER: usize = 0;
pub const UNIFIED: usize = 1;
pub const ADDRESS: usize = 2;
pub const ENTRANCE: usize = 3;
pub const OWNER: usize = 4;
pub const SHARE: usize = 5;
pub const AREA: usize = 6;
pub const RESIDENTS: usize = 7;
pub const OPENED: usize = 8;
pub const CLOSED: usize = 9;
pub const PHONE: usize = 10;
pub const EMAIL: usize = 11;

/// A unit in a column of its own: the address is then that of the house.
pub const UNIT: usize = 12;
/// The number of a house in a column of its own.
pub const HOUSE: usize = 13;
/// First and last day of the owner of the row.
pub const OWNER_FROM: usize = 14;
pub const OWNER_TO: usize = 15;

/// How companies and banks call the number of an account, in files of every kind.
pub(crate) const NUMBER_WORDS: &[&str] = &[
    "Лицевой счёт",
    "ЛС",
    "Л/с",
    "№ ЛС",
    "Лиц. счёт",
    "Номер лицевого счёта",
    "№ лицевого счёта",
    "Номер ЛС",
    "Номер счёта",
    "Счёт",
    "Код абонента",
    "Абонент",
    "Лицевого счёта",
    "N ЛС",
    "ЕЛС",
    "Код плательщика",
];

pub const COLUMNS: &[Column] = &[
    Column::required("Лицевой счёт").also(NUMBER_WORDS),
    Column::optional("ЕЛС").also(&["Единый лицевой счёт", "ЕЛС ГИС ЖКХ", "Единый ЛС"]),
    Column::required("Адрес").also(&[
        "Адрес дома",
        "Адрес помещения",
        "Полный адрес",
        "Адрес квартиры",
        "Улица",
        "Адрес объекта",
    ]),
    Column::optional("Подъезд").also(&["Под.", "№ подъезда", "Номер подъезда", "Парадная", "Секция"]),
    Column::required("Собственник").also(&[
        "ФИО",
        "Ф.И.О.",
        "ФИО собственника",
        "ФИО владельца",
        "Владелец",
        "Наниматель",
        "Плательщик",
        "Фамилия",
        "Ответственный",
        "Квартиросъёмщик",
    ]),
    Column::optional("Доля").also(&["Доля в праве", "Доля собственности"]),
    Column::optional("Площадь").also(&[
        "Общая площадь",
        "Площадь, кв.м",
        "S общ",
        "Общ. площадь",
        "кв.м",
        "Метраж",
    ]),
    Column::optional("Проживает").also(&[
        "Проживающих",
        "Кол-во проживающих",
        "Количество проживающих",
        "Прописано",
        "Зарегистрировано",
        "Кол-во чел.",
        "Жильцов",
        "Человек",
    ]),
    Column::optional("Открыт").also(&["Дата открытия", "Открыт с", "Действует с"]),
    Column::optional("Закрыт").also(&["Дата закрытия", "Действует по"]),
    Column::optional("Телефон").also(&[
        "Тел.",
        "Телефоны",
        "Контактный телефон",
        "Моб. телефон",
        "Мобильный",
        "Сотовый",
    ]),
    Column::optional("Эл. почта").also(&[
        "E-mail",
        "Email",
        "Почта",
        "Электронная почта",
        "Электронный адрес",
    ]),
    Column::optional("Помещение").also(&[
        "Квартира",
        "Кв.",
        "№ кв",
        "№ квартиры",
        "Номер квартиры",
        "№ помещения",
        "Номер помещения",
        "Пом.",
    ]),
    Column::optional("Дом").also(&["№ дома", "Номер дома", "Д."]),
    Column::optional("Владеет с").also(&["Дата права", "Дата регистрации права", "Дата возникновения права"]),
    Column::optional("Владеет по").also(&["Дата прекращения права", "Дата окончания права"]),
];

/// One account with one of its owners. What is `None` the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    pub number: AccountNumber,
    /// As the company writes it.
    pub written: String,
    pub unified: Option<String>,
    pub address: Address,
    pub entrance: Option<String>,
    pub owner: Option<String>,
    pub share: Option<Share>,
    pub owner_from: Option<NaiveDate>,
    pub owner_to: Option<NaiveDate>,
    pub area_hundredths: Option<i64>,
    pub residents: Option<i16>,
    pub opened_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub phone: Option<String>,
    pub email: Option<Email>,
}

/// An address in one line: the unit stands after the last comma.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    pub building: String,
    pub unit: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Share {
    /// `1/2`, `50%`, `0,5`.
    Part(String),
    /// A share of nothing: no longer an owner.
    None,
}

/// # Errors
/// Every bad cell of the row.
pub fn read(row: &Row<'_>) -> Result<AccountRow, Vec<BadCell>> {
    let mut cells = Cells::of(row);
    let number = cells.required(NUMBER, |cell| Ok((AccountNumber::parse(cell)?, written(cell))));
    let (unit, house) = (cells.optional(UNIT, text(40)), cells.optional(HOUSE, text(40)));
    let address = cells.required(ADDRESS, |cell| whole_address(cell, house.as_deref(), unit));
    let unified = cells.optional(UNIFIED, text(30));
    let entrance = cells.optional(ENTRANCE, text(30));
    let owner = cells.optional(OWNER, text(200));
    let share = cells.optional(SHARE, share);
    let (owner_from, owner_to) = (cells.optional(OWNER_FROM, date), cells.optional(OWNER_TO, date));
    let area_hundredths = cells.optional(AREA, area);
    let residents = cells.optional(RESIDENTS, whole(0, 999)).and_then(|count| i16::try_from(count).ok());
    let opened_on = cells.optional(OPENED, date);
    let closed_on = cells.optional(CLOSED, date);
    let phone = cells.optional(PHONE, phone);
    let email = cells.optional(EMAIL, |cell| Ok(Email::parse(cell)?));
    if opened_on.zip(closed_on).is_some_and(|(opened, closed)| closed < opened) {
        cells.complain(CLOSED, CellError::Backwards);
    }
    if owner_from.zip(owner_to).is_some_and(|(from, to)| to < from) {
        cells.complain(OWNER_TO, CellError::Backwards);
    }
    if (share.is_some() || owner_from.is_some() || owner_to.is_some()) && owner.is_none() {
        cells.complain(OWNER, CellError::Empty);
    }
    let row = number.zip(address).map(|((number, written), address)| AccountRow {
        number,
        written,
        unified,
        address,
        entrance,
        owner,
        share,
        owner_from,
        owner_to,
        area_hundredths,
        residents,
        opened_on,
        closed_on,
        phone,
        email,
    });
    cells.finish(row)
}

fn written(cell: &str) -> String {
    cell.trim_start_matches('№').trim().to_owned()
}

/// Splits an address at its last comma.
///
/// # Errors
/// [`CellError::UnitMissing`] when nothing stands before or after it, or what stands after it is a house.
pub fn address(cell: &str) -> Result<Address, CellError> {
    let line = text(300)(cell)?;
    let (building, unit) = line.rsplit_once(',').ok_or(CellError::UnitMissing)?;
    let (building, unit) = (building.trim().trim_end_matches(',').trim(), unit.trim());
    let house = unit.to_lowercase();
    let house =
        ["д.", "д ", "дом ", "корп", "стр.", "лит", "ул", "пер."].iter().any(|word| house.starts_with(word));
    if building.is_empty() || unit.is_empty() || house {
        return Err(CellError::UnitMissing);
    }
    Ok(Address { building: building.to_owned(), unit: text(40)(unit)? })
}

/// An address of which the house, the unit or both stand in columns of their own.
fn whole_address(cell: &str, house: Option<&str>, unit: Option<String>) -> Result<Address, CellError> {
    let line = match house {
        // «6к3» is a number; «д. 6 корп. 3» says itself that it is one.
        Some(house) if house.starts_with(|c: char| c.is_ascii_digit()) => format!("{cell}, д. {house}"),
        Some(house) => format!("{cell}, {house}"),
        None => cell.to_owned(),
    };
    match unit {
        Some(unit) => Ok(Address { building: text(300)(line.trim_end_matches(',').trim())?, unit }),
        None => address(&line),
    }
}

fn share(cell: &str) -> Result<Share, CellError> {
    let share: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    if share.len() > 20 {
        return Err(CellError::NotAShare);
    }
    match share_in_millionths(&share) {
        None => Err(CellError::NotAShare),
        Some(_) if is_more_than_all(&share) => Err(CellError::MoreThanAll),
        // What is too small to be counted is somebody's all the same.
        Some(0) if !share.chars().take_while(|c| *c != '/').any(|c| matches!(c, '1'..='9')) => {
            Ok(Share::None)
        }
        Some(_) => Ok(Share::Part(share)),
    }
}

/// All of it, as [`share_in_millionths`] counts.
pub const WHOLE_SHARE: u64 = 1_000_000;

/// `1/2`, `50%` and `0,5` are 500 000; rounded down. `None` for what is no share.
#[must_use]
pub fn share_in_millionths(share: &str) -> Option<u64> {
    let (part, of) = fraction(share)?;
    u64::try_from(part.checked_mul(WHOLE_SHARE.into())? / of).ok()
}

fn is_more_than_all(share: &str) -> bool {
    fraction(share).is_some_and(|(part, of)| part > of)
}

/// How many parts, of how many.
fn fraction(share: &str) -> Option<(u128, u128)> {
    let (share, hundred) = share.strip_suffix('%').map_or((share, 1), |percent| (percent, 100));
    let (part, of) = share.split_once('/').unwrap_or((share, "1"));
    let ((part, part_scale), (of, of_scale)) = (decimal(part)?, decimal(of)?);
    let (part, of) = (part.checked_mul(of_scale)?, of.checked_mul(part_scale)?.checked_mul(hundred)?);
    (of > 0).then_some((part, of))
}

/// Digits with at most one mark among them, and ten to the power of its decimals.
fn decimal(text: &str) -> Option<(u128, u128)> {
    let (whole, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = format!("{whole}{decimals}");
    let fits = !whole.is_empty() && digits.len() <= 19 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Some((digits.parse().ok()?, 10_u128.pow(u32::try_from(decimals.len()).ok()?))) } else { None }
}

fn area(cell: &str) -> Result<i64, CellError> {
    let bare =
        ["кв. м", "кв.м.", "кв.м", "м²", "м2", "м.кв."].iter().find_map(|unit| cell.strip_suffix(unit));
    let area = hundredths(bare.unwrap_or(cell)).ok_or(CellError::NotAnArea)?;
    if (1..=10_000_000).contains(&area) { Ok(area) } else { Err(CellError::NotAnArea) }
}

fn phone(cell: &str) -> Result<String, CellError> {
    let phone = text(60)(cell)?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if digits >= 5 { Ok(phone) } else { Err(CellError::NotAPhone) }
}
