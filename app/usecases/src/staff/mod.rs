//! People who work for the company.
mod invitations;
mod people;

pub use invitations::{accept, invite, look, send_again, withdraw};
pub use people::{change, employee, page, reset_second_factor, restore, suspend};

use crate::{Ctx, Error, Result, password};
use domain::{
    Rejection, Rule,
    access::{Permission, Role, Scope},
    ids::{BuildingId, UserId},
    session::{Email, check_password},
};
use std::collections::HashSet;
use store::{Tx, event};

/// Adds a person with a role.
///
/// # Errors
/// A rejection of `email`, also [`Rule::PersonKnown`], or `password`; `NotFound` when the actor may not do it.
pub async fn add(ctx: &Ctx, email: &str, role: Role, password: &str) -> Result<UserId> {
    ctx.actor.staff(Permission::ManageStaff)?;
    let email = Email::parse(email).map_err(|wrong| Rejection::of("email", wrong))?;
    check_password(password, &email).map_err(|wrong| Rejection::of("password", wrong))?;
    let hash = password::hash(password).await?;
    let tx = ctx.db.begin().await?;
    let user = store::person::add(&tx, email.as_str(), hash, Some(role), ctx.now).await?;
    let user = user.ok_or_else(|| Rejection::of("email", Rule::PersonKnown))?;
    appointed(ctx, &tx, user, role).await?;
    tx.commit().await?;
    Ok(user)
}

/// Gives a person who is on the portal already a role, or another one; the password stays theirs.
///
/// # Errors
/// A rejection of `email`, also [`Rule::PersonUnknown`]; `NotFound` when the actor may not do it.
pub async fn appoint(ctx: &Ctx, email: &str, role: Role) -> Result<UserId> {
    ctx.actor.staff(Permission::ManageStaff)?;
    let email = Email::parse(email).map_err(|wrong| Rejection::of("email", wrong))?;
    let tx = ctx.db.begin().await?;
    let known = store::staff::appoint(&tx, email.as_str(), role).await?;
    let user = known.ok_or_else(|| Rejection::of("email", Rule::PersonUnknown))?;
    appointed(ctx, &tx, user, role).await?;
    tx.commit().await?;
    Ok(user)
}

/// Binds an employee to the houses whose tickets they see; to all of them where there is none.
///
/// # Errors
/// `NotFound` when the actor may not do it, or a house is not there; a rejection of `email` ([`Rule::PersonUnknown`]).
pub async fn serve(ctx: &Ctx, email: &str, houses: Vec<BuildingId>) -> Result<()> {
    let scope = ctx.actor.staff(Permission::ManageStaff)?;
    let email = Email::parse(email).map_err(|wrong| Rejection::of("email", wrong))?;
    let tx = ctx.db.begin().await?;
    let known = store::person::by_email(&tx, email.as_str()).await?;
    let user = known.ok_or_else(|| Rejection::of("email", Rule::PersonUnknown))?.id;
    let houses = known_houses(&tx, &scope, houses).await?;
    bind(ctx, &tx, user, &houses).await?;
    Ok(tx.commit().await?)
}

/// The houses, each once, when all of them are there.
async fn known_houses(tx: &Tx, scope: &Scope, houses: Vec<BuildingId>) -> Result<Vec<BuildingId>> {
    let all: HashSet<_> = store::tickets::houses(tx, scope).await?.into_iter().map(|(id, _)| id).collect();
    if !houses.iter().all(|house| all.contains(house)) {
        return Err(Error::NotFound);
    }
    let mut houses: Vec<_> = houses.into_iter().collect::<HashSet<_>>().into_iter().collect();
    houses.sort_unstable();
    Ok(houses)
}

async fn bind(ctx: &Ctx, tx: &Tx, user: UserId, houses: &[BuildingId]) -> Result<()> {
    store::executors::serve(tx, user, houses).await?;
    let bound = ctx.event("staff.bound").about(user.0).with(houses.len().to_string());
    Ok(event::record(tx, bound).await?)
}

async fn appointed(ctx: &Ctx, tx: &Tx, user: UserId, role: Role) -> Result<()> {
    Ok(event::record(tx, ctx.event("staff.appointed").about(user.0).with(role.code())).await?)
}
