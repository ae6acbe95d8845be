//! «Первый запуск»: a link that makes the first administrator, and the steps that they go through.
mod steps;

pub(crate) use steps::next;
pub use steps::{add_house, first_loads, page, set_company, set_dates, skip_house};

use crate::{
    Ctx, Error, Result, letters, password,
    session::{self, Entrance},
    token,
};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    access::{Permission, Role},
    ids::UserId,
    session::{Email, check_password},
    setup::Door,
};
use store::{
    Db, Tx,
    event::{self, Event},
    letter_token::{self, Purpose},
    setup,
};
use uuid::Uuid;

/// How long the link works; the next start prints another one.
const LINK: TimeDelta = TimeDelta::days(7);

/// Noted with the first administrator: only then are there steps to go through.
const BEGUN: &str = "administrator";

/// Whether nobody works here, and nobody has: one statement.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_open(db: &Db) -> Result<bool> {
    Ok(!setup::is_staffed(&db.read()).await?)
}

/// The link for the first administrator; `None` as soon as anybody works here. Several instances print one each: all of them work until one was used.
///
/// # Errors
/// `NotFound` for anybody but the portal itself.
pub async fn offer(ctx: &Ctx) -> Result<Option<String>> {
    ctx.actor.staff(Permission::ManageStaff)?;
    let tx = ctx.db.begin().await?;
    if setup::is_staffed(&tx).await? {
        return Ok(None);
    }
    let token = token::lasting(ctx, &tx, (Purpose::Setup, Uuid::nil()), LINK).await?;
    tx.commit().await?;
    Ok(Some(letters::link(ctx, "setup", &token)))
}

/// What the link leads to.
///
/// # Errors
/// `NotFound` when somebody works here already, and for a link that does not work.
pub async fn look(ctx: &Ctx, token: &str) -> Result<Door> {
    let tx = ctx.db.read();
    let open = !setup::is_staffed(&tx).await?;
    let known = open && token::subject(ctx, &tx, token, Purpose::Setup).await?.is_some();
    if known { Ok(Door { second_factor: ctx.portal.second_factor }) } else { Err(Error::NotFound) }
}

/// Makes the first administrator and signs them in. Of several who come at once one does; for the others there is nothing here any more.
///
/// # Errors
/// As [`look`]; a rejection of `email`, also [`Rule::PersonKnown`], or `password`.
pub async fn begin(ctx: &Ctx, token: &str, email: &str, password: &str) -> Result<Entrance> {
    look(ctx, token).await?;
    let (email, hash) = checked(email, password).await?;
    let tx = ctx.db.begin().await?;
    setup::hold(&tx).await?;
    if setup::is_staffed(&tx).await? {
        return Err(Error::NotFound);
    }
    letter_token::take(&tx, &token::hash(token), Purpose::Setup, ctx.now).await?.ok_or(Error::NotFound)?;
    letter_token::close(&tx, Purpose::Setup, Uuid::nil(), ctx.now).await?;
    let user = administrator(ctx, &tx, &email, hash).await?;
    setup::done(&tx, BEGUN, ctx.now).await?;
    let entrance = session::enter(ctx, &tx, user).await?;
    tx.commit().await?;
    Ok(entrance)
}

/// The password is hashed before the transaction: it takes its time.
async fn checked(email: &str, password: &str) -> Result<(Email, String)> {
    let mut rejection = Rejection::default();
    let email = rejection.check("email", Email::parse(email));
    if let Some(email) = &email {
        rejection.check("password", check_password(password, email));
    }
    match email {
        Some(email) if rejection.0.is_empty() => Ok((email, password::hash(password).await?)),
        _ => Err(rejection.into()),
    }
}

async fn administrator(ctx: &Ctx, tx: &Tx, email: &Email, password_hash: String) -> Result<UserId> {
    let role = Some(Role::Administrator);
    let added = store::person::add(tx, email.as_str(), password_hash, role, ctx.now).await?;
    // A resident was faster.
    let user = added.ok_or_else(|| Rejection::of("email", Rule::PersonKnown))?;
    event::record(tx, Event::new(ctx.now, Some(user), "setup.begun").about(user.0)).await?;
    Ok(user)
}
