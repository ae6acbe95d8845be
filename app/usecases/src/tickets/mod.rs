//! Tickets on both sides: residents write, follow and judge them; staff register, assign and do them.
//!
//! A ticket is changed in one way only: something happens to it (`write::Hand::happen`), which is told in its story and counted in its
//! version. So two people never overwrite each other, and the story is whole.
mod board;
mod create;
mod find;
mod join;
mod list;
mod page;
mod resident;
mod tell;
pub(crate) mod words;
mod work;
mod write;

pub use board::{add_executor, board, executors, retire_executor, sheet};
pub use create::{create, form, register};
pub use find::{call, find};
pub use join::{join, join_caller, join_caller_to_incident, join_incident, offers};
pub use list::{mine, of_house};
pub use page::page;
pub use resident::{comment, rate, send_back, take_back};
pub use tell::News;
pub use work::{answer, assign, localise, move_on, sort};

pub(crate) use board::nearest;
pub(crate) use create::{Draft, write_down};
pub(crate) use tell::tell;
pub(crate) use write::Hand;

use crate::{Error, Result};
use domain::tickets::{Category, Kind, Rating, State, Whose};
use store::entity::ticket::Model;

fn state_of(ticket: &Model) -> Result<State> {
    known("state", &ticket.state, State::from_code)
}

fn kind_of(ticket: &Model) -> Result<Kind> {
    known("kind", &ticket.kind, Kind::from_code)
}

fn category_of(ticket: &Model) -> Result<Category> {
    known("category", &ticket.category, Category::from_code)
}

fn whose_of(ticket: &Model) -> Result<Whose> {
    known("side", &ticket.whose, Whose::from_code)
}

fn rating_of(ticket: &Model) -> Option<Rating> {
    ticket.rating.and_then(|stars| Rating::new(u8::try_from(stars).ok()?).ok())
}

fn known<T>(what: &str, code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    read(code).ok_or_else(|| Error::Broken(format!("a ticket is of no known {what}: {code}")))
}
