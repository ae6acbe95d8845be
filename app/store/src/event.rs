//! The journal: every change of state with its author and moment.
use crate::{Result, Tx, entity};
use chrono::{DateTime, Utc};
use domain::ids::{AccountId, UserId};
use uuid::Uuid;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub at: DateTime<Utc>,
    /// Who did it; `None` for guests and for the portal itself.
    pub person: Option<UserId>,
    /// «session.opened», «residency.disputed»: the noun and what became of it.
    pub kind: &'static str,
    /// The record it is about.
    pub subject: Option<Uuid>,
    pub account: Option<AccountId>,
    pub details: Option<String>,
}

impl Event {
    #[must_use]
    pub const fn new(at: DateTime<Utc>, person: Option<UserId>, kind: &'static str) -> Self {
        Self { at, person, kind, subject: None, account: None, details: None }
    }

    #[must_use]
    pub fn about(self, subject: Uuid) -> Self {
        Self { subject: Some(subject), ..self }
    }

    #[must_use]
    pub fn of_account(self, account: AccountId) -> Self {
        Self { account: Some(account), ..self }
    }

    #[must_use]
    pub fn with(self, details: impl Into<String>) -> Self {
        Self { details: Some(details.into()), ..self }
    }
}

/// Writes it down, in the transaction that makes it happen.
///
/// # Errors
/// When the database cannot.
pub async fn record(tx: &Tx, event: Event) -> Result<()> {
    let row = entity::event::Model {
        id: Uuid::now_v7(),
        at: event.at,
        person_id: event.person,
        kind: event.kind.to_owned(),
        subject_id: event.subject,
        account_id: event.account,
        details: event.details,
    };
    crate::insert(tx, row).await
}
