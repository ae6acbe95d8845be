//! Words and rules of the housing business: plain functions of plain data, the same in the browser and on the
//! server. No IO, no clock, no async.
pub mod access;
pub mod accounts;
pub mod addresses;
pub mod appeals;
pub mod balance;
pub mod calendar;
pub mod changes;
pub mod charges;
pub mod debtors;
pub mod files;
pub mod ids;
pub mod imports;
pub mod incidents;
pub mod jobs;
pub mod journal;
pub mod law;
pub mod ledger;
pub mod matching;
pub mod money;
pub mod news;
pub mod notices;
pub mod overview;
pub mod papers;
pub mod payments;
pub mod penalties;
pub mod personal;
pub mod phone;
pub mod quantity;
pub mod readings;
pub mod receipts;
pub mod registry;
pub mod rejection;
pub mod reports;
pub mod requisites;
pub mod residency;
pub mod second_factor;
pub mod session;
pub mod settings;
pub mod setup;
pub mod staff;
pub mod statements;
pub mod texts;
pub mod tickets;

mod fold;

pub use rejection::{Rejection, Rule};
