use super::{named, write::Hand};
use crate::{Ctx, Result, files, throttle::Limit};
use domain::{
    appeals::{Addition, Happening, State, check_addition},
    files::Owner,
    ids::{AppealId, EntryId},
    texts::clean,
    tickets::By,
};
use store::{appeals, law::law};
use uuid::Uuid;

/// Adds something to an appeal of one's own that waits for its answer, with the files that wait for it; with files it needs no text.
///
/// # Errors
/// `SignInRequired`; `NotFound` when it is not one's own; a rejection of the field `text`, or of the form (`Rule::AppealIs`); `TooMany`.
///
/// # Idempotency
/// The same twice is one entry. The same id with another text is another entry.
pub async fn add(ctx: &Ctx, new: Addition) -> Result<()> {
    say(ctx, new, true, |text| Happening::Added { text }).await
}

/// «Ответ не помог»: an appeal of one's own that is answered is open again, and its term begins anew.
///
/// # Errors
/// As [`add`].
///
/// # Idempotency
/// As [`add`].
pub async fn reopen(ctx: &Ctx, new: Addition) -> Result<()> {
    say(ctx, new, false, |text| Happening::Reopened { text }).await
}

async fn say(
    ctx: &Ctx,
    new: Addition,
    files_suffice: bool,
    happening: impl Fn(String) -> Happening,
) -> Result<()> {
    let scope = ctx.actor.own()?;
    let person = ctx.actor.user()?;
    let id = named(new.id, &format!("{} {}", new.appeal, clean(&new.text)));
    let form = Owner::AppealEntry(new.id);
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let hand = Hand { ctx, tx: &tx, law: &law, by: By::Resident, tells: true };
    let row = hand.take(&scope, new.appeal).await?;
    if appeals::is_told(&tx, id).await? {
        return Ok(tx.commit().await?);
    }
    let with_files = files_suffice && files::waiting(ctx, &tx, form).await? > 0;
    let text = check_addition(&new.text, with_files)?;
    Limit::COMMENTS_BY_PERSON.count(&tx, person, ctx.now).await?;
    hand.happen(row, id, happening(text)).await?;
    files::attach(ctx, &tx, form, id.0).await?;
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
