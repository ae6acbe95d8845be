//! «Обзор»: what needs an employee now.
use crate::{Ctx, Error, Result, appeals, jobs, readings::by_house, setup, tickets};
use domain::{
    access::{Permission, Scope},
    overview::{Card, Drafts, Overview, Progress, Queue, ROWS, month_in_work},
};
use store::{Tx, invitation, news, readings, settings, statements};

/// What waits for whoever asks, the gravest first: what their role grants, in the houses that they serve. Two statements for each list and one for
/// each count, however much there is.
///
/// # Errors
/// `NotFound` for whoever does not work here.
pub async fn page(ctx: &Ctx) -> Result<Overview> {
    ctx.actor.user()?;
    let may = |permission: &Permission| ctx.actor.staff(*permission).is_ok();
    if !Permission::ALL.iter().any(may) {
        return Err(Error::NotFound);
    }
    let tx = ctx.db.read();
    let mut cards = Vec::new();
    if let Ok(scope) = ctx.actor.staff_of_houses(Permission::HandleTickets) {
        let (counts, nearest) = tickets::nearest(ctx, &tx, &scope, ROWS).await?;
        cards.push(Card::Tickets { counts, nearest });
    }
    if let Ok(scope) = ctx.actor.staff_of_houses(Permission::AnswerAppeals) {
        let (counts, nearest) = appeals::nearest(ctx, &tx, &scope, ROWS).await?;
        cards.push(Card::Appeals { counts, nearest });
    }
    if may(&Permission::TendJobs) {
        let (counts, latest) = jobs::latest(ctx, &tx, ROWS).await?;
        cards.push(Card::Failures { counts, latest });
    }
    if may(&Permission::ManageCompany)
        && let Some(next) = setup::next(&tx).await?
    {
        cards.push(Card::Setup { next });
    }
    if let Ok(scope) = ctx.actor.staff(Permission::HandlePayments) {
        cards.push(Card::Suspended(statements::total(&tx, &scope).await?));
    }
    if let Ok(scope) = ctx.actor.staff_of_houses(Permission::ReviewReadings) {
        let (waiting, oldest) = readings::queue(&tx, &scope).await?;
        cards.push(Card::Review(Queue { waiting, oldest: oldest.map(|at| ctx.local(at)) }));
        cards.push(Card::Month(month(ctx, &tx, &scope).await?));
    }
    if may(&Permission::ManageStaff) {
        let invited = invitation::open(&tx).await?;
        let expired = invited.iter().filter(|row| row.expires_at <= ctx.now).count();
        let count = |number| i64::try_from(number).unwrap_or(i64::MAX);
        cards.push(Card::Invitations { open: count(invited.len()), expired: count(expired) });
    }
    if may(&Permission::PublishNews) {
        let begun = news::begun(&tx, ctx.now).await?;
        let next = begun.next.map(|at| ctx.local(at));
        cards.push(Card::Drafts(Drafts { drafts: begun.drafts, scheduled: begun.scheduled, next }));
    }
    Ok(Overview::new(ctx.local(ctx.now), cards))
}

/// How far the month has come in the houses that one serves: two statements.
async fn month(ctx: &Ctx, tx: &Tx, scope: &Scope) -> Result<Progress> {
    let window = settings::window(tx).await?;
    let period = month_in_work(window, ctx.today());
    let houses = by_house(ctx, tx, scope, period).await?;
    Ok(Progress::of(period, window, houses))
}
