use super::desk::{added, of_comment, of_ticket, sees};
use crate::{
    support::{World, twins},
    tickets::desk::{new as new_ticket, of_house, other_house, page, said, seen_by, sheet},
};
use domain::{
    files::FileCard,
    ids::{FileId, TicketId, UserId},
    tickets::{NewComment, NewTicket},
};
use usecases::tickets;

twins! {
    files_of_a_unit_are_for_its_household_and_staff,
    files_of_the_house_are_for_its_neighbours_but_not_what_another_household_adds,
    internal_files_are_for_staff_alone,
    a_dispatcher_of_other_houses_sees_none,
    a_draft_is_for_who_added_it,
}

/// A ticket of Anna's with a file, and the ids of both.
async fn ticket(world: &World, ticket: NewTicket) -> (i64, TicketId, FileId) {
    let anna = world.signed_in(world.cast.anna).await;
    let file = added(&anna, of_ticket(ticket.id), "щиток.pdf").await;
    let number = tickets::create(&anna, ticket).await.unwrap();
    (number, page(world, number).await.card.id, file.id)
}

/// A comment of the dispatcher's with a file.
async fn answered(world: &World, ticket: TicketId, internal: bool) -> FileCard {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let comment = NewComment { internal, ..said(ticket, "") };
    let file = added(&dispatcher, of_comment(comment.id), "смета.pdf").await;
    tickets::answer(&dispatcher, comment).await.unwrap();
    file
}

#[track_caller]
fn same(found: &[bool], expected: &[bool]) {
    assert_eq!(found, expected);
}

/// Whether each of Anna, her tenant, the neighbour, somebody without a home, the dispatcher, the manager and the editor sees a file.
async fn seen(world: &World, file: FileId) -> [bool; 7] {
    let cast = &world.cast;
    let people: [UserId; 7] =
        [cast.anna, cast.timur, cast.boris, cast.nobody, cast.dispatcher, cast.manager, cast.editor];
    let mut found = [false; 7];
    for (sees_it, person) in found.iter_mut().zip(people) {
        *sees_it = sees(&world.signed_in(person).await, file).await;
    }
    found
}

async fn files_of_a_unit_are_for_its_household_and_staff(world: World) {
    let (_, ticket, file) = ticket(&world, new_ticket(world.cast.flat.account, "нет света")).await;
    let expected = [true, true, false, false, true, true, false];
    same(&seen(&world, file).await, &expected);
    same(&seen(&world, answered(&world, ticket, false).await.id).await, &expected);
    assert!(!sees(&world.guest(), file).await);
}

async fn files_of_the_house_are_for_its_neighbours_but_not_what_another_household_adds(world: World) {
    let (number, ticket, file) = ticket(&world, of_house(world.cast.flat.account, "Лифт стоит")).await;
    let neighbours = [true, true, true, false, true, true, false];
    same(&seen(&world, file).await, &neighbours);
    same(&seen(&world, answered(&world, ticket, false).await.id).await, &neighbours);
    let anna = world.signed_in(world.cast.anna).await;
    let comment = said(ticket, "Мой паспорт");
    let own = added(&anna, of_comment(comment.id), "паспорт.pdf").await;
    tickets::comment(&anna, comment).await.unwrap();
    same(&seen(&world, own.id).await, &[true, true, false, false, true, true, false]);
    // The pages say the same.
    let story = seen_by(&world, world.cast.boris, number).await.unwrap().story;
    let names: Vec<_> = story.iter().flat_map(|entry| &entry.files).map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["щиток.pdf", "смета.pdf"]);
}

async fn internal_files_are_for_staff_alone(world: World) {
    let (number, ticket, _) = ticket(&world, of_house(world.cast.flat.account, "Лифт стоит")).await;
    let internal = answered(&world, ticket, true).await;
    same(&seen(&world, internal.id).await, &[false, false, false, false, true, true, false]);
    assert_eq!(page(&world, number).await.story.len(), 1);
    assert_eq!(sheet(&world, number).await.story[1].files, [internal]);
}

async fn a_dispatcher_of_other_houses_sees_none(world: World) {
    let (_, _, file) = ticket(&world, new_ticket(world.cast.flat.account, "нет света")).await;
    let (elsewhere, _) = other_house(&world).await;
    let tx = world.db.begin().await.unwrap();
    let bound =
        store::entity::employee_building::Model { person_id: world.cast.dispatcher, building_id: elsewhere };
    store::insert(&tx, bound).await.unwrap();
    tx.commit().await.unwrap();
    same(&seen(&world, file).await, &[true, true, false, false, false, true, false]);
}

async fn a_draft_is_for_who_added_it(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let draft = added(&anna, of_ticket(TicketId(uuid::Uuid::now_v7())), "черновик.pdf").await;
    same(&seen(&world, draft.id).await, &[true, false, false, false, false, false, false]);
}
