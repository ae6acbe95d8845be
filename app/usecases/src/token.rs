//! Secrets that cookies and letters carry. Only their hashes are kept.
use crate::Result;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
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
pub(crate) async fn for_letter(tx: &Tx, subject: (Purpose, Uuid), now: DateTime<Utc>) -> Result<String> {
    let token = fresh();
    letter_token::add(tx, hash(&token), subject, now, now + BUTTON).await?;
    Ok(token)
}
