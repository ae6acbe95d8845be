//! News: who gets them and when, and what editors know before and after.
mod desk;

mod editors;
mod pictures;
mod readers;
mod reading;
mod telling;
