use super::write::{Hand, clock_of_new};
use crate::{Ctx, Error, Result, files, readings::open_account, throttle::Limit};
use domain::{
    appeals::{Asker, CheckedAppeal, Happening, NewAppeal, NewAppealForm, State, check_appeal},
    files::Owner,
    ids::{AccountId, AppealId, EntryId, UserId},
};
use store::{
    appeals::{self, Home},
    entity::appeal::Model,
    law::law,
};
use uuid::Uuid;

/// «Новое обращение» of the open account, with the term that it would have.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the person has no account.
pub async fn form(ctx: &Ctx) -> Result<NewAppealForm> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let law = law(&ctx.db).await?;
    let home = appeals::home(&ctx.db.read(), &scope, account).await?.ok_or(Error::NotFound)?;
    Ok(NewAppealForm {
        fresh: AppealId(Uuid::now_v7()),
        account,
        limits: ctx.portal.files,
        clock: clock_of_new(ctx, &law, Asker::of(home.closed_on, ctx.today())),
    })
}

/// Registers an appeal of a resident for one of their own accounts, and returns its number. A letter confirms it, with the term.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the account is not one's own; a rejection of the fields `kind` and `text`; `TooMany`.
///
/// # Idempotency
/// The same form twice is one appeal. The same id with other contents is another appeal.
pub async fn create(ctx: &Ctx, new: NewAppeal) -> Result<i64> {
    let scope = ctx.actor.own()?;
    let person = ctx.actor.user()?;
    let checked = check_appeal(new.kind, &new.text)?;
    let contents = format!("{} {} {}", new.account, checked.kind.code(), checked.text);
    let id = AppealId(Uuid::new_v5(&new.id.0, contents.as_bytes()));
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let home = appeals::home(&tx, &scope, new.account).await?.ok_or(Error::NotFound)?;
    if let Some(known) = appeals::by_id(&tx, id).await? {
        // It may be of this group, and not durable yet.
        tx.commit().await?;
        return Ok(known.number);
    }
    Limit::APPEALS_BY_PERSON.count(&tx, person, ctx.now).await?;
    let number = appeals::next_number(&tx).await?;
    let hand = Hand { ctx, tx: &tx, law: &law, by: domain::tickets::By::Resident, tells: true };
    if !write_down(&hand, (id, number), (new.account, person), &home, checked).await? {
        // The other one has its number by now: nothing of this attempt is kept.
        drop(tx);
        let known = appeals::by_id(&ctx.db.read(), id).await?;
        return known.map(|known| known.number).ok_or(Error::NotFound);
    }
    // The first entry has the id of the appeal.
    files::attach(ctx, &tx, Owner::AppealEntry(EntryId(new.id.0)), id.0).await?;
    tx.commit().await?;
    Ok(number)
}

/// Writes a new appeal of a person down under its number. `false` when it is there already.
pub(crate) async fn write_down(
    hand: &Hand<'_>,
    (id, number): (AppealId, i64),
    (account_id, person_id): (AccountId, UserId),
    home: &Home,
    checked: CheckedAppeal,
) -> Result<bool> {
    let now = hand.ctx.now;
    let row = Model {
        id,
        number,
        building_id: home.building_id,
        account_id,
        person_id,
        kind: checked.kind.code().to_owned(),
        asker: Asker::of(home.closed_on, hand.ctx.today()).code().to_owned(),
        text: checked.text.clone(),
        registered_at: now,
        asked_at: now,
        state: State::New.code().to_owned(),
        state_at: now,
        assignee_id: None,
        extended_until: None,
        answered_at: None,
        answers: 0,
        version: 1,
        due_at: now,
        ended_at: None,
    };
    hand.begin(row, EntryId(id.0), Happening::Asked { text: checked.text }).await
}
