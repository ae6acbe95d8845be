//! Appeals on both sides: residents ask, add and ask again; staff take, extend and answer.
//!
//! An appeal is changed in one way only: something happens to it (`write::Hand::happen`), which is an entry of its thread and counted in
//! its version. So two employees never answer past each other, and the thread is whole.
mod create;
mod inbox;
mod page;
mod resident;
mod tell;
mod templates;
mod words;
mod work;
mod write;

pub use create::{create, form};
pub use inbox::{inbox, sheet};
pub use page::{list, page};
pub use resident::{add, close, reopen};
pub use tell::News;
pub use templates::{restore_template, retire_template, save_template, templates};
pub use work::{answer, assign, extend, note};

pub(crate) use create::write_down;
pub(crate) use inbox::nearest;
pub(crate) use tell::tell;
pub(crate) use write::Hand;

use crate::{Error, Result};
use domain::{
    appeals::{Asker, Kind, State},
    ids::EntryId,
};
use store::entity::appeal::Model;
use uuid::Uuid;

fn state_of(appeal: &Model) -> Result<State> {
    known("state", &appeal.state, State::from_code)
}

fn kind_of(appeal: &Model) -> Result<Kind> {
    known("kind", &appeal.kind, Kind::from_code)
}

fn asker_of(appeal: &Model) -> Result<Asker> {
    known("asker", &appeal.asker, Asker::from_code)
}

fn known<T>(what: &str, code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    read(code).ok_or_else(|| Error::Broken(format!("an appeal is of no known {what}: {code}")))
}

/// The id that the page chose, and what it sent under it.
fn named(id: EntryId, contents: &str) -> EntryId {
    EntryId(Uuid::new_v5(&id.0, contents.as_bytes()))
}
