use super::Limit;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What the law asks for in answer to a ticket: it decides on the clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Авария: localised in half an hour, repaired in three days.
    Emergency,
    /// Засор канализации.
    Sewer,
    /// Засор мусоропровода.
    Chute,
    /// A service is bad or missing: it is checked.
    Quality,
    MeterCheck,
    /// Протечка кровли.
    Roof,
    /// The door of an entrance.
    Door,
    /// A broken window.
    Window,
    Ordinary,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Emergency,
        Self::Sewer,
        Self::Chute,
        Self::Quality,
        Self::MeterCheck,
        Self::Roof,
        Self::Door,
        Self::Window,
        Self::Ordinary,
    ];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Sewer => "sewer",
            Self::Chute => "chute",
            Self::Quality => "quality",
            Self::MeterCheck => "meter_check",
            Self::Roof => "roof",
            Self::Door => "door",
            Self::Window => "window",
            Self::Ordinary => "ordinary",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The limits that hold for a ticket registered on a day, in the order in which they end.
    #[must_use]
    pub fn limits(self, registered: NaiveDate) -> &'static [Limit] {
        match self {
            Self::Emergency => &[Limit::Answer, Limit::Localise, Limit::Repair],
            Self::Sewer => &[Limit::Sewer],
            Self::Chute => &[Limit::Chute],
            Self::Quality => &[Limit::Quality],
            Self::MeterCheck => &[Limit::MeterCheck],
            Self::Roof => &[Limit::Roof],
            Self::Door => &[Limit::Door],
            Self::Window if is_winter(registered) => &[Limit::WindowInWinter],
            Self::Window => &[Limit::WindowInSummer],
            Self::Ordinary => &[Limit::Ordinary],
        }
    }

    /// The first thing that has to be done about it, the answer left out.
    #[must_use]
    pub fn first_limit(self, registered: NaiveDate) -> Option<Limit> {
        self.limits(registered).iter().copied().find(|limit| *limit != Limit::Answer)
    }
}

/// The months in which houses are heated.
fn is_winter(day: NaiveDate) -> bool {
    !(5..=9).contains(&day.month())
}
