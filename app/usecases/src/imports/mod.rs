//! The company's own files. On the command line: all of a file or nothing of it. On screen ([`start`] and what follows it): what is refused is
//! left out, the rest is one act, and is taken back as one.
mod accounts;
mod charges;
mod debts;
mod desk;
mod line;
mod mentions;
mod meters;
mod mode;
mod names;
mod outcome;
mod payments;
mod readings;
mod register;

pub mod text;

pub(crate) use accounts::building_key;
pub(crate) use desk::card;
pub use desk::{NewImport, cancel, choose, commit, list, may_start, page, refused, sample, start, undo};
pub(crate) use desk::{forget, prepare, take_back, write};
pub use exchange::Limits;
pub(crate) use mentions::{MONTHS, candidate};
pub use outcome::{BadRow, Doubt, Kind, Listed, MoneySummary, Options, Problem, Progress, Reason, Summary};

use crate::{Ctx, Error, Result};
use domain::access::Permission;
use exchange::{FileProblem, LargeError, LargeTable, Table};
use mode::Mode;
use names::Recipients;
use outcome::Shape;
use sha2::{Digest, Sha256};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use store::event;

/// Reads a file into the database, or tells why not. Sentences for it are in [`text`].
///
/// # Errors
/// As [`run_from`].
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
    run_from(ctx, kind, Cursor::new(bytes), options, progress).await
}

/// [`run`] with a file that need not fit into memory: charges and payments are read from it in parts.
///
/// # Errors
/// When the actor may not import, the source cannot be read, or the database cannot answer; a bad file is no error but a [`Summary`] that says so.
pub async fn run_from(
    ctx: &Ctx,
    kind: Kind,
    mut source: impl Read + Seek + Send,
    options: Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary> {
    ctx.actor.staff(Permission::ImportRegistries)?;
    let summary = match kind {
        Kind::Charges | Kind::Payments => large(ctx, kind, &mut source, &options, progress).await,
        Kind::Accounts | Kind::Meters | Kind::Readings => {
            small(ctx, kind, &mut source, &options, progress).await
        }
    };
    match summary {
        Err(Stop::Problem(problem)) => Ok(Summary::of_problem(kind, problem)),
        Err(Stop::Error(error)) => Err(error),
        Ok(summary) => Ok(summary),
    }
}

/// Why an import ends before it has begun.
enum Stop {
    Problem(Problem),
    Error(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// Registries of accounts and meters, and readings: they are held as a whole.
async fn small(
    ctx: &Ctx,
    kind: Kind,
    source: &mut (impl Read + Seek),
    options: &Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary, Stop> {
    let bytes = contents(source, options.limits.bytes)?;
    let table = Table::open(&bytes, kind.columns(), &options.columns, options.limits);
    let table = table.map_err(|problem| Stop::Problem(problem.into()))?;
    let shape = Shape {
        recognised: Some(table.recognised),
        rows: table.len(),
        unknown: table.unknown().into_iter().map(str::to_owned).collect(),
        open_end: false,
    };
    progress(Progress { done: 0, total: table.len() });
    let tx = if options.dry_run { ctx.db.read() } else { ctx.db.begin().await? };
    if !options.dry_run {
        store::registry::hold(&tx).await?;
    }
    let mode = Mode::of(options.dry_run);
    let outcome = match kind {
        Kind::Meters => meters::take(ctx, &tx, &table, mode, progress).await?,
        Kind::Readings => readings::take(ctx, &tx, &table, mode, progress).await?,
        _ => accounts::take(ctx, &tx, &table, mode, progress).await?,
    };
    drop(table);
    let hash = Sha256::digest(&bytes).to_vec();
    finish(ctx, tx, outcome.summary(kind, shape, options.dry_run), &hash, progress).await
}

/// Charges and payments: they are read in parts, and written in one transaction. A dry run does all of it and commits nothing.
async fn large(
    ctx: &Ctx,
    kind: Kind,
    source: &mut (impl Read + Seek + Send),
    options: &Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary, Stop> {
    let hash = hash(source).map_err(|error| unreadable(&error.into()))?;
    let key = if kind == Kind::Charges { exchange::charges::key } else { exchange::payments::key };
    let table = LargeTable::open(source, kind.columns(), &options.columns, options.limits, key);
    let mut table = table.map_err(|error| match error {
        LargeError::Problem(problem) => Stop::Problem(problem.into()),
        LargeError::Io(_) => unreadable(&error).into(),
    })?;
    let shape = Shape {
        recognised: Some(table.recognised),
        rows: table.len(),
        unknown: table.unknown().into_iter().map(str::to_owned).collect(),
        open_end: table.has_open_end(),
    };
    progress(Progress { done: 0, total: table.len() });
    let tx = ctx.db.begin().await?;
    store::registry::hold_imports(&tx).await?;
    let recipients = Recipients::load(&tx).await?;
    if recipients.is_empty() {
        return Err(Stop::Problem(Problem::NoRecipients));
    }
    let outcome = if kind == Kind::Charges {
        charges::take(ctx, &tx, recipients, &mut table, options.dry_run, progress).await?
    } else {
        payments::take(ctx, &tx, recipients, &mut table, options.dry_run, progress).await?
    };
    finish(ctx, tx, outcome.summary(kind, shape, options.dry_run), &hash, progress).await
}

/// Commits what a good file brought.
async fn finish(
    ctx: &Ctx,
    tx: store::Tx,
    summary: Summary,
    hash: &[u8],
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary, Stop> {
    if summary.is_good() && !summary.dry_run {
        event::record(&tx, ctx.event(summary.kind.event()).with(details(hash, &summary))).await?;
        tx.commit().await?;
    }
    progress(Progress { done: summary.rows, total: summary.rows });
    Ok(summary)
}

fn contents(source: &mut (impl Read + Seek), max_bytes: usize) -> Result<Vec<u8>, Stop> {
    let mut read = || -> io::Result<Option<Vec<u8>>> {
        let length = source.seek(SeekFrom::End(0))?;
        source.rewind()?;
        let mut bytes = Vec::new();
        if length > max_bytes as u64 {
            return Ok(None);
        }
        source.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    };
    match read() {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(Stop::Problem(FileProblem::TooLarge { max_bytes }.into())),
        Err(error) => Err(unreadable(&error.into()).into()),
    }
}

fn hash(source: &mut (impl Read + Seek)) -> io::Result<Vec<u8>> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    source.rewind()?;
    loop {
        match source.read(&mut piece)? {
            0 => return Ok(hasher.finalize().to_vec()),
            read => hasher.update(&piece[..read]),
        }
    }
}

fn unreadable(error: &LargeError) -> Error {
    Error::Broken(format!("the file cannot be read: {error}"))
}

fn details(hash: &[u8], summary: &Summary) -> String {
    let sha256 = hash.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let details = serde_json::json!({
        "sha256": sha256,
        "rows": summary.rows,
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
    });
    details.to_string()
}
