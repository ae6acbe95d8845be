//! Registries, as staff see and change them.
mod accounts;
mod card;
mod claims;
mod find;
mod lists;
mod meters;
mod owners;
mod residents;

use crate::{
    support::World,
    tickets::desk::{is_not_found, other_house},
};
use domain::{
    ids::UserId,
    notices::{Notice, UnitOutcome},
};
use usecases::{Ctx, Error, notices};

/// The manager, who serves every house.
pub async fn manager(world: &World) -> Ctx {
    world.signed_in(world.cast.manager).await
}

/// The manager, who serves another house alone.
pub async fn manager_elsewhere(world: &World) -> Ctx {
    let (other, _) = other_house(world).await;
    let administrator = world.signed_in(world.cast.administrator).await;
    usecases::staff::serve(&administrator, "manager@example.org", vec![other]).await.unwrap();
    manager(world).await
}

/// Those who may look and not change, and those who may neither.
pub async fn others(world: &World) -> Vec<Ctx> {
    let cast = &world.cast;
    let mut others = vec![world.guest()];
    for user in [cast.anna, cast.editor, cast.dispatcher, cast.accountant] {
        others.push(world.signed_in(user).await);
    }
    others
}

pub fn is_hidden<T>(answer: &Result<T, Error>) -> bool {
    is_not_found(answer) || matches!(answer, Err(Error::SignInRequired))
}

/// What somebody was told of units, the latest first.
pub async fn told(world: &World, user: UserId) -> Vec<(UnitOutcome, String)> {
    let page = notices::page(&world.signed_in(user).await, None).await.unwrap();
    let units = page.notices.into_iter().filter_map(|card| match card.notice {
        Notice::UnitDecided { outcome, note, .. } => Some((outcome, note)),
        _ => None,
    });
    units.collect()
}
