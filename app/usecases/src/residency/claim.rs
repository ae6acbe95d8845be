use super::{add, check_surname, find_home};
use crate::{
    Ctx, Error, Result, jobs,
    letters::{self, Words},
    throttle::{Limit, count_guess, network},
    token,
};
use domain::{
    Rejection, Rule,
    accounts::AccountNumber,
    ids::{AccountId, ResidencyClaimId, UserId},
    residency::ResidencyKind,
    session::LinkState,
};
use store::{
    Tx,
    entity::residency_claim::Model as Claim,
    event::Event,
    letter_token::{self, Purpose},
    residency_claim,
};
use uuid::Uuid;

/// Notes the wish for another unit and promises a letter; the answer does not tell whether the account exists.
///
/// # Errors
/// A rejection of `account`, `surname`; `AlreadyAdded` on `account` for one's own; `TooMany`.
pub async fn claim(ctx: &Ctx, account: &str, surname: &str) -> Result<ResidencyClaimId> {
    let user = ctx.actor.user()?;
    let mut rejection = Rejection::default();
    let number = AccountNumber::parse(account)
        .map_err(Rule::from)
        .and_then(|number| if is_own(ctx, &number) { Err(Rule::AlreadyAdded) } else { Ok(number) });
    let number = rejection.check("account", number);
    let surname = rejection.check("surname", check_surname(surname));
    let (Some(number), Some(surname)) = (number, surname) else { return Err(rejection.into()) };

    let tx = ctx.db.begin().await?;
    count_letter(ctx, &tx, user).await?;
    count_guess(ctx, &tx, &number).await?;
    let id = note_claim(ctx, &tx, user, number.as_str(), &surname).await?;
    jobs::enqueue(&tx, &jobs::Job::ResidencyClaim { id }, ctx.now).await?;
    tx.commit().await?;
    Ok(id)
}

fn is_own(ctx: &Ctx, number: &AccountNumber) -> bool {
    let accounts = ctx.visitor.as_ref().map(|visitor| visitor.person.accounts.as_slice());
    accounts.unwrap_or_default().iter().any(|card| AccountNumber::parse(&card.number).as_ref() == Ok(number))
}

async fn count_letter(ctx: &Ctx, tx: &Tx, user: UserId) -> Result<()> {
    Limit::LETTERS_BY_ADDRESS.count(tx, network(ctx.origin.address), ctx.now).await?;
    Limit::LETTERS_BY_PERSON.count(tx, user, ctx.now).await
}

/// Writes a claim down, in place of an older one of the same person for the same number.
pub(crate) async fn note_claim(
    ctx: &Ctx,
    tx: &Tx,
    user: UserId,
    number: &str,
    surname: &str,
) -> Result<ResidencyClaimId> {
    for older in residency_claim::of_person(tx, user).await? {
        if AccountNumber::parse(&older.account_number) == AccountNumber::parse(number) {
            residency_claim::close(tx, older.id, ctx.now).await?;
            letter_token::close(tx, Purpose::ResidencyClaim, older.id.0, ctx.now).await?;
        }
    }
    let claim = Claim {
        id: ResidencyClaimId(Uuid::now_v7()),
        person_id: user,
        account_number: number.to_owned(),
        surname: surname.to_owned(),
        requested_at: ctx.now,
        sent_at: ctx.now,
        account_id: None,
        closed_at: None,
    };
    let id = claim.id;
    store::insert(tx, claim).await?;
    store::event::record(tx, Event::new(ctx.now, Some(user), "claim.made").about(id.0)).await?;
    Ok(id)
}

/// Number and surname fit: the address of the button that makes the claim a residency.
pub(crate) async fn open_claim(
    ctx: &Ctx,
    tx: &Tx,
    id: ResidencyClaimId,
    account: AccountId,
) -> Result<String> {
    residency_claim::found(tx, id, account).await?;
    letter_token::close(tx, Purpose::ResidencyClaim, id.0, ctx.now).await?;
    let token = token::for_letter(ctx, tx, (Purpose::ResidencyClaim, id.0)).await?;
    Ok(letters::link(ctx, "units/confirm", &token))
}

/// Answers a claim by a letter.
pub(crate) async fn reply(ctx: &Ctx, tx: &Tx, id: ResidencyClaimId) -> Result<()> {
    let Some(claim) = residency_claim::by_id(tx, id).await? else { return Ok(()) };
    let Some(person) = store::person::by_id(tx, claim.person_id).await? else { return Ok(()) };
    let Some(home) = find_home(ctx, tx, &claim.account_number, &claim.surname).await? else {
        let number = letters::repeatable(&claim.account_number);
        return letters::promise(ctx, tx, &person.email, &Words::ResidencyClaimNotFound { number }).await;
    };
    let number = home.number.as_str();
    if store::residency::is_tied(tx, person.id, home.account).await? {
        residency_claim::close(tx, id, ctx.now).await?;
        return letters::promise(ctx, tx, &person.email, &Words::ResidencyClaimNeedless { number }).await;
    }
    let link = open_claim(ctx, tx, id, home.account).await?;
    letters::promise(ctx, tx, &person.email, &Words::ResidencyClaim { number, link: &link }).await
}

/// Sends the letter of a claim again; the old link no longer works.
///
/// # Errors
/// `NotFound` when it is not one's own or does not wait any more; `TooMany`.
pub async fn resend(ctx: &Ctx, claim: ResidencyClaimId) -> Result<()> {
    let (scope, user) = (ctx.actor.own()?, ctx.actor.user()?);
    let tx = ctx.db.begin().await?;
    if !residency_claim::resend(&tx, &scope, claim, ctx.now).await? {
        return Err(Error::NotFound);
    }
    count_letter(ctx, &tx, user).await?;
    letter_token::close(&tx, Purpose::ResidencyClaim, claim.0, ctx.now).await?;
    jobs::enqueue(&tx, &jobs::Job::ResidencyClaim { id: claim }, ctx.now).await?;
    Ok(tx.commit().await?)
}

/// Takes a claim back.
///
/// # Errors
/// `NotFound` when it is not one's own or does not wait any more.
pub async fn withdraw(ctx: &Ctx, claim: ResidencyClaimId) -> Result<()> {
    let scope = ctx.actor.own()?;
    let tx = ctx.db.begin().await?;
    if !residency_claim::withdraw(&tx, &scope, claim, ctx.now).await? {
        return Err(Error::NotFound);
    }
    letter_token::close(&tx, Purpose::ResidencyClaim, claim.0, ctx.now).await?;
    store::event::record(&tx, ctx.event("claim.withdrawn").about(claim.0)).await?;
    Ok(tx.commit().await?)
}

/// What the green button leads to: the account number. Works for a guest too: the letter is the proof.
///
/// # Errors
/// When the database cannot answer.
pub async fn look(ctx: &Ctx, token: &str) -> Result<LinkState<String>> {
    let tx = ctx.db.read();
    let subject = token::subject(ctx, &tx, token, Purpose::ResidencyClaim).await?;
    let Some(id) = subject.map(ResidencyClaimId) else { return Ok(LinkState::Closed) };
    let claim = residency_claim::by_id(&tx, id).await?;
    Ok(claim.map_or(LinkState::Closed, |claim| LinkState::Open(claim.account_number)))
}

/// The green button: the unit is added to the person who asked for it, and opened if it is them who press.
///
/// # Errors
/// A rejection of the form ([`Rule::LinkExpired`]).
pub async fn confirm(ctx: &Ctx, token: &str) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let id = ResidencyClaimId(token::use_up(ctx, &tx, token, Purpose::ResidencyClaim).await?);
    let claim = residency_claim::by_id(&tx, id).await?.ok_or_else(token::expired)?;
    let account = claim.account_id.ok_or_else(token::expired)?;
    residency_claim::close(&tx, id, ctx.now).await?;
    if !add(ctx, &tx, claim.person_id, account, ResidencyKind::Owner).await? {
        return Err(token::expired());
    }
    if let Some(visitor) = ctx.visitor.as_ref().filter(|visitor| visitor.person.user == claim.person_id) {
        store::session::choose(&tx, &ctx.actor.own()?, visitor.session, account).await?;
    }
    Ok(tx.commit().await?)
}
