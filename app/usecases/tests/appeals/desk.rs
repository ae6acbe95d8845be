//! What most tests of appeals do.
use crate::support::World;
use domain::{
    appeals::{Addition, Answer, AppealPage, Assignment, Kind, NewAppeal, StaffAppeal},
    ids::{AccountId, AppealId, EntryId, UserId},
};
use usecases::{Error, appeals};
use uuid::Uuid;

pub fn new(account: AccountId, kind: Kind, text: &str) -> NewAppeal {
    NewAppeal { id: AppealId(Uuid::now_v7()), account, kind: Some(kind), text: text.into() }
}

pub fn said(appeal: AppealId, text: &str) -> Addition {
    Addition { id: EntryId(Uuid::now_v7()), appeal, text: text.into() }
}

/// Writes an appeal as Anna, of her flat.
pub async fn written(world: &World, text: &str) -> i64 {
    let anna = world.signed_in(world.cast.anna).await;
    appeals::create(&anna, new(world.cast.flat.account, Kind::Charges, text)).await.unwrap()
}

/// An appeal as Anna sees it.
pub async fn page(world: &World, number: i64) -> AppealPage {
    appeals::page(&world.signed_in(world.cast.anna).await, number).await.unwrap()
}

/// An appeal as the manager sees it.
pub async fn sheet(world: &World, number: i64) -> StaffAppeal {
    appeals::sheet(&world.signed_in(world.cast.manager).await, number).await.unwrap()
}

pub fn to(sheet: &StaffAppeal, text: &str) -> Answer {
    Answer { id: EntryId(Uuid::now_v7()), appeal: sheet.row.id, seen: sheet.version, text: text.into() }
}

/// The manager, who has just looked at it, answers.
pub async fn answered(world: &World, number: i64, text: &str) -> Result<(), Error> {
    let answer = to(&sheet(world, number).await, text);
    appeals::answer(&world.signed_in(world.cast.manager).await, answer).await
}

/// The manager, who has just looked at it, gives it to somebody.
pub async fn assigned(world: &World, number: i64, employee: Option<UserId>) -> Result<(), Error> {
    let sheet = sheet(world, number).await;
    let to = Assignment { appeal: sheet.row.id, seen: sheet.version, employee };
    appeals::assign(&world.signed_in(world.cast.manager).await, to).await
}

pub fn is_not_found<T>(answer: &Result<T, Error>) -> bool {
    matches!(answer, Err(Error::NotFound))
}
