use super::{resident::say, write::Hand};
use crate::{Ctx, Error, Result};
use domain::{
    access::{Permission, Scope},
    ids::{ExecutorId, TicketId},
    tickets::{
        Assignment, By, Category, Happening, Kind, Move, NewComment, Sorting, Step, Whose, check_note,
        check_until,
    },
};
use store::{Tx, entity::ticket::Model, executors, law::law};

/// Moves a ticket on: takes it into work, puts it off, completes it with a result, declines it, takes it up again; returns or closes it for
/// a caller.
///
/// # Errors
/// `NotFound` without the permission, or when the ticket is of no house that one serves; a rejection of the fields `note` and `until`, or of the
/// form: [`domain::Rule::NotInThisState`], [`domain::Rule::ChangedMeanwhile`] with what others did since the page was shown.
///
/// # Idempotency
/// The same form twice has one effect.
pub async fn move_on(ctx: &Ctx, to: Move) -> Result<()> {
    let note = check_note(to.step, &to.note)?;
    check_until(to.until, ctx.today())?;
    let until = to.until.filter(|_| to.step == Step::Defer);
    change(ctx, to.ticket, to.seen, Wish::Happening(Happening::Moved { step: to.step, note, until })).await
}

/// Gives a ticket to an executor, or takes it away; with `start` a new one is taken into work at once.
///
/// # Errors
/// As [`move_on`]; `NotFound` when there is no such executor.
///
/// # Idempotency
/// As [`move_on`].
pub async fn assign(ctx: &Ctx, to: Assignment) -> Result<()> {
    change(ctx, to.ticket, to.seen, Wish::Executor { id: to.executor, starts: to.start }).await
}

/// Says what a ticket really is: category, kind with its clocks, of a unit or of the house. What nobody's unit wrote stays the house's.
///
/// # Errors
/// As [`move_on`].
///
/// # Idempotency
/// As [`move_on`].
pub async fn sort(ctx: &Ctx, to: Sorting) -> Result<()> {
    let Sorting { ticket, seen, category, kind, house } = to;
    change(ctx, ticket, seen, Wish::Sorting { category, kind, house }).await
}

/// The emergency does no more harm: its half hour is kept, the repair goes on.
///
/// # Errors
/// As [`move_on`]; [`domain::Rule::NotInThisState`] of the form also when the ticket is no emergency that waits.
///
/// # Idempotency
/// As [`move_on`].
pub async fn localise(ctx: &Ctx, ticket: TicketId, seen: i64) -> Result<()> {
    change(ctx, ticket, seen, Wish::Localised).await
}

/// Writes a comment: public ones are an answer to the resident and reach them by letter, internal ones stay among staff.
///
/// # Errors
/// `NotFound` as with [`move_on`]; a rejection of the field `text`.
///
/// # Idempotency
/// The same comment twice is one.
pub async fn answer(ctx: &Ctx, new: NewComment) -> Result<()> {
    let scope = serving(ctx)?;
    say(ctx, &scope, By::Staff, new).await
}

fn serving(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::HandleTickets)?)
}

/// What somebody wants to happen.
enum Wish {
    Happening(Happening),
    Executor { id: Option<ExecutorId>, starts: bool },
    Sorting { category: Category, kind: Kind, house: bool },
    Localised,
}

/// Lets what is wanted happen to a ticket whose version was seen.
async fn change(ctx: &Ctx, ticket: TicketId, seen: i64, wish: Wish) -> Result<()> {
    let scope = serving(ctx)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let hand = Hand { ctx, tx: &tx, law: &law, by: By::Staff, tells: true };
    let mut row = hand.take(&scope, ticket).await?;
    let wanted = wanted(&tx, &mut row, wish).await?;
    if !hand.is_current(&row, seen, &wanted).await? {
        return Ok(());
    }
    for what in wanted {
        row = hand.happen(row, what).await?;
    }
    Ok(tx.commit().await?)
}

/// What has to happen to the ticket; whose it is by then is in the row.
async fn wanted(tx: &Tx, row: &mut Model, wish: Wish) -> Result<Vec<Happening>> {
    Ok(match wish {
        Wish::Happening(what) => vec![what],
        Wish::Executor { id, starts } => {
            let executor = match id {
                Some(id) => Some(executors::by_id(tx, id).await?.ok_or(Error::NotFound)?),
                None => None,
            };
            row.executor_id = id;
            let begins = starts && executor.is_some();
            let given = Happening::Assigned { executor: executor.map(|executor| executor.name) };
            let started = Happening::Moved { step: Step::Start, note: None, until: None };
            [Some(given), begins.then_some(started)].into_iter().flatten().collect()
        }
        Wish::Sorting { category, kind, house } => {
            let whose = if house || row.account_id.is_none() { Whose::House } else { Whose::Unit };
            vec![Happening::Sorted { category, kind, whose }]
        }
        Wish::Localised => vec![Happening::Localised],
    })
}
