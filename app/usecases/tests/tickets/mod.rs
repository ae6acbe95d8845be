//! Tickets from a resident's words to their verdict, and all that both sides do in between.
mod board;
mod callers;
mod concurrency;
mod create;
pub mod desk;
mod join;
mod letters;
mod lists;
mod page;
mod steps;
mod work;
