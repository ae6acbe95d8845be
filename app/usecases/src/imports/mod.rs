//! Accounts, meters and readings from the company's own files: all of a file or nothing of it.
use crate::{Ctx, Result};

pub mod text;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Accounts,
    Meters,
    Readings,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Look and tell, change nothing.
    pub dry_run: bool,
    /// Headers of the file that are named otherwise: as in the file, and as the portal knows it.
    pub columns: Vec<(String, String)>,
}

/// Rows that are done, of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub kind: Kind,
    pub dry_run: bool,
    pub rows: usize,
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Every bad line; with any of them nothing was changed.
    pub errors: Vec<BadRow>,
}

/// One bad cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// As a spreadsheet numbers it.
    pub row: usize,
    /// The header, as the file has it.
    pub column: String,
}

impl Summary {
    /// Whether everything in the file was right.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.errors.is_empty()
    }
}

/// Reads a file into the database, or tells why not. Sentences for it are in [`text`].
///
/// # Errors
/// When the actor may not import, or the database cannot answer; a bad file is no error but a [`Summary`] that says so.
///
/// # Idempotency
/// The same file twice changes nothing.
pub async fn run(
    ctx: &Ctx,
    kind: Kind,
    bytes: &[u8],
    options: Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary> {
    let _ = (ctx, kind, bytes, options, progress);
    todo!()
}
