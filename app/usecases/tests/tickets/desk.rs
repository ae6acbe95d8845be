//! What most tests of tickets do.
use crate::support::World;
use domain::{
    ids::{AccountId, BuildingId, CommentId, ExecutorId, TicketId, UnitId, UserId},
    tickets::{Move, NewComment, NewTicket, StaffTicket, Step, TicketPage},
};
use store::entity;
use usecases::{Error, tickets};
use uuid::Uuid;

pub fn new(account: AccountId, text: &str) -> NewTicket {
    NewTicket {
        id: TicketId(Uuid::now_v7()),
        account,
        category: None,
        house: false,
        name: "Анна Соловьёва".into(),
        phone: "+7 921 555-01-07".into(),
        text: text.into(),
    }
}

pub fn of_house(account: AccountId, text: &str) -> NewTicket {
    NewTicket { house: true, ..new(account, text) }
}

pub fn said(ticket: TicketId, text: &str) -> NewComment {
    NewComment { id: CommentId(Uuid::now_v7()), ticket, text: text.into(), internal: false }
}

/// Writes a ticket as Anna, of her flat.
pub async fn written(world: &World, text: &str) -> i64 {
    let anna = world.signed_in(world.cast.anna).await;
    tickets::create(&anna, new(world.cast.flat.account, text)).await.unwrap()
}

/// Writes a ticket of the house as Anna.
pub async fn written_of_house(world: &World, text: &str) -> i64 {
    let anna = world.signed_in(world.cast.anna).await;
    tickets::create(&anna, of_house(world.cast.flat.account, text)).await.unwrap()
}

/// A ticket as somebody who lives in the house sees it.
pub async fn seen_by(world: &World, user: UserId, number: i64) -> Result<TicketPage, Error> {
    tickets::page(&world.signed_in(user).await, number).await
}

pub async fn page(world: &World, number: i64) -> TicketPage {
    seen_by(world, world.cast.anna, number).await.unwrap()
}

/// A ticket as the dispatcher sees it.
pub async fn sheet(world: &World, number: i64) -> StaffTicket {
    tickets::sheet(&world.signed_in(world.cast.dispatcher).await, number).await.unwrap()
}

/// A step of the dispatcher's who has just looked at the ticket.
pub async fn step(world: &World, number: i64, step: Step) -> Result<(), Error> {
    let sheet = sheet(world, number).await;
    let note = if step.needs_words() { "Подключил" } else { "" };
    let to = Move { ticket: sheet.row.id, seen: sheet.version, step, note: note.into(), until: None };
    tickets::move_on(&world.signed_in(world.cast.dispatcher).await, to).await
}

/// Steps of the dispatcher's that are all allowed.
pub async fn steps(world: &World, number: i64, steps: &[Step]) {
    for done in steps {
        step(world, number, *done).await.unwrap();
    }
}

pub async fn executor(world: &World, name: &str) -> ExecutorId {
    tickets::add_executor(&world.signed_in(world.cast.manager).await, name).await.unwrap()
}

/// Another house of the company, with one flat in the first entrance that Boris owns.
pub async fn other_house(world: &World) -> (BuildingId, AccountId) {
    let tx = world.db.begin().await.unwrap();
    let company = store::testing::all::<entity::building::Entity>(&world.db).await[0].company_id;
    let house = entity::building::Model {
        id: BuildingId(Uuid::now_v7()),
        company_id: company,
        address: "г Москва, ул Лётная, д. 14".into(),
        window_first_day: None,
        window_last_day: None,
    };
    let unit = entity::unit::Model {
        id: UnitId(Uuid::now_v7()),
        building_id: house.id,
        label: "88".into(),
        entrance: Some("1".into()),
    };
    let account = entity::account::Model {
        id: AccountId(Uuid::now_v7()),
        unit_id: unit.id,
        number: "7000788".into(),
        number_key: "7000788".into(),
        unified_number: None,
        area_hundredths: None,
        residents: None,
        opened_on: None,
        closed_on: None,
        phone: None,
        email: None,
    };
    let residency = entity::residency::Model {
        id: domain::ids::ResidencyId(Uuid::now_v7()),
        person_id: world.cast.boris,
        account_id: account.id,
        kind: "owner".into(),
        since: world.now,
        suspended_at: None,
        ended_at: None,
    };
    let found = (house.id, account.id);
    store::insert(&tx, house).await.unwrap();
    store::registry::learn_addresses(&tx).await.unwrap();
    store::insert(&tx, unit).await.unwrap();
    store::insert(&tx, account).await.unwrap();
    store::insert(&tx, residency).await.unwrap();
    tx.commit().await.unwrap();
    found
}

pub fn is_not_found<T>(answer: &Result<T, Error>) -> bool {
    matches!(answer, Err(Error::NotFound))
}
