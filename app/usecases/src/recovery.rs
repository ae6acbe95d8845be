//! A forgotten password.
use crate::{
    Ctx, Result, jobs,
    letters::{self, Words},
    password,
    session::{self, Entrance},
    throttle::{Limit, network},
    token,
};
use domain::{
    Rejection,
    ids::UserId,
    session::{Email, LinkState, check_password},
};
use store::{
    Tx,
    event::Event,
    letter_token::{self, Purpose},
};

/// Promises a letter; the answer is the same whether or not the e-mail is known.
///
/// # Errors
/// A rejection of `email`; `TooMany`.
pub async fn request(ctx: &Ctx, email: &str) -> Result<Email> {
    let email = Email::parse(email).map_err(|error| Rejection::of("email", error))?;
    let tx = ctx.db.begin().await?;
    Limit::LETTERS_BY_ADDRESS.count(&tx, network(ctx.origin.address), ctx.now).await?;
    Limit::LETTERS_BY_EMAIL.count(&tx, &email, ctx.now).await?;
    jobs::enqueue(&tx, &jobs::Job::Recovery { email: email.clone() }, ctx.now).await?;
    tx.commit().await?;
    Ok(email)
}

/// Answers by a letter: a link for a person, a word of where to go for anybody else.
pub(crate) async fn reply(ctx: &Ctx, tx: &Tx, email: &Email) -> Result<()> {
    let Some(person) = store::person::by_email(tx, email.as_str()).await? else {
        return letters::promise(ctx, tx, email.as_str(), &Words::RecoveryUnknown).await;
    };
    let subject = (Purpose::Recovery, person.id.0);
    letter_token::close(tx, subject.0, subject.1, ctx.now).await?;
    let token = token::for_letter(ctx, tx, subject).await?;
    let link = letters::link(ctx, "recover", &token);
    store::event::record(tx, ctx.event("recovery.sent").about(person.id.0)).await?;
    letters::promise(ctx, tx, &person.email, &Words::Recovery { link: &link }).await
}

/// What the link of the letter leads to.
///
/// # Errors
/// When the database cannot answer.
pub async fn look(ctx: &Ctx, token: &str) -> Result<LinkState<Email>> {
    let tx = ctx.db.read();
    let Some(id) = token::subject(ctx, &tx, token, Purpose::Recovery).await? else {
        return Ok(LinkState::Closed);
    };
    match store::person::by_id(&tx, UserId(id)).await? {
        Some(person) => Ok(LinkState::Open(letters::known(&person.email)?)),
        None => Ok(LinkState::Closed),
    }
}

/// Sets the new password, ends every other session, and signs in, or asks for the code first.
///
/// # Errors
/// A rejection of `password`, or of the form ([`domain::Rule::LinkExpired`]).
pub async fn finish(ctx: &Ctx, token: &str, password: &str) -> Result<Entrance> {
    let LinkState::Open(email) = look(ctx, token).await? else { return Err(token::expired()) };
    check_password(password, &email).map_err(|error| Rejection::of("password", error))?;
    let password_hash = password::hash(password).await?;

    let tx = ctx.db.begin().await?;
    let user = UserId(token::use_up(ctx, &tx, token, Purpose::Recovery).await?);
    store::person::set_password(&tx, user, &password_hash).await?;
    store::session::end_all(&tx, user, ctx.now).await?;
    store::person::forget_devices(&tx, user).await?;
    Limit::SIGN_IN_BY_EMAIL.forget(&tx, &email).await?;
    let entrance = session::enter(ctx, &tx, user).await?;
    store::event::record(&tx, Event::new(ctx.now, Some(user), "password.changed").about(user.0)).await?;
    let at = letters::moment(ctx.local(ctx.now));
    letters::promise(ctx, &tx, email.as_str(), &Words::PasswordChanged { at }).await?;
    tx.commit().await?;
    Ok(entrance)
}
