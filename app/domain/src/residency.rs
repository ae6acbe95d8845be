//! Who lives where: the ties between people and accounts.
use crate::{
    ids::{AccountId, BuildingId, ResidencyClaimId},
    notices::NoticeSettings,
    readings::SubmissionWindow,
    session::SessionCard,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What ties a person to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResidencyKind {
    Owner,
    Tenant,
    /// A member of the family who is registered there.
    Registered,
}

impl ResidencyKind {
    pub const ALL: [Self; 3] = [Self::Owner, Self::Tenant, Self::Registered];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Tenant => "tenant",
            Self::Registered => "registered",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An account in the switcher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountCard {
    pub id: AccountId,
    pub building: BuildingId,
    /// As the company writes it.
    pub number: String,
    /// Address with the unit: «г Москва, ул Авиаторов, д. 6 корп. 3 лит. А, 7».
    pub address: String,
    pub window: SubmissionWindow,
}

/// A unit that waits for the green button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimCard {
    pub id: ResidencyClaimId,
    /// The number as it was typed: nothing tells whether it exists.
    pub number: String,
    /// Company time.
    pub sent_at: NaiveDateTime,
}

/// «Профиль».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfilePage {
    pub email: String,
    pub claims: Vec<ClaimCard>,
    pub sessions: Vec<SessionCard>,
    pub consents: Vec<ConsentCard>,
    /// How the person hears of what.
    pub notices: NoticeSettings,
}

/// A consent as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentCard {
    pub version: String,
    pub given_on: NaiveDate,
}

/// Version of [`CONSENT_TEXT`]; a changed text needs a new one.
pub const CONSENT_VERSION: &str = "2026-11";

/// The text a person agrees to when registering: purpose by purpose, without anything optional (152-ФЗ, art. 9).
pub const CONSENT_TEXT: &str = include_str!("residency/consent.ru.txt");
