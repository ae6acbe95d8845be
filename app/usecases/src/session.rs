//! Signing in and out, and the list of one's sessions.
use crate::{
    Ctx, Error, Result, Visitor, device, password, second_factor,
    throttle::{Limit, network},
    token,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Rejection, Rule,
    ids::{SessionId, UserId},
    second_factor::Code,
    session::{Email, Frame, PasswordError},
};
use store::{
    Db, Tx, entity, event,
    letter_token::{self, Purpose},
};
use uuid::Uuid;

/// A new session: what the host puts into cookies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// For the session cookie; only its hash is kept.
    pub token: String,
    /// For the long-lived cookie of a known device.
    pub device: String,
}

/// What the right password leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entrance {
    /// A new session.
    Open(SignedIn),
    /// A code is asked for besides: the token of the way there, for a cookie that lives as long as [`STEP_MINUTES`].
    Code(String),
}

/// How long one may take from the password to the code.
pub const STEP_MINUTES: i64 = 10;

/// Sessions slide: each use keeps them for so many days.
pub const DAYS: i64 = 30;

/// A use is noted once in so long: a page view is not a write.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);

/// The person behind a session cookie, with the accounts they live in: one statement, and once an hour a note that the session is in use. `None`
/// when it is unknown, ended or expired.
///
/// # Errors
/// When the database cannot answer.
pub async fn authenticate(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Option<Visitor>> {
    let Some(live) = store::session::live(&db.read(), &token::hash(token), now).await? else {
        return Ok(None);
    };
    if now - live.seen_at >= NOTED_EVERY {
        let tx = db.begin().await?;
        store::session::touch(&tx, live.session, now, now + TimeDelta::days(DAYS)).await?;
        tx.commit().await?;
    }
    Ok(Some(Visitor { session: live.session, person: live.person }))
}

/// What the database keeps of a session's token.
#[must_use]
pub fn token_hash(token: &str) -> String {
    token::hash(token)
}

/// What every page starts from: no statement.
#[must_use]
pub fn frame(ctx: &Ctx) -> Frame {
    Frame {
        company: ctx.portal.company.clone(),
        today: ctx.today(),
        build: ctx.portal.build.clone(),
        request: ctx.origin.request.clone(),
        person: ctx.visitor.as_ref().map(|visitor| visitor.person.clone()),
        demo: ctx.portal.demo.clone(),
    }
}

/// # Errors
/// A rejection: of a field that cannot be right, or of the form ([`Rule::WrongCredentials`]) with one answer, in one time, for an unknown e-mail and a
/// wrong password; `TooMany`, which a known device with the right password does not get because of others.
pub async fn sign_in(ctx: &Ctx, email: &str, password: &str) -> Result<Entrance> {
    let mut rejection = Rejection::default();
    let email = rejection.check("email", Email::parse(email));
    if password.is_empty() {
        rejection.check::<(), _>("password", Err(PasswordError::Empty));
    }
    let Some(email) = email.filter(|_| rejection.0.is_empty()) else { return Err(rejection.into()) };

    let person = store::person::by_email(&ctx.db.read(), email.as_str()).await?;
    let device = count_attempt(ctx, &email, person.as_ref().map(|person| person.id)).await?;
    // The transaction is over: what takes long holds up nobody.
    let stored = person.as_ref().map(|person| person.password_hash.as_str());
    let right = password::verify(password, stored).await?;
    let Some(person) = person.filter(|_| right) else {
        return Err(Rejection::form(Rule::WrongCredentials).into());
    };

    let tx = ctx.db.begin().await?;
    let now = store::person::held(&tx, person.id).await?;
    if now.is_none_or(|now| now.password_hash != person.password_hash) {
        return Err(Rejection::form(Rule::WrongCredentials).into());
    }
    let entrance = enter(ctx, &tx, person.id).await?;
    match device {
        Some(device) => Limit::SIGN_IN_BY_DEVICE.forget(&tx, device).await?,
        None => Limit::SIGN_IN_BY_EMAIL.forget(&tx, email).await?,
    }
    tx.commit().await?;
    Ok(entrance)
}

/// Lets a person in who has shown that they are it by one means: where they have a second factor, it is asked for first.
pub(crate) async fn enter(ctx: &Ctx, tx: &Tx, person: UserId) -> Result<Entrance> {
    let asked = store::second_factor::of_person(tx, person).await?;
    if asked.is_none_or(|factor| factor.confirmed_at.is_none()) {
        return Ok(Entrance::Open(open(ctx, tx, person).await?));
    }
    letter_token::close(tx, Purpose::SecondStep, person.0, ctx.now).await?;
    let subject = (Purpose::SecondStep, person.0);
    Ok(Entrance::Code(token::lasting(ctx, tx, subject, TimeDelta::minutes(STEP_MINUTES)).await?))
}

/// The second step: the code of the application, or one of those that were written down. Each works once.
///
/// # Errors
/// A rejection of `code`, or of the form ([`Rule::PasswordAgain`]); `TooMany` codes of one person.
pub async fn confirm(ctx: &Ctx, step: &str, code: &str) -> Result<SignedIn> {
    let code = Code::parse(code).map_err(|wrong| Rejection::of("code", wrong))?;
    let tx = ctx.db.begin().await?;
    let known = token::subject(ctx, &tx, step, Purpose::SecondStep).await?;
    let person = UserId(known.ok_or_else(|| Rejection::form(Rule::PasswordAgain))?);
    // A guess counts whatever comes of it.
    Limit::CODES_BY_PERSON.count(&tx, person, ctx.now).await?;
    tx.commit().await?;

    let tx = ctx.db.begin().await?;
    second_factor::check(ctx, &tx, person, &code).await?;
    let taken = letter_token::take(&tx, &token::hash(step), Purpose::SecondStep, ctx.now).await?;
    taken.ok_or_else(|| Rejection::form(Rule::PasswordAgain))?;
    let signed_in = open(ctx, &tx, person).await?;
    Limit::CODES_BY_PERSON.forget(&tx, person).await?;
    tx.commit().await?;
    Ok(signed_in)
}

/// Counts an attempt to sign in before its password is looked at, and returns the device if the person is known by it.
async fn count_attempt(ctx: &Ctx, email: &Email, person: Option<UserId>) -> Result<Option<String>> {
    let device = ctx.origin.device.as_deref().map(token::hash);
    let tx = ctx.db.begin().await?;
    let owner = match &device {
        Some(device) => store::person::of_device(&tx, device).await?,
        None => None,
    };
    let device = device.filter(|_| person.is_some() && owner == person);
    if let Some(device) = &device {
        Limit::SIGN_IN_BY_DEVICE.count(&tx, device, ctx.now).await?;
    } else {
        Limit::SIGN_IN_BY_ADDRESS.count(&tx, network(ctx.origin.address), ctx.now).await?;
        Limit::SIGN_IN_BY_EMAIL.count(&tx, email, ctx.now).await?;
    }
    tx.commit().await?;
    Ok(device)
}

/// Opens a new session in this browser and ends the one it had; the device is known from now on.
pub(crate) async fn open(ctx: &Ctx, tx: &Tx, person: UserId) -> Result<SignedIn> {
    if let Some(former) = &ctx.visitor {
        store::session::end(tx, former.person.user, former.session, ctx.now).await?;
    }
    let signed_in = SignedIn { token: token::fresh(), device: token::fresh() };
    let session = entity::session::Model {
        id: SessionId(Uuid::now_v7()),
        token_hash: token::hash(&signed_in.token),
        person_id: person,
        account_id: None,
        device: device::in_words(&ctx.origin.user_agent),
        address: ctx.origin.address.to_canonical().to_string(),
        created_at: ctx.now,
        seen_at: ctx.now,
        expires_at: ctx.now + TimeDelta::days(DAYS),
        ended_at: None,
    };
    let opened = event::Event::new(ctx.now, Some(person), "session.opened").about(session.id.0);
    store::insert(tx, session).await?;
    let former = ctx.origin.device.as_deref().map(token::hash);
    store::person::know_device(tx, person, token::hash(&signed_in.device), former.as_deref(), ctx.now)
        .await?;
    event::record(tx, opened).await?;
    Ok(signed_in)
}

/// Ends the session of this browser; nothing happens when there is none.
///
/// # Errors
/// When the database cannot.
pub async fn sign_out(ctx: &Ctx) -> Result<()> {
    let Some(visitor) = &ctx.visitor else { return Ok(()) };
    let tx = ctx.db.begin().await?;
    if store::session::end(&tx, visitor.person.user, visitor.session, ctx.now).await? {
        event::record(&tx, ctx.event("session.ended").about(visitor.session.0)).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `NotFound` when it is not one's own.
pub async fn end(ctx: &Ctx, session: SessionId) -> Result<()> {
    let person = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    if !store::session::end(&tx, person, session, ctx.now).await? {
        return Err(Error::NotFound);
    }
    event::record(&tx, ctx.event("session.ended").about(session.0)).await?;
    Ok(tx.commit().await?)
}

/// Ends all of one's sessions, this one too.
///
/// # Errors
/// `SignInRequired` for a guest.
pub async fn end_all(ctx: &Ctx) -> Result<()> {
    let person = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    store::session::end_all(&tx, person, ctx.now).await?;
    event::record(&tx, ctx.event("session.ended_everywhere")).await?;
    Ok(tx.commit().await?)
}
