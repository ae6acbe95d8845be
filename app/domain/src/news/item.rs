use crate::ids::NewsId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What an item is: told by word, shape and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum NewsKind {
    /// Объявление.
    #[default]
    Ordinary,
    /// Отключение: planned works.
    Planned,
    /// Авария.
    Emergency,
}

impl NewsKind {
    pub const ALL: [Self; 3] = [Self::Ordinary, Self::Planned, Self::Emergency];

    /// As the database and forms write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Planned => "planned",
            Self::Emergency => "emergency",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// From when until when an item is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// None for one that nobody has published, or that was taken back.
    pub from: Option<DateTime<Utc>>,
    /// None for ever.
    pub until: Option<DateTime<Utc>>,
    /// It was published once, and taken back.
    pub withdrawn: bool,
}

/// How far an item has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NewsState {
    Draft,
    /// Published, to be shown later.
    Scheduled,
    Published,
    /// Its time is over.
    Expired,
    Withdrawn,
}

impl NewsState {
    pub const ALL: [Self; 5] =
        [Self::Draft, Self::Scheduled, Self::Published, Self::Expired, Self::Withdrawn];

    /// As addresses write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether residents have it, or will have it by themselves: a change of it is a correction.
    #[must_use]
    pub const fn is_out(self) -> bool {
        matches!(self, Self::Scheduled | Self::Published | Self::Expired)
    }
}

impl Shown {
    #[must_use]
    pub fn state(self, now: DateTime<Utc>) -> NewsState {
        match self.from {
            None if self.withdrawn => NewsState::Withdrawn,
            None => NewsState::Draft,
            Some(_) if self.until.is_some_and(|until| until <= now) => NewsState::Expired,
            Some(from) if from > now => NewsState::Scheduled,
            Some(_) => NewsState::Published,
        }
    }
}

/// Where a part of a list begins: after this item. Written `1516876320-01890000-…` in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsKey {
    /// Whole seconds, as items are shown from.
    pub at: DateTime<Utc>,
    pub id: NewsId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place of the list")]
pub struct NoNewsKey;

impl fmt::Display for NewsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at.timestamp(), self.id)
    }
}

impl FromStr for NewsKey {
    type Err = NoNewsKey;

    fn from_str(text: &str) -> Result<Self, NoNewsKey> {
        let (at, id) = text.split_once('-').ok_or(NoNewsKey)?;
        let at = at.parse().ok().and_then(|at| DateTime::from_timestamp(at, 0)).ok_or(NoNewsKey)?;
        Ok(Self { at, id: id.parse().map_err(|_| NoNewsKey)? })
    }
}
