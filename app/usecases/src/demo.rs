//! The demo: the households of the guide, one with fresh data, and the staff.
use crate::{Ctx, Result};
use domain::session::DemoGuide;

/// Fills an empty database; one that has people in it is left as it is. Dates of the fresh household follow [`Ctx::today`].
///
/// # Errors
/// When the database cannot answer.
pub async fn fill(ctx: &Ctx) -> Result<()> {
    let _ = ctx;
    todo!()
}

/// Who may sign in, and the account that waits to be registered.
#[must_use]
pub fn guide() -> DemoGuide {
    todo!()
}
