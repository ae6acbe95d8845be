//! A forgotten password.
use crate::{Ctx, Result, session::SignedIn};
use domain::session::{Email, LinkState};

/// Promises a letter; the answer is the same whether or not the e-mail is known.
///
/// # Errors
/// A rejection of `email`; `TooMany`.
pub async fn request(ctx: &Ctx, email: &str) -> Result<Email> {
    let _ = (ctx, email);
    todo!()
}

/// What the link of the letter leads to.
pub async fn look(ctx: &Ctx, token: &str) -> Result<LinkState<Email>> {
    let _ = (ctx, token);
    todo!()
}

/// Sets the new password, ends every other session, and signs in.
///
/// # Errors
/// A rejection of `password`, or of the form ([`domain::Rule::LinkExpired`]).
pub async fn finish(ctx: &Ctx, token: &str, password: &str) -> Result<SignedIn> {
    let _ = (ctx, token, password);
    todo!()
}
