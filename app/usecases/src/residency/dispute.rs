use crate::{
    Ctx, Result, jobs,
    letters::{self, Words},
    token,
};
use chrono::TimeDelta;
use domain::{ids::ResidencyId, session::LinkState};
use store::{
    Tx,
    letter_token::{self, Purpose},
    residency,
};

/// How long the people of a unit may say that they do not know the newcomer.
const BUTTON: TimeDelta = TimeDelta::days(14);

/// Tells the people who live there of a new resident, each with a button of their own.
pub(crate) async fn introduce(ctx: &Ctx, tx: &Tx, id: ResidencyId) -> Result<()> {
    let Some(newcomer) = residency::tie(tx, id).await?.filter(residency::Tie::is_in_force) else {
        return Ok(());
    };
    for other in residency::others(tx, &newcomer).await? {
        let token = token::lasting(ctx, tx, (Purpose::Dispute, id.0), BUTTON).await?;
        let words = Words::Newcomer {
            number: &newcomer.number,
            address: newcomer.address(),
            email: letters::masked(&newcomer.email),
            at: letters::moment(ctx.local(newcomer.since)),
            link: &letters::link(ctx, "units/dispute", &token),
        };
        letters::promise(ctx, tx, &other.email, &words).await?;
    }
    Ok(())
}

/// What «Это не мы» in the letter to the people who live there leads to: the account number.
///
/// # Errors
/// When the database cannot answer.
pub async fn look_dispute(ctx: &Ctx, token: &str) -> Result<LinkState<String>> {
    let tx = ctx.db.read();
    let subject = token::subject(ctx, &tx, token, Purpose::Dispute).await?;
    let Some(id) = subject.map(ResidencyId) else { return Ok(LinkState::Closed) };
    let tie = residency::tie(&tx, id).await?.filter(residency::Tie::is_in_force);
    Ok(tie.map_or(LinkState::Closed, |tie| LinkState::Open(tie.number)))
}

/// Suspends the new residency until the company has decided; both sides get a letter.
///
/// # Errors
/// A rejection of the form ([`domain::Rule::LinkExpired`]).
pub async fn dispute(ctx: &Ctx, token: &str) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let id = ResidencyId(token::use_up(ctx, &tx, token, Purpose::Dispute).await?);
    let tie = residency::tie(&tx, id).await?.ok_or_else(token::expired)?;
    if !residency::suspend(&tx, id, ctx.now).await? {
        return Err(token::expired());
    }
    letter_token::close(&tx, Purpose::Dispute, id.0, ctx.now).await?;
    let disputed = ctx.event("residency.disputed").about(id.0).of_account(tie.account_id);
    store::event::record(&tx, disputed).await?;
    jobs::enqueue(&tx, &jobs::Job::Dispute { id }, ctx.now).await?;
    Ok(tx.commit().await?)
}

/// Tells the newcomer and the people who live there that the residency is suspended.
pub(crate) async fn tell_both_sides(ctx: &Ctx, tx: &Tx, id: ResidencyId) -> Result<()> {
    let Some(newcomer) = residency::tie(tx, id).await? else { return Ok(()) };
    let number = newcomer.number.as_str();
    let words = Words::ResidencySuspended { number, address: newcomer.address() };
    letters::promise(ctx, tx, &newcomer.email, &words).await?;
    for other in residency::others(tx, &newcomer).await? {
        let email = letters::masked(&newcomer.email);
        let words = Words::NewcomerSuspended { number, address: newcomer.address(), email };
        letters::promise(ctx, tx, &other.email, &words).await?;
    }
    Ok(())
}
