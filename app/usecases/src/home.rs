//! The first page.
use crate::{Ctx, Result};
use domain::home::HomePage;

/// The meters of the open account; none when the person has no account yet.
///
/// # Errors
/// [`crate::Error::SignInRequired`] for a guest.
pub async fn page(ctx: &Ctx) -> Result<HomePage> {
    let _ = ctx;
    todo!()
}
