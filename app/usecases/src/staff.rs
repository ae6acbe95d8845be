//! People who work for the company.
use crate::{Ctx, Result};
use domain::{access::Role, ids::UserId};

/// Adds a person with a role. Somebody who has registered as a resident keeps the password, and gets the role.
///
/// # Errors
/// A rejection of `email` or `password`; `NotFound` when the actor may not do it.
pub async fn add(ctx: &Ctx, email: &str, role: Role, password: &str) -> Result<UserId> {
    let _ = (ctx, email, role, password);
    todo!()
}
