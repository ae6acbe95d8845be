//! The journal: every change of state with its author and moment.
use crate::{Result, Tx, entity, sql::places};
use chrono::{DateTime, Utc};
use domain::ids::{AccountId, UserId};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashSet;
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

/// Kinds by which data of a whole house, or of all, were seen at once: about one house where it is their subject, else about all.
pub const WHOLESALE: [&str; 3] = ["receipts.printed", "readings.exported", "debtors.exported"];

/// Kinds that say that somebody saw something: «….`looked_at`», what was taken away, and receipts, which were written down before that word was.
fn is_look(kind: &str) -> bool {
    kind.ends_with(".looked_at") || kind == "receipts.looked" || WHOLESALE.contains(&kind)
}

/// Writes it down, in the transaction that makes it happen.
///
/// # Errors
/// When the database cannot.
pub async fn record(tx: &Tx, event: Event) -> Result<()> {
    crate::insert(tx, row(event)).await
}

/// Writes several down in one statement.
///
/// # Errors
/// When the database cannot.
pub async fn record_all(tx: &Tx, events: impl IntoIterator<Item = Event>) -> Result<()> {
    crate::insert_all(tx, events.into_iter().map(row).collect()).await
}

fn row(event: Event) -> entity::event::Model {
    entity::event::Model {
        id: Uuid::now_v7(),
        at: event.at,
        person_id: event.person,
        kind: event.kind.to_owned(),
        look: is_look(event.kind),
        subject_id: event.subject,
        account_id: event.account,
        details: event.details,
    }
}

/// Those of these accounts of which it was written down after a moment that somebody did such a thing with them.
///
/// # Errors
/// When the database cannot answer.
pub async fn noted(
    tx: &Tx,
    kind: &str,
    person: UserId,
    accounts: &[AccountId],
    after: DateTime<Utc>,
) -> Result<HashSet<AccountId>> {
    #[derive(FromQueryResult)]
    struct Row {
        account_id: AccountId,
    }
    if accounts.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!(
        "SELECT DISTINCT e.account_id FROM event e \
         WHERE e.kind = $1 AND e.person_id = $2 AND e.at > $3 AND e.account_id IN ({})",
        places(accounts.len(), 4)
    );
    let values: [Value; 3] = [kind.into(), person.into(), after.into()];
    let values = values.into_iter().chain(accounts.iter().map(|account| (*account).into()));
    Ok(tx.rows::<Row>(&sql, values).await?.into_iter().map(|row| row.account_id).collect())
}
