//! What the portal does, on SQLite and on PostgreSQL.
mod support;

mod session;
