//! People who sign in, and the browsers they do it from.
use crate::{
    access::{Permission, Role},
    ids::{SessionId, UserId},
    residency::AccountCard,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::fmt;

#[cfg(test)]
mod tests;

/// An e-mail address, trimmed and in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Email(String);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum EmailError {
    #[error("no e-mail address")]
    Empty,
    #[error("no @")]
    NoAt,
    /// A space, a Cyrillic letter or another character that no address has here.
    #[error("{0:?} is not a part of an e-mail address")]
    BadCharacter(char),
    #[error("nothing before @, or no domain after it")]
    Incomplete,
    #[error("longer than {} characters", Email::MAX)]
    TooLong,
}

impl Email {
    pub const MAX: usize = 254;

    /// # Errors
    /// When the text cannot be an address of the form `name@domain.zone` in Latin letters.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        let odd = |c: &char| !(c.is_ascii_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-".contains(*c));
        if let Some(wrong) = text.chars().find(odd) {
            return Err(EmailError::BadCharacter(wrong));
        }
        let (name, domain) = text.split_once('@').ok_or(EmailError::NoAt)?;
        if domain.contains('@') {
            return Err(EmailError::BadCharacter('@'));
        }
        let complete = !name.is_empty()
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !name.contains("..")
            && domain.contains('.')
            && domain
                .split('.')
                .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
            && domain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        if !complete {
            return Err(EmailError::Incomplete);
        }
        if text.len() > Self::MAX || name.len() > 64 {
            return Err(EmailError::TooLong);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PasswordError {
    #[error("no password")]
    Empty,
    #[error("shorter than {} characters", MIN_PASSWORD)]
    TooShort,
    #[error("longer than {} characters", MAX_PASSWORD)]
    TooLong,
    /// Among the passwords that are tried first, or nearly the e-mail itself.
    #[error("easily guessed")]
    Guessable,
}

pub const MIN_PASSWORD: usize = 8;
pub const MAX_PASSWORD: usize = 128;

/// Whether a new password may be set (NIST SP 800-63B: a length and a list, no rules of composition).
///
/// # Errors
/// The first rule it breaks.
pub fn check_password(password: &str, email: &Email) -> Result<(), PasswordError> {
    const COMMON: [&str; 20] = [
        "12345678",
        "123456789",
        "1234567890",
        "qwertyui",
        "qwerty123",
        "qwertyuiop",
        "password",
        "password1",
        "11111111",
        "00000000",
        "87654321",
        "1q2w3e4r",
        "1q2w3e4r5t",
        "йцукенгш",
        "йцукен12",
        "пароль12",
        "qazwsxedc",
        "88888888",
        "123123123",
        "iloveyou",
    ];
    let length = password.chars().count();
    if length == 0 {
        return Err(PasswordError::Empty);
    }
    if length < MIN_PASSWORD {
        return Err(PasswordError::TooShort);
    }
    if length > MAX_PASSWORD {
        return Err(PasswordError::TooLong);
    }
    let lower = password.to_lowercase();
    let name = email.as_str().split('@').next().unwrap_or_default();
    let one_letter = lower.chars().all(|c| lower.starts_with(c));
    if COMMON.contains(&lower.as_str()) || one_letter || lower == email.as_str() || lower == name {
        return Err(PasswordError::Guessable);
    }
    Ok(())
}

/// What every page of the portal starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Name of the management company.
    pub company: String,
    /// The day of the request in the zone of the houses.
    pub today: NaiveDate,
    /// Version and commit of the build.
    pub build: String,
    /// Id of the request that rendered the page.
    pub request: String,
    pub person: Option<Person>,
    /// Who may sign in; in the demo only.
    pub demo: Option<DemoGuide>,
}

/// The signed-in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub user: UserId,
    pub email: String,
    pub role: Option<Role>,
    /// Whether the role is for some of the houses alone.
    pub bound: bool,
    /// A role that grants nothing until the person signs in with a second factor.
    pub withheld: Option<Role>,
    /// Whether signing in asks for a code besides the password.
    pub second_factor: bool,
    pub accounts: Vec<AccountCard>,
    /// Index into `accounts` of the one that is open.
    pub current: Option<usize>,
    /// Notices that are not read.
    pub unread: i64,
}

impl Person {
    #[must_use]
    pub fn account(&self) -> Option<&AccountCard> {
        self.accounts.get(self.current?)
    }

    /// Whether the role grants it, in the houses that it is for.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.role.is_some_and(|role| role.grants_to(self.bound, permission))
    }

    /// Takes away a role that sees money from whoever has no second factor.
    #[must_use]
    pub fn without_bare_role(mut self) -> Self {
        if !self.second_factor && self.role.is_some_and(Role::sees_money) {
            self.withheld = self.role.take();
        }
        self
    }
}

/// What the sign-in page of the demo says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoGuide {
    pub password: String,
    /// E-mail and who that is.
    pub people: Vec<(String, String)>,
    /// Account number and surname that nobody has registered yet.
    pub unregistered: (String, String),
}

/// One signed-in browser in the list «Где открыт кабинет».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionCard {
    pub id: SessionId,
    /// The User-Agent in words: «Chrome, Windows».
    pub device: String,
    /// Company time.
    pub seen_at: NaiveDateTime,
    pub address: String,
    pub this_one: bool,
}

/// What a letter's link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkState<T> {
    /// It still works.
    Open(T),
    /// Used, expired, replaced by a newer letter, or never existed: one answer for all.
    Closed,
}
