use super::{
    category_of, kind_of,
    page::{Reader, contact, story},
    rating_of, state_of, whose_of,
    write::{clocks_of, next_clock},
};
use crate::{Ctx, Error, Result, files};
use domain::{
    Rejection, Rule,
    access::{Permission, Scope},
    ids::{CommentId, ExecutorId},
    law::Law,
    texts::words,
    tickets::{Board, BoardCounts, BoardFilter, BoardKey, BoardRow, By, Executor, House, StaffTicket, steps},
};
use store::{
    Tx,
    entity::executor,
    event, executors,
    law::law,
    tickets::{self, BoardLine},
};
use uuid::Uuid;

/// Rows of one part of the board.
const PART: i64 = 50;
/// Longest name of an executor.
const LONGEST_NAME: u32 = 100;

/// The board of the houses that one serves, by time left. Four statements.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn board(ctx: &Ctx, filter: BoardFilter, after: Option<BoardKey>) -> Result<Board> {
    let scope = ctx.actor.staff_of_houses(Permission::HandleTickets)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    // One more tells whether there is another part.
    let mut lines = tickets::board(&tx, &scope, &filter, after, PART + 1).await?;
    let part = usize::try_from(PART).unwrap_or(usize::MAX);
    let more = lines.len() > part;
    lines.truncate(part);
    let houses = tickets::houses(&tx, &scope).await?.into_iter();
    Ok(Board {
        now: ctx.local(ctx.now),
        counts: tickets::counts(&tx, &scope, ctx.now).await?,
        next: lines.last().filter(|_| more).map(BoardLine::key),
        rows: lines.iter().map(|line| row(ctx, &law, line)).collect::<Result<_>>()?,
        houses: houses.map(|(id, address)| House { id, address }).collect(),
        executors: executors::all(&tx).await?.into_iter().map(named).collect(),
    })
}

/// How much waits, and what has the least time left: two statements.
pub(crate) async fn nearest(
    ctx: &Ctx,
    tx: &Tx,
    scope: &Scope,
    most: usize,
) -> Result<(BoardCounts, Vec<BoardRow>)> {
    let law = law(&ctx.db).await?;
    let counts = tickets::counts(tx, scope, ctx.now).await?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let lines = tickets::board(tx, scope, &BoardFilter::default(), None, most).await?;
    Ok((counts, lines.iter().map(|line| row(ctx, &law, line)).collect::<Result<_>>()?))
}

/// A ticket as staff see it, with contacts and internal comments. That somebody looked is in the journal.
///
/// # Errors
/// `NotFound` without the permission, or when it is of no house that one serves.
pub async fn sheet(ctx: &Ctx, number: i64) -> Result<StaffTicket> {
    let scope = ctx.actor.staff_of_houses(Permission::HandleTickets)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let line = tickets::board_line(&tx, &scope, number).await?.ok_or(Error::NotFound)?;
    let told = tickets::story(&tx, line.ticket.id, 0).await?;
    let comments = tickets::comments(&tx, line.ticket.id).await?;
    let files = files::of_ticket(&tx, line.ticket.id).await?;
    let executors = executors::all(&tx).await?;
    let looked = ctx.event("ticket.looked_at").about(line.ticket.id.0);
    let account = line.ticket.account_id;
    event::record(&tx, account.map_or(looked.clone(), |account| looked.of_account(account))).await?;
    tx.commit().await?;
    let row = row(ctx, &law, &line)?;
    let ticket = line.ticket;
    Ok(StaffTicket {
        version: ticket.version,
        registered_at: ctx.local(ticket.registered_at),
        account,
        account_number: line.account_number,
        contact: contact(&ticket.contact_name, &ticket.contact_phone),
        executor: ticket.executor_id,
        deferred_until: ticket.deferred_until,
        taken_back: ticket.taken_back,
        clocks: clocks_of(ctx, &law, &ticket)?,
        story: story(ctx, Reader::Staff, told, comments, (ticket.id, files))?,
        steps: steps(row.state, By::Staff),
        executors: executors.into_iter().map(named).collect(),
        fresh: CommentId(Uuid::now_v7()),
        limits: ctx.portal.files,
        result: ticket.result,
        row,
    })
}

/// Those who take work on, by name.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn executors(ctx: &Ctx) -> Result<Vec<Executor>> {
    ctx.actor.staff(Permission::ManageExecutors)?;
    Ok(executors::all(&ctx.db.read()).await?.into_iter().map(named).collect())
}

/// Adds somebody who takes work on.
///
/// # Errors
/// `NotFound` without the permission; a rejection of the field `name`.
pub async fn add_executor(ctx: &Ctx, name: &str) -> Result<ExecutorId> {
    ctx.actor.staff(Permission::ManageExecutors)?;
    let name = words(name, LONGEST_NAME, Rule::NameMissing).map_err(|rule| Rejection::of("name", rule))?;
    let tx = ctx.db.begin().await?;
    let id = ExecutorId(Uuid::now_v7());
    let id = executors::add(&tx, executor::Model { id, name, retired_at: None }).await?;
    event::record(&tx, ctx.event("executor.added").about(id.0)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Somebody takes no work on any more; what they have stays theirs.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such executor.
pub async fn retire_executor(ctx: &Ctx, id: ExecutorId) -> Result<()> {
    ctx.actor.staff(Permission::ManageExecutors)?;
    let tx = ctx.db.begin().await?;
    if !executors::retire(&tx, id, ctx.now).await? {
        return Err(Error::NotFound);
    }
    event::record(&tx, ctx.event("executor.retired").about(id.0)).await?;
    Ok(tx.commit().await?)
}

fn named(executor: executor::Model) -> Executor {
    Executor { id: executor.id, name: executor.name }
}

fn row(ctx: &Ctx, law: &Law, line: &BoardLine) -> Result<BoardRow> {
    let ticket = &line.ticket;
    Ok(BoardRow {
        id: ticket.id,
        number: ticket.number,
        text: ticket.text.clone(),
        category: category_of(ticket)?,
        kind: kind_of(ticket)?,
        whose: whose_of(ticket)?,
        state: state_of(ticket)?,
        state_at: ctx.local(ticket.state_at),
        address: line.address.clone(),
        label: line.label.clone(),
        executor: line.executor.clone(),
        households: line.households,
        rating: rating_of(ticket),
        clock: next_clock(ctx, law, ticket)?,
    })
}
