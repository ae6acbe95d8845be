use super::{named, write::Hand};
use crate::{Ctx, Result, throttle::Limit};
use domain::{
    appeals::{Addition, Happening, State, check_addition},
    ids::{AppealId, EntryId},
    tickets::By,
};
use store::{appeals, law::law};
use uuid::Uuid;

/// Adds something to an appeal of one's own that waits for its answer.
///
/// # Errors
/// `SignInRequired`; `NotFound` when it is not one's own; a rejection of the field `text`, or of the form (`Rule::AppealIs`); `TooMany`.
///
/// # Idempotency
/// The same twice is one entry. The same id with another text is another entry.
pub async fn add(ctx: &Ctx, new: Addition) -> Result<()> {
    say(ctx, new, |text| Happening::Added { text }).await
}

/// «Ответ не помог»: an appeal of one's own that is answered is open again, and its term begins anew.
///
/// # Errors
/// As [`add`].
///
/// # Idempotency
/// As [`add`].
pub async fn reopen(ctx: &Ctx, new: Addition) -> Result<()> {
    say(ctx, new, |text| Happening::Reopened { text }).await
}

async fn say(ctx: &Ctx, new: Addition, happening: impl Fn(String) -> Happening) -> Result<()> {
    let scope = ctx.actor.own()?;
    let person = ctx.actor.user()?;
    let text = check_addition(&new.text)?;
    let id = named(new.id, &format!("{} {text}", new.appeal));
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let hand = Hand { ctx, tx: &tx, law: &law, by: By::Resident, tells: true };
    let row = hand.take(&scope, new.appeal).await?;
    if appeals::is_told(&tx, id).await? {
        return Ok(tx.commit().await?);
    }
    Limit::COMMENTS_BY_PERSON.count(&tx, person, ctx.now).await?;
    hand.happen(row, id, happening(text)).await?;
    Ok(tx.commit().await?)
}

/// «Вопрос решён»: closes an appeal of one's own, answered or not.
///
/// # Errors
/// `SignInRequired`; `NotFound` when it is not one's own.
///
/// # Idempotency
/// What is closed stays closed.
pub async fn close(ctx: &Ctx, id: AppealId) -> Result<()> {
    let scope = ctx.actor.own()?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let hand = Hand { ctx, tx: &tx, law: &law, by: By::Resident, tells: true };
    let row = hand.take(&scope, id).await?;
    if super::state_of(&row)? != State::Closed {
        hand.happen(row, EntryId(Uuid::now_v7()), Happening::Closed).await?;
    }
    Ok(tx.commit().await?)
}
