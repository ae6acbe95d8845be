use super::{
    rating_of, state_of,
    tell::News,
    write::{Hand, announce},
};
use crate::{
    Ctx, Error, Result, files,
    jobs::{self, Job},
    throttle::Limit,
};
use domain::{
    Rejection, Rule,
    access::Scope,
    files::Owner,
    ids::{CommentId, TicketId},
    texts::clean,
    tickets::{By, Happening, NewComment, Rating, State, Step, Verdict, check_comment, check_note},
};
use store::{entity::ticket_comment, event, law::law, tickets};
use uuid::Uuid;

/// Takes a ticket of one's household back that nobody works on.
///
/// # Errors
/// `SignInRequired`; `NotFound` when it is not one's own; a rejection of the form: [`Rule::NotInThisState`].
///
/// # Idempotency
/// The same twice has one effect.
pub async fn take_back(ctx: &Ctx, id: TicketId) -> Result<()> {
    step(ctx, id, Step::TakeBack, "").await
}

/// «Вернуть в работу»: a ticket of one's household that is said to be done and is not; what is wrong has to be told.
///
/// # Errors
/// As [`take_back`]; a rejection of the field `note`.
///
/// # Idempotency
/// As [`take_back`].
pub async fn send_back(ctx: &Ctx, id: TicketId, note: &str) -> Result<()> {
    step(ctx, id, Step::Return, note).await
}

async fn step(ctx: &Ctx, id: TicketId, step: Step, note: &str) -> Result<()> {
    let scope = ctx.actor.own()?;
    let note = check_note(step, note)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let row = tickets::hold(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let wanted = Happening::Moved { step, note, until: None };
    let hand = Hand { ctx, tx: &tx, law: &law, by: By::Resident, tells: true };
    if !hand.is_last(&row, &wanted).await? {
        hand.happen(row, wanted).await?;
    }
    Ok(tx.commit().await?)
}

/// Rates a ticket of one's household that is done, and closes it. One that staff have closed may be rated once, too.
///
/// # Errors
/// As [`take_back`]; a rejection of the fields `rating` and `note`.
///
/// # Idempotency
/// The same rating twice is one.
pub async fn rate(ctx: &Ctx, verdict: Verdict) -> Result<()> {
    let scope = ctx.actor.own()?;
    let rating = Rating::new(verdict.rating).map_err(|rule| Rejection::of("rating", rule))?;
    let note = check_note(Step::Close, &verdict.text)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let row = tickets::hold(&tx, &scope, verdict.ticket).await?.ok_or(Error::NotFound)?;
    let hand = Hand { ctx, tx: &tx, law: &law, by: By::Resident, tells: true };
    match (state_of(&row)?, rating_of(&row)) {
        (State::Closed, Some(given)) if given == rating => return Ok(()),
        (State::Closed, None) => {
            hand.happen(row, Happening::Rated(rating)).await?;
        }
        (State::Completed, _) => {
            let row = hand.happen(row, Happening::Rated(rating)).await?;
            hand.happen(row, Happening::Moved { step: Step::Close, note, until: None }).await?;
        }
        (state, _) => return Err(Rejection::form(Rule::NotInThisState { state }).into()),
    }
    Ok(tx.commit().await?)
}

/// Writes a comment on a ticket of one's household that is not over, with the files that wait for it; with files it needs no text.
///
/// # Errors
/// As [`take_back`]; a rejection of the field `text`; `TooMany`.
///
/// # Idempotency
/// The same comment twice is one. The same id with another text is another comment.
pub async fn comment(ctx: &Ctx, new: NewComment) -> Result<()> {
    let scope = ctx.actor.own()?;
    let new = NewComment { internal: false, ..new };
    say(ctx, &scope, By::Resident, new).await
}

/// Writes a comment of either side down; public ones of staff are told to residents.
pub(super) async fn say(ctx: &Ctx, scope: &Scope, by: By, new: NewComment) -> Result<()> {
    let contents = format!("{} {} {}", new.ticket, new.internal, clean(&new.text));
    let id = CommentId(Uuid::new_v5(&new.id.0, contents.as_bytes()));
    let tx = ctx.db.begin().await?;
    let row = tickets::hold(&tx, scope, new.ticket).await?.ok_or(Error::NotFound)?;
    if tickets::comment_by_id(&tx, id).await?.is_some() {
        return Ok(());
    }
    let form = Owner::TicketComment(new.id);
    let text = check_comment(&new.text, files::waiting(ctx, &tx, form).await? > 0)?;
    if by == By::Resident {
        let state = state_of(&row)?;
        if matches!(state, State::Declined | State::Closed) {
            return Err(Rejection::form(Rule::NotInThisState { state }).into());
        }
        Limit::COMMENTS_BY_PERSON.count(&tx, ctx.actor.user()?, ctx.now).await?;
    }
    let comment = ticket_comment::Model {
        id,
        ticket_id: row.id,
        at: ctx.now,
        side: by.code().to_owned(),
        person_id: ctx.actor.user().ok(),
        internal: new.internal,
        text,
    };
    store::insert(&tx, comment).await?;
    files::attach(ctx, &tx, form, id.0).await?;
    if by == By::Staff && !new.internal {
        tickets::answered(&tx, row.id, ctx.now).await?;
        jobs::enqueue(&tx, &Job::Ticket(News::Said { comment: id }), ctx.now).await?;
    }
    announce(&tx, &row);
    let said = ctx.event("ticket.commented").about(row.id.0);
    event::record(&tx, row.account_id.map_or(said.clone(), |account| said.of_account(account))).await?;
    Ok(tx.commit().await?)
}
