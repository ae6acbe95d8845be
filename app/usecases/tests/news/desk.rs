//! What most tests of news do.
use crate::support::World;
use domain::{
    ids::{BuildingId, NewsId, UserId},
    news::{NewsDraft, NewsKind, NewsSheet, Target},
};
use store::entity;
use usecases::{Ctx, news};
use uuid::Uuid;

pub fn draft(title: &str) -> NewsDraft {
    NewsDraft {
        id: NewsId(Uuid::now_v7()),
        version: 0,
        kind: NewsKind::Planned,
        title: title.into(),
        source: "Отопления **не будет** с 10:00 до 14:00.".into(),
        must_read: false,
        pops_up: true,
        everyone: true,
        places: vec![],
        accounts: String::new(),
        from: String::new(),
        to: String::new(),
        again: false,
    }
}

pub fn for_places(title: &str, places: Vec<Target>) -> NewsDraft {
    NewsDraft { everyone: false, places, ..draft(title) }
}

pub async fn editor(world: &World) -> Ctx {
    world.signed_in(world.cast.editor).await
}

pub async fn sheet(world: &World, id: NewsId) -> NewsSheet {
    news::sheet(&editor(world).await, Some(id)).await.unwrap()
}

/// The form of an item as its editor has it now.
pub async fn form_of(world: &World, id: NewsId) -> NewsDraft {
    let sheet = sheet(world, id).await;
    NewsDraft {
        id,
        version: sheet.version,
        kind: sheet.kind,
        title: sheet.title,
        source: sheet.source,
        must_read: sheet.must_read,
        pops_up: sheet.pops_up,
        everyone: sheet.everyone,
        places: sheet.places,
        accounts: sheet.accounts,
        from: sheet.from.map(|from| from.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default(),
        to: sheet.to.map(|to| to.to_string()).unwrap_or_default(),
        again: false,
    }
}

/// Saves an item and publishes it.
pub async fn published(world: &World, draft: NewsDraft) -> NewsId {
    let editor = editor(world).await;
    let id = news::save(&editor, &draft).await.unwrap();
    news::publish(&editor, id, draft.version + 1).await.unwrap();
    id
}

/// Titles of somebody's list.
pub async fn titles(world: &World, user: UserId) -> Vec<String> {
    let list = news::page(&world.signed_in(user).await, None).await.unwrap();
    list.cards.into_iter().map(|card| card.title).collect()
}

/// Titles of what pops up for somebody.
pub async fn popping(world: &World, user: UserId) -> Vec<String> {
    let fresh = news::fresh(&world.signed_in(user).await).await.unwrap();
    fresh.unread.into_iter().map(|item| item.card.title).collect()
}

/// A house where nobody lives.
pub async fn other_house(world: &World) -> BuildingId {
    let house = store::testing::all::<entity::building::Entity>(&world.db).await.remove(0);
    let other = entity::building::Model {
        id: BuildingId(Uuid::now_v7()),
        address: "г Москва, ул Лётная, д. 12".into(),
        ..house
    };
    let id = other.id;
    let tx = world.db.begin().await.unwrap();
    store::insert(&tx, other).await.unwrap();
    tx.commit().await.unwrap();
    id
}
