//! «Обзор»: what needs an employee now.
use crate::{Ctx, Error, Result, appeals, jobs, setup, tickets};
use domain::{
    access::{Permission, Scope},
    overview::{Card, Drafts, Overview, Progress, Queue, ROWS, month_in_work},
    readings::{HouseProgress, SubmissionWindow},
};
use store::{Tx, invitation, news, payments, readings, settings};

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
    if may(&Permission::HandlePayments) {
        cards.push(Card::Suspended(payments::unplaced(&tx).await?));
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
    let company = settings::company(tx).await?;
    let window = company.map_or(SubmissionWindow::DEFAULT, |company| {
        let day = |day: i16, usual| u8::try_from(day).unwrap_or(usual);
        let SubmissionWindow { first_day, last_day } = SubmissionWindow::DEFAULT;
        SubmissionWindow {
            first_day: day(company.window_first_day, first_day),
            last_day: day(company.window_last_day, last_day),
        }
    });
    let period = month_in_work(window, ctx.today());
    let houses = readings::houses(tx, scope, period).await?.into_iter();
    let houses = houses.map(|house| HouseProgress {
        id: house.id,
        address: house.address,
        meters: house.meters,
        given: house.given,
        waiting: house.waiting,
        closed_at: house.closed_at.map(|at| ctx.local(at)),
    });
    Ok(Progress::of(period, window, houses.collect()))
}
