//! What jobs do with an import. Each may be done twice: whoever comes second finds that it was done.
use super::{Choice, Outline, columns, file, kept, kind_of, read, state_of, told};
use crate::{
    Ctx, Result,
    imports::{
        accounts, charges, debts, meters,
        mode::Mode,
        names::Recipients,
        outcome::{BadRow, Outcome},
        payments, readings, text,
    },
};
use domain::{
    access::Actor,
    calendar::Period,
    changes::{Desk, Topic},
    charges::weight,
    ids::ImportId,
    imports::{Change, Counts, Kind, State, Sums, Verdict},
};
use exchange::{Sheet, Table};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use store::{
    Tx,
    entity::{charge_draft, import, import_line},
    imports, registry,
};
use tokio::task::spawn_blocking;

/// Rows that are kept in one transaction, while a job looks a file through.
const AT_ONCE: usize = 2_000;

/// What is kept of a row besides its verdict.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Details {
    #[serde(default)]
    pub changes: Vec<Change>,
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// Looks a file through: what each row would do is kept to be shown.
pub(crate) async fn prepare(ctx: &Ctx, id: ImportId) -> Result<()> {
    // The claim ends whoever else is still at it.
    let tx = ctx.db.begin().await?;
    let Some(row) = at(&tx, id, State::Preparing).await? else { return Ok(()) };
    imports::forget_lines(&tx, id).await?;
    store::charges::forget_drafts(&tx, id).await?;
    let row = import::Model { version: row.version + 1, done_rows: 0, ..row };
    if !imports::advance(&tx, row.clone()).await? {
        return Ok(());
    }
    tx.commit().await?;
    let ctx = &as_sender(ctx, &row);
    let table = match opened(ctx, &row).await? {
        Ok(table) => table,
        Err(problem) => return fail(ctx, row, problem).await,
    };
    let looked = judged(ctx, &ctx.db.read(), &row, &table, Mode::Preview).await?;
    let total = looked.lines.len();
    let mut done = 0;
    for lines in looked.lines.chunks(AT_ONCE) {
        done += lines.len();
        let tx = ctx.db.begin().await?;
        // In rows of the file, of which some things have several.
        let rows =
            i64::try_from(done).unwrap_or(0) * row.total_rows / i64::try_from(total).unwrap_or(1).max(1);
        if !imports::progress(&tx, id, row.version, rows).await? {
            return Ok(());
        }
        imports::add_lines(&tx, lines.to_vec()).await?;
        told(&tx, id);
        tx.commit().await?;
    }
    let tx = ctx.db.begin().await?;
    store::charges::add_drafts(&tx, looked.drafts.clone()).await?;
    let total_rows = looked.rows;
    let row = counted(row, &looked);
    advance(ctx, &tx, import::Model { total_rows, done_rows: total_rows, ..row }, State::Ready).await?;
    Ok(tx.commit().await?)
}

/// Writes what is not refused, as one transaction.
pub(crate) async fn write(ctx: &Ctx, id: ImportId) -> Result<()> {
    let Some(row) = at(&ctx.db.read(), id, State::Committing).await? else { return Ok(()) };
    let ctx = &as_sender(ctx, &row);
    let table = match opened(ctx, &row).await? {
        Ok(table) => table,
        Err(problem) => return fail(ctx, row, problem).await,
    };
    let tx = ctx.db.begin().await?;
    hold(&tx, kind_of(&row)?).await?;
    let Some(row) = at(&tx, id, State::Committing).await? else { return Ok(()) };
    let looked = judged(ctx, &tx, &row, &table, Mode::Apply(id)).await?;
    // What is there may have changed since it was shown: what is kept is what was done.
    imports::forget_lines(&tx, id).await?;
    imports::add_lines(&tx, looked.lines.clone()).await?;
    match kind_of(&row)? {
        Kind::Charges => {
            store::charges::forget_drafts(&tx, id).await?;
            store::charges::add_drafts(&tx, looked.drafts.clone()).await?;
            crate::charges::promise(ctx, &tx, id).await?;
        }
        Kind::Payments => {
            tx.announce(Topic::Desk(Desk::Payments));
            crate::statements::promise(ctx, &tx, id).await?;
        }
        Kind::Accounts | Kind::Meters | Kind::Readings | Kind::Debts => {}
    }
    let done = import::Model { done_at: Some(ctx.now), ..counted(row, &looked) };
    advance(ctx, &tx, done, State::Done).await?;
    Ok(tx.commit().await?)
}

/// Takes the contents of a file away whose import was given up.
pub(crate) async fn forget(ctx: &Ctx, id: ImportId) -> Result<()> {
    Ok(ctx.ports.shelf.remove(&file::key(id)).await?)
}

pub(super) async fn at(tx: &Tx, id: ImportId, state: State) -> Result<Option<import::Model>> {
    let row = imports::by_id(tx, id).await?;
    Ok(match row {
        Some(row) if state_of(&row)? == state => Some(row),
        _ => None,
    })
}

/// What is done is done in the name of whoever loaded the file.
pub(super) fn as_sender(ctx: &Ctx, row: &import::Model) -> Ctx {
    match row.person_id {
        Some(user) => Ctx { actor: Actor::Person { user, role: None, bound: false }, ..ctx.clone() },
        None => ctx.clone(),
    }
}

pub(super) async fn advance(ctx: &Ctx, tx: &Tx, row: import::Model, to: State) -> Result<()> {
    let id = row.id;
    let row =
        import::Model { state: to.code().to_owned(), version: row.version + 1, changed_at: ctx.now, ..row };
    if imports::advance(tx, row).await? {
        told(tx, id);
        Ok(())
    } else {
        Err(crate::Error::Broken(format!("the import {id} was moved on by somebody else")))
    }
}

async fn fail(ctx: &Ctx, row: import::Model, problem: String) -> Result<()> {
    let tx = ctx.db.begin().await?;
    advance(ctx, &tx, import::Model { problems: Some(problem), ..row }, State::Failed).await?;
    Ok(tx.commit().await?)
}

/// What was found in a file.
struct Looked {
    rows: i64,
    counts: Counts,
    lines: Vec<import_line::Model>,
    drafts: Vec<charge_draft::Model>,
    /// Of payments.
    sums: Option<Sums>,
}

fn counted(row: import::Model, looked: &Looked) -> import::Model {
    let Counts { new, changed, same, waits, refused } = looked.counts;
    import::Model {
        new_count: Some(new),
        changed_count: Some(changed),
        same_count: Some(same),
        waiting_count: Some(waits),
        refused_count: Some(refused),
        came: looked.sums.map(|sums| sums.came),
        credited: looked.sums.map(|sums| sums.credited),
        waiting: looked.sums.map(|sums| sums.waiting),
        problems: None,
        ..row
    }
}

/// Keeps others from changing what a file of this kind is measured against.
pub(super) async fn hold(tx: &Tx, kind: Kind) -> Result<()> {
    match kind {
        Kind::Debts | Kind::Charges | Kind::Payments => registry::hold_imports(tx).await?,
        Kind::Accounts | Kind::Meters | Kind::Readings => registry::hold(tx).await?,
    }
    Ok(())
}

/// The file of an import as a table of its chosen columns; a sentence where it cannot be read.
pub(super) async fn opened(ctx: &Ctx, row: &import::Model) -> Result<Result<Table<'static>, String>> {
    let kind = kind_of(row)?;
    let choice = choice_of(row)?;
    let contents = file::contents(ctx, row.id).await?;
    // A workbook is unpacked beside other work; what comes of it is a text.
    let opened = spawn_blocking(move || {
        let sheet = Sheet::open(&contents, columns(kind), file::limits())?;
        sheet.table(&choice.places).map(Table::into_owned)
    });
    let opened = opened.await.unwrap_or(Err(exchange::FileProblem::Workbook));
    Ok(opened.map_err(|problem| text::file_problem(&problem)))
}

fn choice_of(row: &import::Model) -> Result<Choice> {
    read(row.choice.as_deref().unwrap_or_default())
}

/// Measures a table against what is there, and writes it where that is the mode.
async fn judged(ctx: &Ctx, tx: &Tx, row: &import::Model, table: &Table<'_>, mode: Mode) -> Result<Looked> {
    let quiet = &mut |_| ();
    let outcome = match kind_of(row)? {
        Kind::Accounts => accounts::take(ctx, tx, table, mode, quiet).await?,
        Kind::Meters => meters::take(ctx, tx, table, mode, quiet).await?,
        Kind::Readings => readings::take(ctx, tx, table, mode, quiet).await?,
        Kind::Debts => {
            let choice = choice_of(row)?;
            let recipient = choice.recipient.ok_or_else(|| crate::Error::Broken("no recipient".into()))?;
            let period = choice.period.unwrap_or_else(|| Period::of(ctx.today()));
            debts::take(ctx, tx, table, debts::Wanted { recipient, period }, mode, quiet).await?
        }
        Kind::Charges => {
            let recipients = Recipients::load(tx).await?;
            charges::take_table(ctx, tx, recipients, table, mode).await?
        }
        Kind::Payments => {
            let recipients = Recipients::load(tx).await?.preferring(choice_of(row)?.recipient);
            let bank = row.bank.as_deref().unwrap_or_default();
            payments::take_table(ctx, tx, recipients, table, bank, mode).await?
        }
    };
    looked(row, table, outcome)
}

fn looked(of: &import::Model, table: &Table<'_>, outcome: Outcome) -> Result<Looked> {
    let import_id = of.id;
    let (credited, waiting) = (outcome.money.total, outcome.money.suspended_total);
    let sums = Sums { came: credited + waiting, credited, waiting };
    let sums = (kind_of(of)? == Kind::Payments).then_some(sums);
    let drafts = outcome.drafts.iter().map(|drafted| charge_draft::Model {
        import_id,
        account_id: drafted.account,
        recipient_id: drafted.recipient,
        period: drafted.period,
        was: drafted.was,
        now: drafted.now,
        slight: drafted.slight,
        weight: weight(drafted.was, drafted.now),
    });
    let drafts = drafts.collect();
    let account = match kind_of(of)? {
        Kind::Accounts | Kind::Meters | Kind::Readings | Kind::Debts => 0,
        Kind::Charges => exchange::charges::ACCOUNT,
        Kind::Payments => exchange::payments::ACCOUNT,
    };
    // Of so many refused rows only the first are told one by one.
    let mut reasons: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for bad in &outcome.errors {
        reasons.entry(bad.row).or_default().push(sentence(bad));
    }
    let mut subjects: HashMap<usize, String> = HashMap::new();
    if !reasons.is_empty() {
        let rows = table.rows().filter(|row| reasons.contains_key(&row.number));
        subjects.extend(rows.map(|row| (row.number, row.cell(account).to_owned())));
    }
    let mut lines: BTreeMap<usize, import_line::Model> = BTreeMap::new();
    let refused = i64::try_from(outcome.refused.len()).unwrap_or(i64::MAX);
    let mut counts = Counts { refused, ..Counts::default() };
    let line = |row: usize, verdict: Verdict, subject: String, details: &Details| {
        Ok::<_, crate::Error>(import_line::Model {
            import_id,
            line: i64::try_from(row).unwrap_or(i64::MAX),
            verdict: verdict.code().to_owned(),
            subject,
            details: kept(details)?,
        })
    };
    for told in outcome.told {
        // One of several rows of a thing is refused: the thing is told of by its first row, the refusal stands by its own.
        if outcome.refused.contains(&told.row) {
            continue;
        }
        counts.add(told.verdict);
        let details = Details { changes: told.changes, reasons: Vec::new() };
        lines.insert(told.row, line(told.row, told.verdict, told.subject, &details)?);
    }
    for (row, reasons) in reasons {
        let subject = subjects.remove(&row).unwrap_or_default();
        let details = Details { changes: Vec::new(), reasons };
        lines.insert(row, line(row, Verdict::Refused, subject, &details)?);
    }
    let rows = i64::try_from(table.len()).unwrap_or(i64::MAX);
    Ok(Looked { rows, counts, lines: lines.into_values().collect(), drafts, sums })
}

/// «Площадь», «много»: нужна площадь в м²…
fn sentence(bad: &BadRow) -> String {
    let reason = text::reason(&bad.reason);
    let short: String = bad.value.chars().take(60).collect();
    match (bad.column.as_str(), short.as_str()) {
        ("", _) => reason,
        (column, "") => format!("«{column}»: {reason}"),
        (column, value) => format!("«{column}», «{value}»: {reason}"),
    }
}

/// What a file looks like, from what is kept of it.
pub(super) fn outline(row: &import::Model) -> Result<Outline> {
    read(&row.sheet)
}
