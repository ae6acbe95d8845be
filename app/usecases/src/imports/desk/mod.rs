//! Imports on screen: a file is kept, its columns are chosen, a job looks it through, what it would do is shown; another job writes it as one
//! act, and takes it back as one.
mod file;
mod layout;
mod pages;
mod sample;
mod undo;
mod work;

pub(crate) use pages::card;
pub use pages::{list, page, refused};
pub use sample::sample;
pub(crate) use undo::take_back;
pub(crate) use work::{forget, prepare, write};

use super::text;
use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
};
use bytes::Bytes;
use domain::{
    Rejection, Rule,
    access::Permission,
    accounts::name_key,
    calendar::Period,
    changes::{Desk, Topic},
    files::given_name,
    ids::{ImportId, RecipientId},
    imports::{ColumnsChoice, Kind, State, Step},
    texts::{self, clean},
};
use exchange::Column;
use file::Outline;
use layout::{known_layout, remember_layout};
use serde::{Deserialize, Serialize};
use store::{Tx, entity::import, event, imports, orders};

/// A spreadsheet as it arrived.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// Chosen by the page.
    pub id: ImportId,
    pub kind: Option<Kind>,
    /// As its sender calls it.
    pub name: String,
    /// Payments: whose registry it is, as it was typed.
    pub bank: String,
    pub contents: Bytes,
}

/// Characters of the name of a bank.
const LONGEST_BANK: usize = 100;
/// Characters of the reason for an undo.
const LONGEST_WHY: u32 = 500;

/// What was chosen, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Choice {
    /// For each known column its place in the file.
    pub places: Vec<Option<usize>>,
    pub recipient: Option<RecipientId>,
    pub period: Option<Period>,
}

/// The columns that such a file knows.
const fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Accounts => exchange::accounts::COLUMNS,
        Kind::Meters => exchange::meters::COLUMNS,
        Kind::Readings => exchange::readings::COLUMNS,
        Kind::Debts => exchange::debts::COLUMNS,
        Kind::Charges => exchange::charges::COLUMNS,
        Kind::Payments => exchange::payments::COLUMNS,
    }
}

/// What whoever loads such a file is allowed to do.
const fn permission(kind: Kind) -> Permission {
    match kind {
        Kind::Accounts | Kind::Meters | Kind::Readings | Kind::Debts => Permission::ImportRegistries,
        Kind::Charges => Permission::PublishCharges,
        Kind::Payments => Permission::HandlePayments,
    }
}

/// An import that whoever asks may see: those of money are the accountant's.
async fn found(ctx: &Ctx, tx: &Tx, id: ImportId) -> Result<import::Model> {
    let scope = ctx.actor.staff(Permission::ImportRegistries)?;
    let row = imports::find(tx, &scope, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.staff(permission(kind_of(&row)?))?;
    Ok(row)
}

/// Whether whoever asks may load anything: asked before the file is read.
///
/// # Errors
/// `SignInRequired`; `NotFound` without the permission.
pub fn may_start(ctx: &Ctx) -> Result<()> {
    ctx.actor.staff(Permission::ImportRegistries)?;
    Ok(())
}

/// Keeps a spreadsheet and proposes its columns. It is durable when this returns; nothing of it is in the registries yet.
///
/// # Errors
/// `SignInRequired`; `NotFound` without the permission, or when the id is somebody else's; a rejection of `kind` or `file`.
///
/// # Idempotency
/// The same id twice is one import: the first one.
pub async fn start(ctx: &Ctx, new: NewImport) -> Result<()> {
    let scope = ctx.actor.staff(Permission::ImportRegistries)?;
    let person = ctx.actor.user()?;
    if let Some(row) = imports::find(&ctx.db.read(), &scope, new.id).await? {
        return if row.person_id == Some(person) { Ok(()) } else { Err(Error::NotFound) };
    }
    let kind = new.kind.ok_or_else(|| Rejection::of("kind", Rule::ImportKindMissing))?;
    ctx.actor.staff(permission(kind))?;
    let bank = clean(&new.bank).split_whitespace().collect::<Vec<_>>().join(" ");
    let bank = (kind == Kind::Payments).then_some(bank);
    if bank.as_ref().is_some_and(|bank| name_key(bank).is_empty() || bank.chars().count() > LONGEST_BANK) {
        return Err(Rejection::of("bank", Rule::BankMissing).into());
    }
    let outline = Outline::of(new.contents.clone(), kind).await?;
    let outline = outline.map_err(|problem| {
        Rejection::of("file", Rule::SheetUnreadable { why: text::file_problem(&problem) })
    })?;
    let row = import::Model {
        id: new.id,
        kind: kind.code().to_owned(),
        file_name: clean_name(&new.name),
        bytes: i64::try_from(new.contents.len()).unwrap_or(i64::MAX),
        sha256: file::hash(&new.contents),
        person_id: Some(person),
        created_at: ctx.now,
        changed_at: ctx.now,
        state: State::Columns.code().to_owned(),
        version: 1,
        recognised: outline.recognised.clone(),
        total_rows: i64::try_from(outline.rows).unwrap_or(i64::MAX),
        sheet: kept(&outline)?,
        choice: None,
        done_rows: 0,
        new_count: None,
        changed_count: None,
        same_count: None,
        refused_count: None,
        problems: None,
        waiting_count: None,
        bank,
        came: None,
        credited: None,
        waiting: None,
        why: None,
        done_at: None,
    };
    let row = known_layout(ctx, row, &outline).await?;
    let prepares = row.choice.is_some();
    ctx.ports.shelf.put(&file::key(new.id), new.contents).await?;
    let tx = ctx.db.begin().await?;
    if imports::add(&tx, row).await? {
        event::record(&tx, ctx.event("import.added").about(new.id.0).with(kind.code())).await?;
        if prepares {
            jobs::enqueue(&tx, &Job::PrepareImport { id: new.id }, ctx.now).await?;
        }
        tx.announce(Topic::Desk(Desk::Imports));
    }
    Ok(tx.commit().await?)
}

/// What its sender calls it; something where that is nothing.
fn clean_name(name: &str) -> String {
    let name = given_name(name);
    if name.is_empty() { "таблица".to_owned() } else { name }
}

fn kept<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Broken(error.to_string()))
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::Broken(error.to_string()))
}

fn state_of(row: &import::Model) -> Result<State> {
    State::from_code(&row.state)
        .ok_or_else(|| Error::Broken(format!("an import is in no known state: {}", row.state)))
}

fn kind_of(row: &import::Model) -> Result<Kind> {
    Kind::from_code(&row.kind)
        .ok_or_else(|| Error::Broken(format!("an import of no known kind: {}", row.kind)))
}

/// Chooses the columns, or corrects them, and has the rows looked through by a job.
///
/// # Errors
/// `NotFound`; a rejection of `columns`, `recipient`, `month`, or of the form as a whole when the import has moved on.
///
/// # Idempotency
/// The same version twice is one step.
pub async fn choose(ctx: &Ctx, id: ImportId, version: i64, choice: &ColumnsChoice) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let row = found(ctx, &tx, id).await?;
    let chosen = checked(ctx, &tx, &row, choice).await?;
    remember_layout(ctx, &tx, &row, &chosen).await?;
    let fresh = import::Model {
        choice: Some(kept(&chosen)?),
        done_rows: 0,
        new_count: None,
        changed_count: None,
        same_count: None,
        waiting_count: None,
        refused_count: None,
        problems: None,
        ..row.clone()
    };
    step(ctx, tx, &row, fresh, (Step::Choose, version), &Job::PrepareImport { id }, "import.columns").await
}

async fn checked(ctx: &Ctx, tx: &Tx, row: &import::Model, choice: &ColumnsChoice) -> Result<Choice> {
    let (kind, outline) = (kind_of(row)?, read::<Outline>(&row.sheet)?);
    let known = columns(kind);
    let mut wrong = Rejection::default();
    let place = |column: usize| {
        let typed = choice.places.get(column)?.trim().parse::<usize>().ok()?;
        (typed < outline.header.len()).then_some(typed)
    };
    let places: Vec<Option<usize>> = (0..known.len()).map(place).collect();
    let missing = known.iter().zip(&places).filter(|(column, place)| column.required && place.is_none());
    let names: Vec<String> = missing.map(|(column, _)| column.name.to_owned()).collect();
    if !names.is_empty() {
        wrong.0.push(("columns".to_owned(), Rule::ColumnsMissing { names }));
    }
    let twice = places
        .iter()
        .enumerate()
        .find_map(|(column, at)| at.filter(|_| places.iter().take(column).any(|other| other == at)));
    if let Some(at) = twice {
        let name = outline.header.get(at).cloned().unwrap_or_default();
        wrong.0.push(("columns".to_owned(), Rule::ColumnChosenTwice { name }));
    }
    let (mut recipient, mut period) = (None, None);
    if matches!(kind, Kind::Debts | Kind::Payments) {
        recipient = choice.recipient.parse::<RecipientId>().ok();
        let known = orders::recipients(tx).await?;
        if !recipient.is_some_and(|chosen| known.iter().any(|row| row.id == chosen)) {
            wrong.0.push(("recipient".to_owned(), Rule::RecipientMissing));
        }
    }
    if kind == Kind::Debts {
        period = choice.month.trim().parse::<Period>().ok();
        match period {
            None => wrong.0.push(("month".to_owned(), Rule::MonthMissing)),
            Some(month) if month > Period::of(ctx.today()) => {
                wrong.0.push(("month".to_owned(), Rule::MonthNotBegun));
            }
            Some(_) => {}
        }
    }
    if wrong.0.is_empty() { Ok(Choice { places, recipient, period }) } else { Err(wrong.into()) }
}

/// Has what was shown written by a job.
///
/// # Errors
/// `NotFound`; a rejection of the form when the import has moved on.
///
/// # Idempotency
/// The same version twice is one step.
pub async fn commit(ctx: &Ctx, id: ImportId, version: i64) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let row = found(ctx, &tx, id).await?;
    let fresh = import::Model { problems: None, ..row.clone() };
    step(ctx, tx, &row, fresh, (Step::Commit, version), &Job::CommitImport { id }, "import.committed").await
}

/// Has what was written taken back by a job, unless something was built on it. Payments leave their accounts by their opposite, and need a reason.
///
/// # Errors
/// `NotFound`; a rejection of `why`, or of the form when the import has moved on.
///
/// # Idempotency
/// The same version twice is one step.
pub async fn undo(ctx: &Ctx, id: ImportId, version: i64, why: &str) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let row = found(ctx, &tx, id).await?;
    let kind = kind_of(&row)?;
    if !kind.is_taken_back() {
        return Err(Rejection::form(Rule::ImportMovedOn).into());
    }
    let why = match kind {
        Kind::Payments => texts::words(why, LONGEST_WHY, Rule::UndoReasonMissing).map(Some),
        _ => Ok(None),
    };
    let why = why.map_err(|rule| Rejection::of("why", rule))?;
    let fresh = import::Model { problems: None, why, ..row.clone() };
    step(ctx, tx, &row, fresh, (Step::Undo, version), &Job::UndoImport { id }, "import.undone").await
}

/// Gives an import up of which nothing was written; its file is forgotten.
///
/// # Errors
/// `NotFound`; a rejection of the form when it is written already.
///
/// # Idempotency
/// Twice is one step.
pub async fn cancel(ctx: &Ctx, id: ImportId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let row = found(ctx, &tx, id).await?;
    if state_of(&row)? == State::Cancelled {
        return Ok(());
    }
    imports::forget_lines(&tx, id).await?;
    store::charges::forget_drafts(&tx, id).await?;
    let version = row.version;
    let fresh = import::Model { problems: None, ..row.clone() };
    step(ctx, tx, &row, fresh, (Step::Cancel, version), &Job::ForgetImport { id }, "import.cancelled").await
}

/// Moves an import on, with a job for what is to be done.
async fn step(
    ctx: &Ctx,
    tx: Tx,
    row: &import::Model,
    fresh: import::Model,
    (step, version): (Step, i64),
    job: &Job,
    happened: &'static str,
) -> Result<()> {
    let state = state_of(row)?;
    let moved_on = || Error::from(Rejection::form(Rule::ImportMovedOn));
    let Some(next) = state.after(step).filter(|_| row.version == version) else {
        // The same press again, while its job is at it.
        let is_at_it = row.version == version + 1
            && match step {
                Step::Choose => state == State::Preparing,
                Step::Commit => state == State::Committing,
                Step::Undo => state == State::Undoing,
                Step::Cancel => state == State::Cancelled,
            };
        return if is_at_it { Ok(()) } else { Err(moved_on()) };
    };
    let why = fresh.why.clone();
    let fresh = import::Model {
        state: next.code().to_owned(),
        version: row.version + 1,
        changed_at: ctx.now,
        ..fresh
    };
    if !imports::advance(&tx, fresh).await? {
        return Err(moved_on());
    }
    let mut happened = ctx.event(happened).about(row.id.0);
    happened.details = why;
    event::record(&tx, happened).await?;
    jobs::enqueue(&tx, job, ctx.now).await?;
    told(&tx, row.id);
    Ok(tx.commit().await?)
}

/// Open pages hear that an import has changed.
fn told(tx: &Tx, id: ImportId) {
    tx.announce(Topic::Import(id));
    tx.announce(Topic::Desk(Desk::Imports));
}
