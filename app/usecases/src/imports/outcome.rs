//! What an import is asked for, and what it answers.
use chrono::NaiveDate;
use domain::quantity::ValueError;
use exchange::{BadCell, CellError, Column, FileProblem, Recognised, Row, Table};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Accounts,
    Meters,
    Readings,
}

impl Kind {
    /// The columns that such a file knows.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Accounts => exchange::accounts::COLUMNS,
            Self::Meters => exchange::meters::COLUMNS,
            Self::Readings => exchange::readings::COLUMNS,
        }
    }

    pub(super) const fn event(self) -> &'static str {
        match self {
            Self::Accounts => "accounts.imported",
            Self::Meters => "meters.imported",
            Self::Readings => "readings.imported",
        }
    }
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

/// What an import did, or would do. With a problem or any error nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub kind: Kind,
    pub dry_run: bool,
    /// How the file was understood; nothing when it could not be.
    pub recognised: Option<Recognised>,
    /// Why the file as a whole could not be read.
    pub problem: Option<FileProblem>,
    pub rows: usize,
    /// Accounts, meters or readings.
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Readings among the added and changed ones that staff have to look at.
    pub for_review: usize,
    /// What is in the database and not in the file: it stays as it is.
    pub not_mentioned: Vec<String>,
    /// Headers that nothing was read from.
    pub unknown_columns: Vec<String>,
    /// Every bad cell, by rows.
    pub errors: Vec<BadRow>,
}

/// One bad cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// As a spreadsheet numbers it.
    pub row: usize,
    /// The header, as the file has it; empty when the row as a whole is meant.
    pub column: String,
    pub value: String,
    pub reason: Reason,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    Cell(CellError),
    /// Another row of the same account says something else.
    Disagrees {
        row: usize,
        value: String,
    },
    /// There is no such account, but perhaps one that looks like it.
    UnknownAccount {
        similar: Option<String>,
    },
    /// The account has no such meter, but these.
    UnknownMeter {
        known: Vec<String>,
    },
    /// The account has several meters of this number: the resource is needed.
    ResourceNeeded,
    /// The same meter stands in an earlier row, and of another kind there.
    Repeated {
        row: usize,
    },
    /// An earlier row has another reading of the same meter and month.
    MonthTwice {
        row: usize,
    },
    /// The meter has readings: its dial can no longer be another one.
    HasReadings,
    Value(ValueError),
    /// The meter has more zones than values are given.
    ZoneMissing {
        zones: u8,
    },
    /// The meter has fewer zones than values are given.
    NoSuchZone {
        zones: u8,
    },
    InTheFuture {
        today: NaiveDate,
    },
    NotInstalled {
        on: NaiveDate,
    },
    Removed {
        on: NaiveDate,
    },
    BelowPrevious {
        previous: String,
        on: NaiveDate,
    },
    AboveNext {
        next: String,
        on: NaiveDate,
    },
}

impl BadRow {
    pub(super) fn of(row: &Row<'_>, column: usize, reason: Reason) -> Self {
        let BadCell { row, column, value, .. } = row.bad(column, CellError::Empty);
        Self { row, column, value, reason }
    }
}

impl From<BadCell> for BadRow {
    fn from(bad: BadCell) -> Self {
        Self { row: bad.row, column: bad.column, value: bad.value, reason: Reason::Cell(bad.error) }
    }
}

impl Summary {
    /// Whether everything in the file was right.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        self.problem.is_none() && self.errors.is_empty()
    }

    pub(super) const fn of_no_table(kind: Kind, problem: FileProblem) -> Self {
        Self {
            kind,
            dry_run: false,
            recognised: None,
            problem: Some(problem),
            rows: 0,
            added: 0,
            changed: 0,
            unchanged: 0,
            for_review: 0,
            not_mentioned: Vec::new(),
            unknown_columns: Vec::new(),
            errors: Vec::new(),
        }
    }
}

/// What one kind of import counts.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub for_review: usize,
    pub not_mentioned: Vec<String>,
    pub errors: Vec<BadRow>,
}

impl Outcome {
    pub(super) fn refuse(&mut self, row: &Row<'_>, column: usize, reason: Reason) {
        self.errors.push(BadRow::of(row, column, reason));
    }

    /// Takes the cells of a row, or notes what is wrong with them.
    pub(super) fn cells<T>(&mut self, read: Result<T, Vec<BadCell>>) -> Option<T> {
        read.map_err(|bad| self.errors.extend(bad.into_iter().map(BadRow::from))).ok()
    }

    pub(super) fn summary(mut self, kind: Kind, table: &Table<'_>, dry_run: bool) -> Summary {
        self.errors.sort_by_key(|bad| bad.row);
        Summary {
            kind,
            dry_run,
            recognised: Some(table.recognised),
            problem: None,
            rows: table.len(),
            added: self.added,
            changed: self.changed,
            unchanged: self.unchanged,
            for_review: self.for_review,
            not_mentioned: self.not_mentioned,
            unknown_columns: table.unknown().into_iter().map(str::to_owned).collect(),
            errors: self.errors,
        }
    }
}
