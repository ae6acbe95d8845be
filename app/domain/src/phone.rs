//! Telephone numbers.
use serde::{Deserialize, Serialize};
use std::fmt;

/// A number with its country code, digits alone: `79215550107`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Phone(String);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PhoneError {
    #[error("{0:?} is not a part of a telephone number")]
    BadCharacter(char),
    /// Fewer than eleven digits, or more than fifteen.
    #[error("{digits} digits")]
    Length { digits: u8 },
}

impl Phone {
    /// Reads «+7 921 555-01-07», «8 (921) 5550107», «921 555 01 07».
    ///
    /// # Errors
    /// When something is neither a digit nor a usual separator, or the digits are too few or too many.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        let rest = text.strip_prefix('+').unwrap_or(text);
        let usual = |c: char| c.is_whitespace() || matches!(c, '-' | '−' | '–' | '(' | ')' | '.');
        if let Some(wrong) = rest.chars().find(|c| !c.is_ascii_digit() && !usual(*c)) {
            return Err(PhoneError::BadCharacter(wrong));
        }
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let abroad = text.starts_with('+');
        match (digits.len(), digits.as_bytes().first()) {
            (10, Some(b'9' | b'8' | b'4' | b'3')) if !abroad => Ok(Self(format!("7{digits}"))),
            (11, Some(b'8')) if !abroad => Ok(Self(format!("7{}", &digits[1..]))),
            (11..=15, _) => Ok(Self(digits)),
            (length, _) => Err(PhoneError::Length { digits: u8::try_from(length).unwrap_or(u8::MAX) }),
        }
    }

    /// The same where a number need not be given.
    ///
    /// # Errors
    /// As [`Phone::parse`].
    pub fn optional(text: &str) -> Result<Option<Self>, PhoneError> {
        if text.trim().is_empty() { Ok(None) } else { Self::parse(text).map(Some) }
    }

    /// Digits alone, as acquirers want it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// «+79215550107».
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for typed in ["+7 921 555-01-07", "8 (921) 555 01 07", "9215550107", " 7.921.5550107 "] {
            assert_eq!(Phone::parse(typed).unwrap().to_string(), "+79215550107", "{typed}");
        }
        assert_eq!(Phone::parse("+375 29 123-45-67").unwrap().as_str(), "375291234567");
    }

    #[test]
    fn what_is_no_number_is_told_by_its_fault() {
        assert_eq!(Phone::parse("+7 921 доб. 5"), Err(PhoneError::BadCharacter('д')));
        assert_eq!(Phone::parse("555-01-07"), Err(PhoneError::Length { digits: 7 }));
        assert_eq!(Phone::parse("1234567890123456"), Err(PhoneError::Length { digits: 16 }));
        assert_eq!(Phone::parse(""), Err(PhoneError::Length { digits: 0 }));
    }

    #[test]
    fn a_number_need_not_be_given() {
        assert_eq!(Phone::optional("  "), Ok(None));
        assert!(Phone::optional("12").is_err());
    }
}
