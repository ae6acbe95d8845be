//! What the portal does, on SQLite and on PostgreSQL.
mod support;

mod appeals;
mod changes;
mod demo;
mod files;
mod imports;
mod incidents;
mod jobs;
mod ledger;
mod news;
mod notices;
mod orders;
mod outages;
mod payments_sim;
mod profile;
mod readings;
mod receipts;
mod recovery;
mod registration;
mod reports;
mod residency;
mod session;
mod staff;
mod tickets;
