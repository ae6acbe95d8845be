//! How far an import goes, and what is told of each row.
use super::outcome::Outcome;
use chrono::NaiveDate;
use domain::{
    ids::ImportId,
    imports::{Change, Verdict},
};
use exchange::Column;
use store::imports::Journal;

/// What a row, or the rows of one thing, do.
#[derive(Debug)]
pub(super) struct Told {
    /// The first of them.
    pub row: usize,
    pub verdict: Verdict,
    pub subject: String,
    pub changes: Vec<Change>,
}

/// How far an import goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Looks, and counts.
    Look,
    /// Writes all of a file or nothing of it.
    All,
    /// Looks, and tells of each row.
    Preview,
    /// Writes what is not refused, tells of each row and keeps what was there before.
    Apply(ImportId),
}

impl Mode {
    pub(super) const fn of(dry_run: bool) -> Self {
        if dry_run { Self::Look } else { Self::All }
    }

    /// Whether what is right is written.
    pub(super) const fn writes(self, outcome: &Outcome) -> bool {
        match self {
            Self::Look | Self::Preview => false,
            Self::All => outcome.errors.is_empty(),
            Self::Apply(_) => true,
        }
    }

    /// Whether each row is told of, and refused ones are left out.
    pub(super) const fn tells(self) -> bool {
        matches!(self, Self::Preview | Self::Apply(_))
    }

    /// Whose rows are written.
    pub(super) const fn import(self) -> Option<ImportId> {
        match self {
            Self::Apply(import) => Some(import),
            Self::Look | Self::All | Self::Preview => None,
        }
    }

    pub(super) const fn journal(self) -> Journal {
        match self {
            Self::Apply(import) => Journal::of(import),
            Self::Look | Self::All | Self::Preview => Journal::none(),
        }
    }
}

/// A field that becomes another, by the name of its column.
pub(super) fn change<T: PartialEq>(
    changes: &mut Vec<Change>,
    column: &Column,
    was: Option<&T>,
    now: Option<&T>,
    text: impl Fn(&T) -> String,
) {
    if was != now {
        changes.push(Change { name: column.name.to_owned(), was: was.map(&text), now: now.map(&text) });
    }
}

/// `31.12.2017`.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

impl Outcome {
    /// Notes what a row does.
    pub(super) fn tell(&mut self, row: usize, verdict: Verdict, subject: String, changes: Vec<Change>) {
        self.told.push(Told { row, verdict, subject, changes });
    }
}
