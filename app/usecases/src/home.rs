//! The first page.
use crate::{
    Ctx, Error, Result,
    readings::{BEFORE, open_account, rows},
};
use domain::home::HomePage;
use store::readings::{View, sheet};

/// The meters of the open account: two statements. None when the person has no account yet.
///
/// # Errors
/// [`crate::Error::SignInRequired`] for a guest.
pub async fn page(ctx: &Ctx) -> Result<HomePage> {
    let scope = ctx.actor.own()?;
    let Ok(account) = open_account(ctx) else { return Ok(HomePage { meters: Vec::new() }) };
    let today = ctx.today();
    let due = account.window.due_period(today);
    let view = View { from: due, before: BEFORE, to: None, period: due, today };
    let sheet = sheet(&ctx.db.read(), &scope, account.id, view).await?.ok_or(Error::NotFound)?;
    Ok(HomePage { meters: rows(&sheet, due, due, today) })
}
