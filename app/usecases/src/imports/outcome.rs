//! What an import is asked for, and what it answers.
use super::{charges::Drafted, mode::Told};
use chrono::NaiveDate;
use domain::{charges::LineFault, money::Money, quantity::ValueError};
use exchange::{BadCell, CellError, Column, FileProblem, Limits, Recognised, Row};
use std::collections::BTreeSet;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Accounts,
    Meters,
    Readings,
    Charges,
    Payments,
}

impl Kind {
    /// The columns that such a file knows.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Accounts => exchange::accounts::COLUMNS,
            Self::Meters => exchange::meters::COLUMNS,
            Self::Readings => exchange::readings::COLUMNS,
            Self::Charges => exchange::charges::COLUMNS,
            Self::Payments => exchange::payments::COLUMNS,
        }
    }

    pub(super) const fn event(self) -> &'static str {
        match self {
            Self::Accounts => "accounts.imported",
            Self::Meters => "meters.imported",
            Self::Readings => "readings.imported",
            Self::Charges => "charges.imported",
            Self::Payments => "payments.imported",
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Look and tell, change nothing.
    pub dry_run: bool,
    /// Headers of the file that are named otherwise: as in the file, and as the portal knows it.
    pub columns: Vec<(String, String)>,
    pub limits: Limits,
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
    /// Why the file as a whole could not be taken.
    pub problem: Option<Problem>,
    pub rows: usize,
    /// Accounts, meters, readings, bills or payments.
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Readings among the added and changed ones that staff have to look at.
    pub for_review: usize,
    /// What is in the database and not in the file: it stays as it is.
    pub not_mentioned: Vec<String>,
    /// Headers that nothing was read from.
    pub unknown_columns: Vec<String>,
    /// The last row of charges or payments has no line break: the file may have been cut.
    pub open_end: bool,
    /// Every bad cell, by rows; of a large file the first of them.
    pub errors: Vec<BadRow>,
    /// Bad cells that are not listed.
    pub more_errors: usize,
    /// Rows with at least one bad cell, listed or not.
    pub bad_rows: usize,
    pub money: MoneySummary,
}

/// Why nothing of a file could be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    File(FileProblem),
    /// There is nobody yet whom accounts pay.
    NoRecipients,
}

impl From<FileProblem> for Problem {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}

/// What there is to say of money.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MoneySummary {
    /// What the bills add to what is owed, or the payments that were credited.
    pub total: Money,
    /// Of the bills.
    pub penalties: Money,
    /// Sums that are a kopeck off.
    pub slight: Listed,
    /// Payments that nobody is credited with: they wait on the suspense account.
    pub suspended: Listed,
    pub suspended_total: Money,
    /// Open accounts without a bill for the periods of the file.
    pub without_bill: usize,
}

/// How many there are, and the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    pub count: usize,
    pub first: Vec<BadRow>,
}

impl Listed {
    /// So many are named.
    const MOST: usize = 20;

    pub(super) fn add(&mut self, row: impl FnOnce() -> BadRow) {
        self.count += 1;
        if self.first.len() < Self::MOST {
            self.first.push(row());
        }
    }
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
    /// A day that cannot be meant; the first that is taken.
    LongAgo {
        first: NaiveDate,
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
    /// Nobody is called so; these are there.
    UnknownRecipient {
        known: Vec<String>,
    },
    /// A sum is not what it follows from.
    Sum(LineFault),
    /// An earlier row says the same.
    SameLine {
        row: usize,
    },
    /// More rows than a bill can have.
    TooManyLines {
        max: usize,
    },
    /// The portal counts the penalties of that month itself: they would be owed twice.
    PenaltyComputed,
    PeriodAhead {
        today: NaiveDate,
    },
    /// Another row of the same account is refused: a bill is published as a whole.
    BillBroken {
        row: usize,
    },
    /// An earlier row has the same operation with other data.
    OperationTwice {
        row: usize,
    },
    /// The operation was imported before, with another sum or for another account.
    OperationDiffers {
        amount: Money,
    },
    /// An earlier row has a debt of the same account to the same recipient.
    DebtTwice {
        row: usize,
    },
    Suspended(Doubt),
}

/// Why a payment cannot be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    NoAccount,
    UnknownAccount {
        similar: Option<String>,
    },
    ClosedAccount {
        on: NaiveDate,
    },
    UnknownRecipient {
        known: Vec<String>,
    },
    /// Something speaks for an account, but not enough.
    Uncertain,
    /// It fits several accounts.
    Several,
}

impl Doubt {
    /// As the database writes it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoAccount => "no_account",
            Self::UnknownAccount { .. } => "unknown_account",
            Self::ClosedAccount { .. } => "closed_account",
            Self::UnknownRecipient { .. } => "unknown_recipient",
            Self::Uncertain => "uncertain",
            Self::Several => "several",
        }
    }
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

    pub(super) fn of_problem(kind: Kind, problem: impl Into<Problem>) -> Self {
        let shape = Shape { recognised: None, rows: 0, unknown: Vec::new(), open_end: false };
        Self { problem: Some(problem.into()), ..Outcome::default().summary(kind, shape, false) }
    }
}

/// How a file was understood.
#[derive(Debug)]
pub(super) struct Shape {
    pub recognised: Option<Recognised>,
    pub rows: usize,
    pub unknown: Vec<String>,
    pub open_end: bool,
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
    pub more_errors: usize,
    /// The rows of all of them.
    pub refused: BTreeSet<usize>,
    pub money: MoneySummary,
    /// What each row does, where that is told.
    pub told: Vec<Told>,
    /// Bills beside the month before, where that is told.
    pub drafts: Vec<Drafted>,
}

/// Bad cells that are held with what is wrong: a file of a million rows may have every one of them wrong. Of the others the rows are known.
const MOST_ERRORS: usize = 10_000;

impl Outcome {
    pub(super) fn refuse(&mut self, row: &Row<'_>, column: usize, reason: Reason) {
        self.complain(BadRow::of(row, column, reason));
    }

    pub(super) fn complain(&mut self, bad: BadRow) {
        self.refused.insert(bad.row);
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(bad);
        } else {
            self.more_errors += 1;
        }
    }

    /// Takes the cells of a row, or notes what is wrong with them.
    pub(super) fn cells<T>(&mut self, read: Result<T, Vec<BadCell>>) -> Option<T> {
        read.map_err(|bad| bad.into_iter().for_each(|bad| self.complain(bad.into()))).ok()
    }

    pub(super) fn is_good(&self) -> bool {
        self.errors.is_empty()
    }

    /// How many cells were complained of.
    pub(super) fn complaints(&self) -> usize {
        self.errors.len() + self.more_errors
    }

    pub(super) fn summary(mut self, kind: Kind, shape: Shape, dry_run: bool) -> Summary {
        self.errors.sort_by_key(|bad| bad.row);
        self.money.slight.first.sort_by_key(|bad| bad.row);
        self.money.suspended.first.sort_by_key(|bad| bad.row);
        Summary {
            kind,
            dry_run,
            recognised: shape.recognised,
            problem: None,
            rows: shape.rows,
            added: self.added,
            changed: self.changed,
            unchanged: self.unchanged,
            for_review: self.for_review,
            not_mentioned: self.not_mentioned,
            unknown_columns: shape.unknown,
            open_end: shape.open_end,
            errors: self.errors,
            more_errors: self.more_errors,
            bad_rows: self.refused.len(),
            money: self.money,
        }
    }
}
