//! What pages of imports show.
use super::{
    Choice, columns, found, kind_of, read, state_of,
    work::{Details, opened, outline},
};
use crate::{Ctx, Error, Result, imports::text};
use domain::{
    access::{Permission, Scope},
    calendar::Period,
    ids::ImportId,
    imports::{
        ColumnsForm, Counts, ImportCard, ImportKey, ImportPage, ImportsPage, Kind, KnownColumn, Limits, Line,
        Preview, RecipientCard, Spot, State, Sums, Verdict, View,
    },
};
use exchange::{
    Table,
    write::{Cell, csv},
};
use std::collections::BTreeMap;
use store::{
    Tx,
    entity::{import, import_line},
    event, imports, orders,
};
use uuid::Uuid;

/// Imports of one part of the list.
const CARDS: usize = 20;
/// Rows of one part of a preview.
const LINES: usize = 50;

/// Imports, the latest first.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn list(ctx: &Ctx, after: Option<&str>) -> Result<ImportsPage> {
    let scope = ctx.actor.staff(Permission::ImportRegistries)?;
    let after = after.and_then(|key| key.parse::<ImportKey>().ok()).map(|ImportKey(moment, id)| (moment, id));
    let most = i64::try_from(CARDS + 1).unwrap_or(i64::MAX);
    let mut rows = imports::list(&ctx.db.read(), &scope, &Kind::FIRST, after, most).await?;
    let more = rows.len() > CARDS;
    rows.truncate(CARDS);
    let next = rows.last().filter(|_| more).map(|last| ImportKey(last.created_at, last.id).to_string());
    Ok(ImportsPage {
        cards: rows.into_iter().map(|row| card(ctx, row)).collect::<Result<_>>()?,
        next,
        fresh: ImportId(Uuid::now_v7()),
        limits: Limits::default(),
    })
}

pub(crate) fn card(ctx: &Ctx, row: imports::Listed) -> Result<ImportCard> {
    let unknown = || Error::Broken(format!("the import {} is of no known kind or state", row.id));
    let counts = match (row.new_count, row.changed_count, row.same_count, row.refused_count) {
        (Some(new), Some(changed), Some(same), Some(refused)) => {
            Some(Counts { new, changed, same, waits: row.waiting_count.unwrap_or(0), refused })
        }
        _ => None,
    };
    Ok(ImportCard {
        id: row.id,
        kind: Kind::from_code(&row.kind).ok_or_else(unknown)?,
        state: State::from_code(&row.state).ok_or_else(unknown)?,
        created_at: ctx.local(row.created_at),
        file_name: row.file_name,
        bank: row.bank,
        sums: (row.came.zip(row.credited).zip(row.waiting)).map(|((came, credited), waiting)| Sums {
            came,
            credited,
            waiting,
        }),
        by: row.email,
        counts,
    })
}

/// One import: its columns while they are to be chosen, what its rows do once they were looked through. That somebody looked is in the journal.
///
/// # Errors
/// `NotFound` without the permission, or when there is none.
pub async fn page(ctx: &Ctx, id: ImportId, view: View) -> Result<ImportPage> {
    let scope = ctx.actor.staff(Permission::ImportRegistries)?;
    if let Some(progress) = progress(ctx, &scope, id).await? {
        return Ok(progress);
    }
    let tx = ctx.db.begin().await?;
    let row = found(ctx, &tx, id).await?;
    let listed = imports::listed(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let state = state_of(&row)?;
    let chooses = matches!(state, State::Columns | State::Failed) || (view.columns && state == State::Ready);
    let columns = if chooses { Some(columns_form(ctx, &tx, &row).await?) } else { None };
    let shown = matches!(state, State::Ready | State::Done | State::Undone);
    let preview = if shown && !chooses {
        let after = view.after.unwrap_or(0);
        let most = i64::try_from(LINES + 1).unwrap_or(i64::MAX);
        let mut lines = imports::lines(&tx, &scope, id, view.verdict, after, most).await?;
        let more = lines.len() > LINES;
        lines.truncate(LINES);
        let next = lines.last().filter(|_| more).map(|line| line.line);
        let lines = lines.iter().map(line).collect::<Result<_>>()?;
        Some(Preview { verdict: view.verdict, lines, next, unlisted: unlisted(&tx, &scope, &row).await? })
    } else {
        None
    };
    if columns.is_some() || preview.is_some() {
        event::record(&tx, ctx.event("import.looked_at").about(id.0)).await?;
    }
    tx.commit().await?;
    Ok(ImportPage { columns, preview, ..outlined(ctx, row, card(ctx, listed)?) })
}

/// How far a job is, and nothing of what is in the file. A page that writes down its look would wait for the job that writes the file.
async fn progress(ctx: &Ctx, scope: &Scope, id: ImportId) -> Result<Option<ImportPage>> {
    let tx = ctx.db.read();
    let row = found(ctx, &tx, id).await?;
    let state = state_of(&row)?;
    if !state.is_working() {
        return Ok(None);
    }
    let card = card(ctx, imports::listed(&tx, scope, id).await?.ok_or(Error::NotFound)?)?;
    // The job may have ended between the two questions.
    Ok((card.state == state).then(|| outlined(ctx, row, card)))
}

fn outlined(ctx: &Ctx, row: import::Model, card: ImportCard) -> ImportPage {
    ImportPage {
        version: row.version,
        rows: row.total_rows,
        recognised: row.recognised,
        done: row.done_rows,
        problems: row.problems.iter().flat_map(|problems| problems.lines()).map(str::to_owned).collect(),
        columns: None,
        preview: None,
        changed_at: ctx.local(row.done_at.filter(|_| card.state == State::Done).unwrap_or(row.changed_at)),
        why: row.why,
        card,
    }
}

fn line(row: &import_line::Model) -> Result<Line> {
    let Details { changes, reasons } = read(&row.details)?;
    let verdict = Verdict::from_code(&row.verdict);
    let verdict =
        verdict.ok_or_else(|| Error::Broken(format!("a row with no known verdict: {}", row.verdict)))?;
    Ok(Line { row: row.line, verdict, subject: row.subject.clone(), changes, reasons })
}

/// Refused rows that are counted, and not told of one by one.
async fn unlisted(tx: &Tx, scope: &Scope, row: &import::Model) -> Result<i64> {
    let refused = row.refused_count.unwrap_or(0);
    let listed =
        if refused == 0 { 0 } else { imports::count_lines(tx, scope, row.id, Verdict::Refused).await? };
    Ok(refused - listed)
}

async fn columns_form(ctx: &Ctx, tx: &Tx, row: &import::Model) -> Result<ColumnsForm> {
    let (kind, outline) = (kind_of(row)?, outline(row)?);
    let choice = row.choice.as_deref().map(read::<Choice>).transpose()?;
    let places = choice.as_ref().map_or(&outline.proposal, |choice| &choice.places);
    let known = columns(kind).iter().enumerate().map(|(at, column)| KnownColumn {
        name: column.name.to_owned(),
        required: column.required,
        place: places.get(at).copied().flatten(),
    });
    let known = known.collect();
    let asks = matches!(kind, Kind::Debts | Kind::Payments);
    let recipients = if asks { orders::recipients(tx).await? } else { Vec::new() };
    let recipients: Vec<RecipientCard> =
        recipients.into_iter().map(|row| RecipientCard { id: row.id, name: row.name }).collect();
    let chosen = choice.as_ref().and_then(|choice| choice.recipient);
    let month = choice.as_ref().and_then(|choice| choice.period).unwrap_or_else(|| Period::of(ctx.today()));
    Ok(ColumnsForm {
        header: outline.header,
        first: outline.first,
        known,
        recipient: chosen.or_else(|| recipients.first().map(|row| row.id)),
        recipients,
        month: if kind == Kind::Debts { month.to_string() } else { String::new() },
    })
}

/// Refused rows with what stands in them and why they were refused: once corrected, they can be loaded as they are.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such import.
pub async fn refused(ctx: &Ctx, id: ImportId) -> Result<Vec<u8>> {
    let scope = ctx.actor.staff(Permission::ImportRegistries)?;
    let import = found(ctx, &ctx.db.read(), id).await?;
    // Nothing was refused before columns are chosen.
    let table = match import.choice {
        Some(_) => Some(
            opened(ctx, &import)
                .await?
                .map_err(|problem| Error::Broken(format!("the file {id}: {problem}")))?,
        ),
        None => None,
    };
    let tx = ctx.db.begin().await?;
    let mut reasons = BTreeMap::new();
    let mut after = 0;
    loop {
        let some = imports::lines(&tx, &scope, id, Some(Verdict::Refused), after, 1_000).await?;
        let Some(last) = some.last() else { break };
        after = last.line;
        for row in &some {
            let line = line(row)?;
            reasons.insert(line.row.unsigned_abs(), line.reasons.join("; "));
        }
    }
    let more = unlisted(&tx, &scope, &import).await?;
    event::record(&tx, ctx.event("import.looked_at").about(id.0)).await?;
    tx.commit().await?;
    let table = table.as_ref();
    let columns = table.into_iter().flat_map(Table::columns);
    let (columns, names): (Vec<_>, Vec<_>) = columns.map(|(at, column)| (at, column.name)).unzip();
    let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(reasons.len() + 1);
    for row in table.into_iter().flat_map(Table::rows) {
        let number = row.number as u64;
        let Some(why) = reasons.remove(&number) else { continue };
        let cells = columns.iter().map(|at| Cell::Text(row.cell(*at).to_owned()));
        let told = [Cell::Number(Spot::of(number).to_string()), Cell::Text(why)];
        rows.push(told.into_iter().chain(cells).collect());
    }
    if more > 0 {
        rows.push([String::new(), text::unlisted(more)].map(Cell::Text).to_vec());
    }
    let header: Vec<_> = ["Строка", "Причина отказа"].into_iter().chain(names).collect();
    Ok(csv(&header, rows))
}
