//! «Настройки»: what the company says of itself, where its money goes, and the dated numbers of the law.
use crate::{
    Rejection, Rule,
    ids::RecipientId,
    requisites::{
        RequisiteError, check_account, check_bic, check_corr_account, check_inn, check_kpp, check_kpp_of,
    },
    texts::{clean, words},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Readings are given by this day of the month: a later one is of the next (ПП 354).
const LATEST_DAY: u8 = 25;

/// Longest name, in characters.
pub const MAX_NAME: u32 = 160;

/// A number of bank details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Requisite {
    Inn,
    Kpp,
    Bic,
    Account,
    CorrAccount,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsPage {
    pub company: CompanyForm,
    pub recipients: Vec<RecipientForm>,
    /// The latest first.
    pub history: Vec<SettingChange>,
    /// By code and day.
    pub numbers: Vec<DatedNumber>,
    /// Days that cost no penalties.
    pub moratoria: Vec<(NaiveDate, NaiveDate)>,
    pub today: NaiveDate,
}

/// Name of the company, and the days of the month in which readings are given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CompanyForm {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub first_day: String,
    #[serde(default)]
    pub last_day: String,
}

/// A form whose fields were understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedCompany {
    pub name: String,
    pub first_day: u8,
    pub last_day: u8,
}

/// Whom accounts pay, with bank details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientForm {
    pub id: RecipientId,
    /// «Квартплата»: residents know it, and files name it; it stays.
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub legal_name: String,
    #[serde(default)]
    pub inn: String,
    /// Empty for an entrepreneur.
    #[serde(default)]
    pub kpp: String,
    #[serde(default)]
    pub bank_account: String,
    #[serde(default)]
    pub bank_name: String,
    #[serde(default)]
    pub bic: String,
    #[serde(default)]
    pub corr_account: String,
}

/// One value that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingChange {
    /// Company time.
    pub at: NaiveDateTime,
    /// E-mail of who did it.
    pub who: Option<String>,
    /// Name of the recipient; none for the company itself.
    pub of: Option<String>,
    /// «`bank_account`»
    pub field: String,
    pub before: String,
    pub after: String,
}

/// A number of the law with the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedNumber {
    pub code: String,
    pub since: NaiveDate,
    pub value: i64,
    /// It is the one that holds today.
    pub holds: bool,
}

impl CompanyForm {
    /// # Errors
    /// A rejection of `name`, `first_day` or `last_day`.
    pub fn check(&self) -> Result<CheckedCompany, Rejection> {
        let mut rejection = Rejection::default();
        let name = rejection.check("name", text(&self.name));
        let first = rejection.check("first_day", day(&self.first_day));
        let last = rejection.check("last_day", day(&self.last_day));
        if last.is_some_and(|last| last > LATEST_DAY) {
            rejection.check::<(), _>("last_day", Err(Rule::WindowTooLate { latest: LATEST_DAY }));
        }
        if first.zip(last).is_some_and(|(first, last)| first > last) {
            rejection.check::<(), _>("last_day", Err(Rule::WindowBackwards));
        }
        match (name, first, last) {
            (Some(name), Some(first_day), Some(last_day)) if rejection.0.is_empty() => {
                Ok(CheckedCompany { name, first_day, last_day })
            }
            _ => Err(rejection),
        }
    }
}

impl RecipientForm {
    /// The same with numbers as they are written down, without spaces, when their control digits agree.
    ///
    /// # Errors
    /// A rejection of every field that is wrong.
    pub fn check(self) -> Result<Self, Rejection> {
        let number = |text: String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let form = Self {
            inn: number(self.inn),
            kpp: number(self.kpp),
            bank_account: number(self.bank_account),
            bic: number(self.bic),
            corr_account: number(self.corr_account),
            legal_name: clean(&self.legal_name),
            bank_name: clean(&self.bank_name),
            ..self
        };
        let mut rejection = Rejection::default();
        rejection.check("legal_name", text(&form.legal_name));
        rejection.check("inn", wrong(Requisite::Inn, check_inn(&form.inn)));
        let kpp = if form.kpp.is_empty() { Ok(()) } else { check_kpp(&form.kpp) };
        let kpp = kpp.and_then(|()| check_kpp_of(&form.inn, &form.kpp));
        rejection.check("kpp", wrong(Requisite::Kpp, kpp));
        rejection.check("bank_name", text(&form.bank_name));
        if rejection.check("bic", wrong(Requisite::Bic, check_bic(&form.bic))).is_some() {
            let account = check_account(&form.bank_account, &form.bic);
            rejection.check("bank_account", wrong(Requisite::Account, account));
            let corr_account = check_corr_account(&form.corr_account, &form.bic);
            rejection.check("corr_account", wrong(Requisite::CorrAccount, corr_account));
        }
        if rejection.0.is_empty() { Ok(form) } else { Err(rejection) }
    }

    /// Names and values of the fields that may be changed.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, &str); 7] {
        [
            ("legal_name", &self.legal_name),
            ("inn", &self.inn),
            ("kpp", &self.kpp),
            ("bank_account", &self.bank_account),
            ("bank_name", &self.bank_name),
            ("bic", &self.bic),
            ("corr_account", &self.corr_account),
        ]
    }
}

fn wrong(which: Requisite, checked: Result<(), RequisiteError>) -> Result<(), Rule> {
    checked.map_err(|error| Rule::Requisite { which, error })
}

/// # Errors
/// When there is none, or more than [`MAX_NAME`] characters.
pub(crate) fn text(text: &str) -> Result<String, Rule> {
    words(text, MAX_NAME, Rule::WordsMissing)
}

/// A day that every month has.
///
/// # Errors
/// [`Rule::NoSuchDay`] for anything but 1 to 28.
pub(crate) fn day(text: &str) -> Result<u8, Rule> {
    text.trim().parse().ok().filter(|day| (1..=28).contains(day)).ok_or(Rule::NoSuchDay)
}
