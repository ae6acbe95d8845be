//! What the database promises.
mod group;
