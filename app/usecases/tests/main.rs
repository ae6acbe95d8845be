//! What the portal does, on SQLite and on PostgreSQL.
mod support;

mod demo;
mod imports;
mod session;
mod staff;
