//! What the portal does: one function per thing a person can ask of it. Each reads in the same order:
//! authorise, begin, load, rule, store, event or job in the same transaction, commit.
mod clock;
mod context;
mod device;
mod error;
mod payment_code;
mod token;

pub mod appeals;
pub mod changes;
pub mod charges;
pub mod demo;
pub mod files;
pub mod imports;
pub mod incidents;
pub mod jobs;
pub mod journal;
pub mod ledger;
pub mod letters;
pub mod news;
pub mod notices;
pub mod orders;
pub mod papers;
pub mod password;
pub mod payments;
pub mod personal;
pub mod ports;
pub mod profile;
pub mod readings;
pub mod receipts;
pub mod recovery;
pub mod registration;
pub mod reports;
pub mod residency;
pub mod second_factor;
pub mod session;
pub mod settings;
pub mod staff;
pub mod throttle;
pub mod tickets;

pub use clock::Clock;
pub use context::{Ctx, Origin, Portal, Visitor};
pub use error::{Error, Result};
