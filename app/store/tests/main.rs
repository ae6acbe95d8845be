//! What the database promises.
mod group;
mod law;
