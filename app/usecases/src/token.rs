//! Secrets that cookies and letters carry. Only their hashes are kept.
use crate::{Ctx, Error, Result};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use domain::{Rejection, Rule};
use sha2::{Digest, Sha256};
use store::{
    Tx,
    letter_token::{self, Purpose},
};
use uuid::Uuid;

/// How long the button of a letter works.
const BUTTON: TimeDelta = TimeDelta::hours(24);

/// 32 random bytes, fit for a cookie and for a link.
pub(crate) fn fresh() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What the database keeps of a token. A token has 256 random bits: a plain hash is enough.
pub(crate) fn hash(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}

/// A button that works once, for a day.
pub(crate) async fn for_letter(ctx: &Ctx, tx: &Tx, subject: (Purpose, Uuid)) -> Result<String> {
    lasting(ctx, tx, subject, BUTTON).await
}

/// A button that works once, for as long as is said.
pub(crate) async fn lasting(ctx: &Ctx, tx: &Tx, subject: (Purpose, Uuid), time: TimeDelta) -> Result<String> {
    let token = fresh();
    letter_token::add(tx, hash(&token), subject, ctx.now, ctx.now + time).await?;
    Ok(token)
}

/// The subject of a button, while it works.
pub(crate) async fn subject(ctx: &Ctx, tx: &Tx, token: &str, purpose: Purpose) -> Result<Option<Uuid>> {
    Ok(letter_token::look(tx, &hash(token), purpose, ctx.now).await?)
}

/// Uses a button up, and returns its subject.
///
/// # Errors
/// [`expired`]
pub(crate) async fn use_up(ctx: &Ctx, tx: &Tx, token: &str, purpose: Purpose) -> Result<Uuid> {
    letter_token::take(tx, &hash(token), purpose, ctx.now).await?.ok_or_else(expired)
}

/// One answer for a button that was used, has expired, was replaced by a newer one, or never was.
pub(crate) fn expired() -> Error {
    Rejection::form(Rule::LinkExpired).into()
}
