//! Persistence: the only crate that names sea-orm. Queries that start from an id given by a person take a
//! [`domain::access::Scope`]; out of scope is "not found".
mod changes;
mod db;
mod group;
mod migration;
#[cfg(test)]
mod plan;
mod rows;
mod scope;
mod sql;

pub mod appeals;
pub mod balance;
pub mod charges;
pub mod debtors;
pub mod entity;
pub mod event;
pub mod executors;
pub mod files;
pub mod imports;
pub mod incidents;
pub mod invitation;
pub mod journal;
pub mod law;
pub mod ledger;
pub mod letter_token;
pub mod meters;
pub mod news;
pub mod notices;
pub mod orders;
pub mod outbox;
pub mod payments;
pub mod person;
pub mod personal;
pub mod push;
pub mod readings;
pub mod receipts;
pub mod registration;
pub mod registry;
pub mod reminders;
pub mod residency;
pub mod residency_claim;
pub mod second_factor;
pub mod session;
pub mod settings;
pub mod setup;
pub mod staff;
pub mod statements;
pub mod submissions;
#[cfg(feature = "testing")]
pub mod testing;
pub mod throttle;
pub mod tickets;

pub use changes::{Changes, Heard};
pub use db::{Db, DbSettings, Tx};
pub use rows::{insert, insert_all};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Database(#[from] sea_orm::DbErr),
    /// Another process has the SQLite file open.
    #[error("{0} is in use by another process")]
    InUse(String),
    #[error("{0}")]
    Settings(String),
    /// The commit of the group that this transaction belonged to failed.
    #[error("the group was not committed: {0}")]
    Group(String),
    /// A value in the database that no version of the portal writes.
    #[error("{0}")]
    Corrupt(String),
}

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl StoreError {
    /// Whether a unique index refused the row: somebody else was first.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(error)
            if matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_))))
    }

    /// Whether a row could not be removed because others name it.
    #[must_use]
    pub fn is_depended_on(&self) -> bool {
        matches!(self, Self::Database(error)
            if matches!(error.sql_err(), Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_))))
    }
}
