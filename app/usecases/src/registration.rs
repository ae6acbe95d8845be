//! «Регистрация личного кабинета»: account number, surname and e-mail; a letter; a password.
use crate::{Ctx, Result, session::SignedIn};
use domain::session::{Email, LinkState};

/// A filled registration form, as typed.
#[derive(Debug, Clone)]
pub struct Request {
    pub account: String,
    pub surname: String,
    pub email: String,
    pub consent: bool,
}

/// Notes the wish and promises a letter. The answer, its length and its time are the same whether or not the account, the surname or the e-mail exist:
/// they are looked up by a job.
///
/// # Errors
/// A rejection of fields `account`, `surname`, `email`, `consent`; `TooMany`.
pub async fn request(ctx: &Ctx, request: Request) -> Result<Email> {
    let _ = (ctx, request);
    todo!()
}

/// What the link of the letter leads to: the e-mail it was sent to.
pub async fn look(ctx: &Ctx, token: &str) -> Result<LinkState<Email>> {
    let _ = (ctx, token);
    todo!()
}

/// Sets the password, makes the person and their residency, and signs in.
///
/// # Errors
/// A rejection of `password`, or of the form ([`domain::Rule::LinkExpired`]).
pub async fn finish(ctx: &Ctx, token: &str, password: &str) -> Result<SignedIn> {
    let _ = (ctx, token, password);
    todo!()
}
