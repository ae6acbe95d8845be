//! «Профиль».
use crate::{Ctx, Result};
use domain::residency::ProfilePage;

/// # Errors
/// [`crate::Error::SignInRequired`] for a guest.
pub async fn page(ctx: &Ctx) -> Result<ProfilePage> {
    let _ = ctx;
    todo!()
}
