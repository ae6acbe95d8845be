//! What a cell can hold.
use crate::{BadCell, CellError, Row, fold::word};
use chrono::{Datelike, Days, NaiveDate};
use domain::{accounts::AccountNumber, calendar::Period, money::Money, texts::is_unseen};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Reads the cells of one row and notes every bad one.
pub(crate) struct Cells<'r> {
    row: &'r Row<'r>,
    bad: Vec<BadCell>,
    /// One complaint is enough: nothing of the row was understood.
    silent: bool,
}

impl<'r> Cells<'r> {
    pub(crate) fn of(row: &'r Row<'r>) -> Self {
        Self { row, bad: row.odd().into_iter().collect(), silent: row.fault.is_some() }
    }

    /// A cell that may be empty.
    pub(crate) fn optional<T>(
        &mut self,
        column: usize,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) -> Option<T> {
        let text = self.row.cell(column);
        if text.is_empty() {
            return None;
        }
        let read = if is_broken_formula(text) { Err(CellError::BrokenFormula) } else { read(text) };
        read.map_err(|error| self.complain(column, error)).ok()
    }

    /// A cell that may not be empty.
    pub(crate) fn required<T>(
        &mut self,
        column: usize,
        read: impl FnOnce(&str) -> Result<T, CellError>,
    ) -> Option<T> {
        if self.row.cell(column).is_empty() {
            self.complain(column, CellError::Empty);
        }
        self.optional(column, read)
    }

    pub(crate) fn complain(&mut self, column: usize, error: CellError) {
        if !self.silent {
            self.bad.push(self.row.bad(column, error));
        }
    }

    /// The row, if nothing was wrong with it.
    pub(crate) fn finish<T>(self, row: Option<T>) -> Result<T, Vec<BadCell>> {
        match row {
            Some(row) if self.bad.is_empty() => Ok(row),
            _ => Err(self.bad),
        }
    }
}

/// A text of at most `max` characters, with single spaces and without signs that nobody sees.
pub(crate) fn text(max: usize) -> impl Fn(&str) -> Result<String, CellError> {
    move |text| {
        let mut after_space = true;
        let neat = text.chars().all(|letter| {
            let double = letter.is_whitespace() && (letter != ' ' || after_space);
            after_space = letter == ' ';
            !double && !is_unseen(letter)
        });
        let text = if neat && !after_space {
            text.to_owned()
        } else {
            let seen = text.chars().filter(|letter| letter.is_whitespace() || !is_unseen(*letter));
            seen.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        if text.is_empty() {
            Err(CellError::Empty)
        } else if text.len() > max && text.chars().count() > max {
            Err(CellError::TooLong { max })
        } else {
            Ok(text)
        }
    }
}

/// What a spreadsheet shows for a formula that gave no value.
fn is_broken_formula(text: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#Н/Д",
        "#ССЫЛКА!",
        "#ЗНАЧ!",
        "#ДЕЛ/0!",
        "#ИМЯ?",
        "#ПУСТО!",
        "#ЧИСЛО!",
    ];
    text.starts_with('#') && SIGNS.contains(&text)
}

/// `43100`: the days since 30.12.1899, as a spreadsheet keeps a date whose cell is not formatted as one. `43100.5` is its noon.
fn serial(text: &str) -> Option<NaiveDate> {
    let (day, time) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_time = !time.is_empty() && time.bytes().all(|byte| byte.is_ascii_digit());
    let days = day.parse::<u64>().ok().filter(|days| day.len() == 5 && (20_000..=80_000).contains(days))?;
    if !is_time {
        return None;
    }
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// `31.12.2017` or `2017-12-31`, a time after it is ignored; or the number of a day in a spreadsheet.
pub(crate) fn date(text: &str) -> Result<NaiveDate, CellError> {
    if let Some(day) = serial(text) {
        return Ok(day);
    }
    let day = text.split([' ', 'T']).next().unwrap_or(text);
    let parts = |mark| -> Option<[&str; 3]> { day.split(mark).collect::<Vec<_>>().try_into().ok() };
    let ((Some([day, month, year]), _) | (_, Some([year, month, day]))) = (parts('.'), parts('-')) else {
        return Err(CellError::NotADate);
    };
    let number = |text: &str, longest: usize| -> Result<u16, CellError> {
        let digits = (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().map_err(|_| CellError::NotADate) } else { Err(CellError::NotADate) }
    };
    if year.len() != 4 {
        return Err(CellError::NotADate);
    }
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let date = date.ok_or(CellError::NoSuchDay)?;
    if (1900..2200).contains(&date.year()) { Ok(date) } else { Err(CellError::OddYear) }
}

/// A whole number from `min` to `max`; spaces between digits do not count.
pub(crate) fn whole(min: i64, max: i64) -> impl Fn(&str) -> Result<i64, CellError> {
    move |text| {
        let wrong = CellError::NotWhole { min, max };
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong);
        }
        digits.parse().ok().filter(|number| (min..=max).contains(number)).ok_or(wrong)
    }
}

/// A number with at most two decimals, in hundredths.
pub(crate) fn hundredths(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<2}").parse().ok()
}

/// «да» or «нет».
pub(crate) fn yes_no(text: &str) -> Result<bool, CellError> {
    match word(text).as_str() {
        "ДА" | "1" | "ИСТИНА" => Ok(true),
        "НЕТ" | "0" | "ЛОЖЬ" => Ok(false),
        _ => Err(CellError::NotYesNo),
    }
}

/// `01.2018`, `2018-01`, or the first day of the month, which a spreadsheet makes of it.
pub(crate) fn period(text: &str) -> Result<Period, CellError> {
    let parts: Vec<&str> = text.split(['.', '-']).collect();
    let (month, year) = match parts[..] {
        [month, year] if year.len() == 4 && month.len() <= 2 => (month, year),
        [year, month] if year.len() == 4 && month.len() == 2 => (month, year),
        [_, _, _] => {
            let day = date(text).map_err(|_| CellError::NotAPeriod)?;
            return if day.day() == 1 { Ok(Period::of(day)) } else { Err(CellError::NotAPeriod) };
        }
        _ => return Err(CellError::NotAPeriod),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(month) || !digits(year) {
        return Err(CellError::NotAPeriod);
    }
    let number = |text: &str| text.parse::<u16>().map_err(|_| CellError::NotAPeriod);
    let period = Period::new(number(year)?.into(), number(month)?.into()).ok_or(CellError::NotAPeriod)?;
    if (1900..2200).contains(&period.year()) { Ok(period) } else { Err(CellError::OddYear) }
}

/// A sum; one below zero has a minus before it.
pub(crate) fn money(text: &str) -> Result<Money, CellError> {
    match text.strip_prefix(['-', '−', '–']) {
        Some(amount) => Ok(-Money::parse(amount)?),
        None => Ok(Money::parse(text)?),
    }
}

/// A number with at most six decimals and nine digits before them, in millionths; one below zero has a minus before it.
pub(crate) fn millionths(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (mut value, mut digits, mut decimals) = (0_i64, 0, None);
    for letter in text.chars().filter(|c| !c.is_whitespace()) {
        match (letter, decimals) {
            (',' | '.', None) => decimals = Some(0_u32),
            ('0'..='9', _) => {
                let digit = i64::from(letter.to_digit(10)?);
                match &mut decimals {
                    Some(6) if digit == 0 => continue,
                    Some(6) => return None,
                    Some(decimals) => *decimals += 1,
                    None => {}
                }
                value = value * 10 + digit;
                digits += 1;
                if value >= 1_000_000_000_000_000 {
                    return None;
                }
            }
            _ => return None,
        }
    }
    let missing = 6 - decimals.unwrap_or(0);
    let value = value.checked_mul(10_i64.pow(missing)).filter(|value| *value < 1_000_000_000_000_000);
    value.filter(|_| digits > 0).map(|value| sign * value)
}

/// A number that is the same for rows of one account, however its number is written, and of one other thing.
pub(crate) fn key(account: &str, other: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    match AccountNumber::parse(account) {
        Ok(number) => number.hash(&mut hasher),
        Err(_) => account.hash(&mut hasher),
    }
    other.hash(&mut hasher);
    hasher.finish()
}
