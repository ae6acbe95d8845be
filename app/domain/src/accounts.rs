//! Personal accounts and the names of their owners, as people write them.
use crate::fold::{capitals, is_apostrophe, is_dash};
use serde::{Deserialize, Serialize};
use std::fmt;

#[cfg(test)]
mod tests;

/// The number of a personal account (№ лицевого счета), folded so that two spellings of one number are equal:
/// no spaces or dashes, capitals, look-alike letters as Latin ones. Leading zeros count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountNumber(String);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AccountNumberError {
    #[error("no account number")]
    Empty,
    #[error("{0:?} is not a part of an account number")]
    BadCharacter(char),
    #[error("longer than {} characters", AccountNumber::MAX)]
    TooLong,
}

impl AccountNumber {
    pub const MAX: usize = 30;

    /// # Errors
    /// When nothing is left after folding, or something that is neither letter, digit, `/`, `.` nor `_`.
    pub fn parse(text: &str) -> Result<Self, AccountNumberError> {
        let text = text.trim().trim_start_matches('№');
        if (1..=Self::MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self(text.to_owned()));
        }
        let folded: String = capitals(text).filter(|c| !c.is_whitespace() && !is_dash(*c)).collect();
        if folded.is_empty() {
            return Err(AccountNumberError::Empty);
        }
        if let Some(wrong) = folded.chars().find(|c| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '_')) {
            return Err(AccountNumberError::BadCharacter(wrong));
        }
        if folded.chars().count() > Self::MAX {
            return Err(AccountNumberError::TooLong);
        }
        Ok(Self(folded))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for AccountNumber {
    type Error = AccountNumberError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<AccountNumber> for String {
    fn from(number: AccountNumber) -> Self {
        number.0
    }
}

/// The key of a surname («Фамилия собственника») or of a company's name, in which spellings that mean the same are equal:
/// case, ё/е, hyphen or space, any apostrophe, look-alike letters; for a company quotes and the legal form are left out.
#[must_use]
pub fn name_key(text: &str) -> String {
    let spaced: String = capitals(text)
        .map(|c| {
            if is_dash(c) || c.is_whitespace() || matches!(c, '«' | '»' | '“' | '”' | '„' | '.') {
                ' '
            } else {
                c
            }
        })
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
        .collect();
    let words: Vec<&str> =
        spaced.split_whitespace().map(|w| w.trim_matches('\'')).filter(|w| !w.is_empty()).collect();
    let named = words.iter().position(|word| !is_legal_form(word)).unwrap_or(0);
    words[named..].join(" ")
}

/// The surname in a full name as registries write it: «Иванов Иван Иванович», «Петрова-Водкина Анна», «ООО «Ромашка»».
#[must_use]
pub fn surname_of(full_name: &str) -> &str {
    let name = full_name.trim();
    let first = name.split_whitespace().next().unwrap_or(name);
    if name_key(first).is_empty() || is_legal_form(first) { name } else { first }
}

/// The surname with initials, as papers name a person: «Петрова А. В.». A company keeps its name.
#[must_use]
pub fn short_name(full_name: &str) -> String {
    let words: Vec<&str> = full_name.split_whitespace().collect();
    match words.as_slice() {
        [surname, given @ ..] if matches!(given.len(), 1..=3) && words.iter().all(|word| is_a_name(word)) => {
            let initials = given.iter().take(2).filter_map(|word| word.chars().next());
            let initials = initials.map(|c| format!("\u{a0}{}.", c.to_uppercase()));
            format!("{surname}{}", initials.collect::<String>())
        }
        _ => words.join(" "),
    }
}

/// Given name and patronymic, as one speaks to a person: «Анна Викторовна». `None` for a company.
#[must_use]
pub fn given_names(full_name: &str) -> Option<String> {
    let words: Vec<&str> = full_name.split_whitespace().collect();
    match words.as_slice() {
        [_, given @ ..] if matches!(given.len(), 1..=2) && words.iter().all(|word| is_a_name(word)) => {
            Some(given.join(" "))
        }
        _ => None,
    }
}

fn is_a_name(word: &str) -> bool {
    word.chars().all(|c| c.is_alphabetic() || is_dash(c) || is_apostrophe(c)) && !is_legal_form(word)
}

/// Units in the order in which people count them: «2» before «10», «10» before «10А», «офис 1» last.
#[must_use]
pub fn label_key(label: &str) -> impl Ord + use<> {
    let mut parts: Vec<(bool, u64, String)> = Vec::new();
    let mut rest = label.trim();
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (part, after) = if digits > 0 {
            let (number, after) = rest.split_at(digits);
            ((false, number.parse().unwrap_or(u64::MAX), String::new()), after)
        } else {
            let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(letters);
            ((true, 0, word.trim().to_lowercase()), after)
        };
        parts.push(part);
        rest = after;
    }
    parts
}

/// Whether somebody who types `typed` for «Фамилия собственника» means this owner: by the surname, or for a company by its name or its INN.
#[must_use]
pub fn is_named(owner: &str, typed: &str) -> bool {
    let typed_key = name_key(typed);
    if typed_key.is_empty() {
        return false;
    }
    let Some(tax_number) = tax_number(owner) else { return name_key(surname_of(owner)) == typed_key };
    let name = owner.split(tax_number).next().unwrap_or(owner);
    let name = name.trim_end_matches(|c: char| !c.is_alphabetic());
    let name = name.strip_suffix("ИНН").unwrap_or(name);
    name_key(name.trim_end_matches([' ', ',', ';', '('])) == typed_key
        || typed.trim().trim_start_matches("ИНН").trim() == tax_number
}

/// The INN in an owner's name: ten digits of a company, twelve of a person.
fn tax_number(owner: &str) -> Option<&str> {
    owner.split(|c: char| !c.is_ascii_digit()).find(|digits| matches!(digits.len(), 10 | 12))
}

fn is_legal_form(word: &str) -> bool {
    const FORMS: [&str; 9] = ["ООО", "АО", "ПАО", "ЗАО", "ОАО", "НКО", "ТСЖ", "ИП", "МУП"];
    FORMS.iter().any(|form| capitals(form).eq(capitals(word)))
}
