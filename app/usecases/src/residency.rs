//! «Добавить помещение», «Выбрать другой ЛС», and the dispute of the people who live there already.
use crate::{Ctx, Result};
use domain::{
    ids::{AccountId, ResidencyClaimId},
    session::LinkState,
};

/// Opens another of one's accounts in this session.
///
/// # Errors
/// `NotFound` when the account is not one's own.
pub async fn choose(ctx: &Ctx, account: AccountId) -> Result<()> {
    let _ = (ctx, account);
    todo!()
}

/// Notes the wish for another unit and promises a letter; the answer does not tell whether the account exists.
///
/// # Errors
/// A rejection of `account`, `surname`; `AlreadyAdded` on `account` for one's own; `TooMany`.
pub async fn claim(ctx: &Ctx, account: &str, surname: &str) -> Result<ResidencyClaimId> {
    let _ = (ctx, account, surname);
    todo!()
}

/// Sends the letter of a claim again; the old link no longer works.
pub async fn resend(ctx: &Ctx, claim: ResidencyClaimId) -> Result<()> {
    let _ = (ctx, claim);
    todo!()
}

/// Takes a claim back.
pub async fn withdraw(ctx: &Ctx, claim: ResidencyClaimId) -> Result<()> {
    let _ = (ctx, claim);
    todo!()
}

/// What the green button leads to: the account number. Works for a guest too: the letter is the proof.
pub async fn look(ctx: &Ctx, token: &str) -> Result<LinkState<String>> {
    let _ = (ctx, token);
    todo!()
}

/// The green button: the unit is added to the person who asked for it.
///
/// # Errors
/// A rejection of the form ([`domain::Rule::LinkExpired`]).
pub async fn confirm(ctx: &Ctx, token: &str) -> Result<()> {
    let _ = (ctx, token);
    todo!()
}

/// What «Это не мы» in the letter to the people who live there leads to: the account number.
pub async fn look_dispute(ctx: &Ctx, token: &str) -> Result<LinkState<String>> {
    let _ = (ctx, token);
    todo!()
}

/// Suspends the new residency until the company has decided; both sides get a letter.
///
/// # Errors
/// A rejection of the form ([`domain::Rule::LinkExpired`]).
pub async fn dispute(ctx: &Ctx, token: &str) -> Result<()> {
    let _ = (ctx, token);
    todo!()
}
