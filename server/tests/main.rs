//! The portal over real HTTP, and its command line as a real process.
mod support;

mod access;
mod balance;
mod command_line;
mod crash;
mod events;
mod files;
mod forms;
mod headers;
mod imports;
mod instances;
mod journeys;
mod mail;
mod money;
mod news;
mod people;
mod push;
mod receipts;
mod registry;
mod s3;
mod sessions;
mod setup;
mod uploads;
mod watching;
mod webhooks;
mod yookassa;
