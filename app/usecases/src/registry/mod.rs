//! «Реестры»: houses, units, accounts, those who live there, and meters, as staff see and change them.
mod accounts;
mod card;
mod claims;
mod find;
mod lists;
mod meters;
mod owners;
mod residents;

pub use accounts::{close, open};
pub use card::{account, meter};
pub use claims::{claims, confirm, refuse};
pub use find::find;
pub(crate) use find::{search, sought};
pub use lists::{house, houses};
pub use meters::{remove, replace, verify};
pub use owners::date_owner;
pub use residents::{date, settle};

use crate::{
    Ctx, Error, Result,
    letters::{self, Words},
    notices,
};
use domain::{
    access::{Permission, Scope},
    ids::{AccountId, UserId},
    notices::{Notice, UnitOutcome},
    registry::Change,
    residency::ResidencyKind,
};
use store::{
    Tx, event,
    journal::{LOOKED_AT, ONE_LOOK},
};
use uuid::Uuid;

fn seeing(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::SeeRegistries)?)
}

fn managing(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::ManageRegistries)?)
}

fn may_change(ctx: &Ctx) -> bool {
    managing(ctx).is_ok()
}

/// Writes down whose data somebody sees: one line for an account stands for the ten minutes from it on. Two statements at the most.
pub(crate) async fn note_looks(ctx: &Ctx, tx: &Tx, accounts: &[AccountId]) -> Result<()> {
    let Ok(person) = ctx.actor.user() else { return Ok(()) };
    let noted = event::noted(tx, LOOKED_AT, person, accounts, ctx.now - ONE_LOOK).await?;
    let fresh = accounts.iter().filter(|account| !noted.contains(account));
    Ok(event::record_all(tx, fresh.map(|account| ctx.event(LOOKED_AT).of_account(*account))).await?)
}

/// Writes a change into the journal.
async fn note(ctx: &Ctx, tx: &Tx, account: Option<AccountId>, subject: Uuid, change: &Change) -> Result<()> {
    let details = serde_json::to_string(change)
        .map_err(|error| Error::Broken(format!("a change cannot be written down: {error}")))?;
    let mut changed = ctx.event(change.kind()).about(subject).with(details);
    changed.account = account;
    Ok(event::record(tx, changed).await?)
}

/// Tells somebody what the company has decided, by a notice and a letter: it guards the cabinet, so it is never silent.
async fn tell(
    ctx: &Ctx,
    tx: &Tx,
    (person, email): (UserId, &str),
    number: &str,
    outcome: UnitOutcome,
    note: &str,
) -> Result<()> {
    let notice = Notice::UnitDecided { number: number.to_owned(), outcome, note: note.to_owned() };
    notices::tell(ctx, tx, [person], &notice).await?;
    let link = format!("{}{}", ctx.portal.base_url, notice.path());
    let words = Words::UnitDecided { number, outcome: outcome.code(), note_text: note, link };
    letters::promise(ctx, tx, email, &words).await
}

fn known_kind(code: &str) -> Result<ResidencyKind> {
    ResidencyKind::from_code(code)
        .ok_or_else(|| Error::Broken(format!("the kind of residency {code:?} is unknown")))
}
