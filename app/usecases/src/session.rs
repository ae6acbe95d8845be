//! Signing in and out, and the list of one's sessions.
use crate::{Ctx, Result, Visitor, token};
use chrono::{DateTime, Utc};
use domain::{ids::SessionId, session::Frame};
use store::Db;

/// A new session: what the host puts into cookies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// For the session cookie; only its hash is kept.
    pub token: String,
    /// For the long-lived cookie of a known device.
    pub device: String,
}

/// Sessions slide: each use keeps them for so many days.
pub const DAYS: i64 = 30;

/// The person behind a session cookie, with the accounts they live in: one statement. `None` when it is unknown, ended or expired.
///
/// # Errors
/// When the database cannot answer.
pub async fn authenticate(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Option<Visitor>> {
    let Some(live) = store::session::live(&db.read(), &token::hash(token), now).await? else {
        return Ok(None);
    };
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
/// A rejection: of a field that is empty, or of the form ([`domain::Rule::WrongCredentials`]) with one answer, in one time, for an unknown e-mail and a wrong
/// password; `TooMany`, which a known device with the right password does not get because of others.
pub async fn sign_in(ctx: &Ctx, email: &str, password: &str) -> Result<SignedIn> {
    let _ = (ctx, email, password);
    todo!()
}

/// Ends the session of this browser; nothing happens when there is none.
pub async fn sign_out(ctx: &Ctx) -> Result<()> {
    let _ = ctx;
    todo!()
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `NotFound` when it is not one's own.
pub async fn end(ctx: &Ctx, session: SessionId) -> Result<()> {
    let _ = (ctx, session);
    todo!()
}

/// Ends all of one's sessions, this one too.
pub async fn end_all(ctx: &Ctx) -> Result<()> {
    let _ = ctx;
    todo!()
}
