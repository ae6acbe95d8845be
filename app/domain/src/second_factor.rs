//! «Вход по коду»: a code that changes every half minute, asked for after the password (RFC 6238).
use serde::{Deserialize, Serialize};
use std::fmt;

#[cfg(test)]
mod tests;

/// How many codes let one in without the telephone.
pub const RECOVERY_CODES: usize = 10;

/// What was typed where a code is asked for.
#[derive(Clone, PartialEq, Eq)]
pub enum Code {
    /// Of the application: six digits.
    Timed(u32),
    /// One of those that were written down, folded: capitals and digits alone.
    Recovery(String),
}

/// Neither kind is for a log.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Timed(_) => "Timed",
            Self::Recovery(_) => "Recovery",
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum CodeError {
    #[error("no code")]
    Empty,
    /// Neither six digits nor sixteen letters and digits.
    #[error("a code of {given} characters")]
    Length { given: usize },
    /// Another one, an old one, or one that was used already.
    #[error("the code is wrong")]
    Wrong,
}

impl Code {
    /// Letters and digits of a recovery code.
    pub const RECOVERY_LENGTH: usize = 16;

    /// Spaces and dashes are of no meaning, nor is the case.
    ///
    /// # Errors
    /// When the text can be neither kind of code.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let given = text.chars().count();
        match given {
            0 => Err(CodeError::Empty),
            6 => text.parse().map(Self::Timed).map_err(|_| CodeError::Wrong),
            Self::RECOVERY_LENGTH => Ok(Self::Recovery(text.to_ascii_uppercase())),
            given => Err(CodeError::Length { given }),
        }
    }
}

/// Whether signing in asks for a code, and what is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorPage {
    pub on: bool,
    /// Codes that were written down and not used yet.
    pub codes_left: usize,
    /// The role wants it: it grants nothing without.
    pub required: bool,
    /// What is being set up: it counts once a code was typed.
    pub setup: Option<Setup>,
    /// New codes that are being written down: they count once that is confirmed.
    pub new_codes: Vec<String>,
}

/// A new secret, for the application that makes the codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// In groups of four letters, to be typed.
    pub secret: String,
    /// `otpauth://totp/…`
    pub uri: String,
    /// The same as a QR code: modules of a side.
    pub size: u16,
    /// Its dark modules as an SVG path.
    pub path: String,
    pub codes: Vec<String>,
}
