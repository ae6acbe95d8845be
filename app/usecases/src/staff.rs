//! People who work for the company.
use crate::{Ctx, Result, password};
use domain::{
    Rejection,
    access::{Permission, Role},
    ids::UserId,
    session::{Email, check_password},
};
use store::{entity::person, event};
use uuid::Uuid;

/// Adds a person with a role. Somebody who has registered already keeps their password, and gets the role.
///
/// # Errors
/// A rejection of `email` or `password`; `NotFound` when the actor may not do it.
pub async fn add(ctx: &Ctx, email: &str, role: Role, password: &str) -> Result<UserId> {
    ctx.actor.staff(Permission::ManageStaff)?;
    let email = Email::parse(email).map_err(|wrong| Rejection::of("email", wrong))?;
    check_password(password, &email).map_err(|wrong| Rejection::of("password", wrong))?;
    let hash = password::hash(password).await?;
    let tx = ctx.db.begin().await?;
    let user = if let Some(known) = store::staff::appoint(&tx, email.as_str(), role).await? {
        known
    } else {
        let user = UserId(Uuid::now_v7());
        let person = person::Model {
            id: user,
            email: email.to_string(),
            password_hash: hash,
            role: Some(role.code().to_owned()),
            created_at: ctx.now,
        };
        store::insert(&tx, person).await?;
        user
    };
    let appointed = ctx.event("staff.appointed").about(user.0).with(role.code());
    event::record(&tx, appointed).await?;
    tx.commit().await?;
    Ok(user)
}
