//! «Добавить помещение», «Выбрать другой ЛС», and the dispute of the people who live there already.
use crate::{Ctx, Error, Result, jobs};
use domain::{
    Rule,
    accounts::{AccountNumber, is_named},
    ids::{AccountId, ResidencyId, UserId},
    residency::ResidencyKind,
    texts::at_most,
};
use store::{Tx, entity, event::Event, residency::Home};
use uuid::Uuid;

mod claim;
mod dispute;

pub use claim::{claim, confirm, look, resend, withdraw};
pub(crate) use claim::{note_claim, open_claim, reply};
pub use dispute::{dispute, look_dispute};
pub(crate) use dispute::{introduce, tell_both_sides};

/// Longest surname or company name that is taken.
const LONGEST_NAME: u32 = 100;

/// Opens another of one's accounts in this session.
///
/// # Errors
/// `NotFound` when the account is not one's own.
pub async fn choose(ctx: &Ctx, account: AccountId) -> Result<()> {
    let scope = ctx.actor.own()?;
    let visitor = ctx.visitor.as_ref().ok_or(Error::SignInRequired)?;
    let tx = ctx.db.begin().await?;
    if !store::session::choose(&tx, &scope, visitor.session, account).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// A surname or the name of a company, as typed.
pub(crate) fn check_surname(surname: &str) -> Result<String, Rule> {
    let surname = at_most(surname, LONGEST_NAME)?;
    if domain::accounts::name_key(&surname).is_empty() { Err(Rule::SurnameMissing) } else { Ok(surname) }
}

/// The open account of a number, if one of its owners is named so.
pub(crate) async fn find_home(ctx: &Ctx, tx: &Tx, number: &str, surname: &str) -> Result<Option<Home>> {
    let Ok(number) = AccountNumber::parse(number) else { return Ok(None) };
    let home = store::residency::home(tx, number.as_str(), ctx.today()).await?;
    Ok(home.filter(|home| home.owners.iter().any(|owner| is_named(owner, surname))))
}

/// Ties a person to an account, and promises that those who live there hear of it. `false` when the tie is there already.
pub(crate) async fn add(
    ctx: &Ctx,
    tx: &Tx,
    user: UserId,
    account: AccountId,
    kind: ResidencyKind,
) -> Result<bool> {
    let row = entity::residency::Model {
        id: ResidencyId(Uuid::now_v7()),
        person_id: user,
        account_id: account,
        kind: kind.code().to_owned(),
        since: ctx.now,
        suspended_at: None,
        ended_at: None,
    };
    let id = row.id;
    if !store::residency::add(tx, row).await? {
        return Ok(false);
    }
    let added = Event::new(ctx.now, Some(user), "residency.added").about(id.0).of_account(account);
    store::event::record(tx, added).await?;
    jobs::enqueue(tx, &jobs::Job::Newcomer { id }, ctx.now).await?;
    Ok(true)
}
