use super::desk::{PDF, added, new, of_comment, of_ticket, photo, read, sees};
use crate::{
    support::{World, rejection, twins},
    tickets::desk::{is_not_found, new as new_ticket, page, said, written},
};
use bytes::Bytes;
use chrono::TimeDelta;
use domain::{
    Rule,
    files::{FileKind, Limits, Refusal, What as Kind},
    ids::{CommentId, TicketId},
    tickets::{NewComment, What},
};
use usecases::{
    Error,
    files::{self, NewFile, Version},
    tickets,
};
use uuid::Uuid;

twins! {
    a_file_waits_for_its_ticket_and_goes_with_it,
    a_photo_is_drawn_anew_and_has_a_preview,
    the_same_file_twice_is_one,
    a_file_without_an_id_is_named_by_what_is_in_it,
    somebody_elses_id_is_not_found,
    a_file_that_is_not_taken_is_told_why_and_leaves_nothing,
    there_are_as_many_files_as_are_allowed,
    a_shelf_that_is_full_loses_nothing_but_the_time,
    a_draft_is_taken_away_with_its_contents,
    what_belongs_to_a_ticket_is_not_taken_away,
    drafts_that_were_not_sent_are_forgotten_after_two_weeks,
    files_alone_are_a_comment,
    a_comment_with_files_that_is_sent_twice_is_one,
    only_the_files_of_who_writes_go_along,
    guests_add_nothing,
}

fn form() -> TicketId {
    TicketId(Uuid::now_v7())
}

async fn a_file_waits_for_its_ticket_and_goes_with_it(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let ticket = new_ticket(world.cast.flat.account, "нет света");
    let card = added(&anna, of_ticket(ticket.id), "../щиток.PDF").await;
    assert_eq!((card.name.as_str(), card.kind, card.size), ("щиток.pdf", FileKind::Pdf, None));
    assert_eq!(read(&anna, card.id, Version::Whole).await.unwrap(), PDF);
    let number = tickets::create(&anna, ticket).await.unwrap();
    let story = page(&world, number).await.story;
    assert_eq!(story[0].files, [card]);
}

async fn a_photo_is_drawn_anew_and_has_a_preview(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let card = files::add(&anna, new(of_ticket(form()), "IMG_1.png", photo())).await.unwrap();
    assert_eq!((card.name.as_str(), card.kind, card.size), ("IMG_1.jpg", FileKind::Jpeg, Some((40, 20))));
    let whole = read(&anna, card.id, Version::Whole).await.unwrap();
    assert_eq!(whole.len() as u64, card.bytes);
    assert!(read(&anna, card.id, Version::Preview).await.unwrap().starts_with(b"\xff\xd8"));
    let paper = added(&anna, of_ticket(form()), "акт.pdf").await;
    assert!(is_not_found(&read(&anna, paper.id, Version::Preview).await));
}

async fn the_same_file_twice_is_one(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let file = new(of_ticket(form()), "акт.pdf", PDF);
    let first = files::add(&anna, file.clone()).await.unwrap();
    let again = NewFile { name: "другое имя.pdf".into(), ..file };
    assert_eq!(files::add(&anna, again).await.unwrap(), first);
    assert_eq!(world.shelf.state().kept.len(), 1);
}

async fn a_file_without_an_id_is_named_by_what_is_in_it(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let file = NewFile { id: None, ..new(of_ticket(form()), "акт.pdf", PDF) };
    let first = files::add(&anna, file.clone()).await.unwrap();
    assert_eq!(files::add(&anna, file.clone()).await.unwrap().id, first.id);
    let other = NewFile { name: "счёт.pdf".into(), ..file };
    assert_ne!(files::add(&anna, other).await.unwrap().id, first.id);
}

async fn somebody_elses_id_is_not_found(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let timur = world.signed_in(world.cast.timur).await;
    let file = new(of_ticket(form()), "акт.pdf", PDF);
    files::add(&anna, file.clone()).await.unwrap();
    assert!(is_not_found(&files::add(&timur, file.clone()).await));
    // Nor is it of another form.
    let moved = NewFile { form: of_ticket(form()), ..file };
    assert!(is_not_found(&files::add(&anna, moved).await));
}

async fn a_file_that_is_not_taken_is_told_why_and_leaves_nothing(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let svg = new(of_ticket(form()), "фото.jpg", &b"<svg onload=alert(1)>"[..]);
    let refused = rejection(files::add(&anna, svg).await);
    assert_eq!(refused.field("file"), Some(&Rule::File(Refusal::NotAllowed(Kind::Svg))));
    assert!(world.shelf.state().kept.is_empty());
    assert!(store::testing::all::<store::entity::file::Entity>(&world.db).await.is_empty());
}

async fn there_are_as_many_files_as_are_allowed(mut world: World) {
    world.allow_files(Limits { files: 2, ..Limits::default() });
    let anna = world.signed_in(world.cast.anna).await;
    let form = of_ticket(form());
    let first = added(&anna, form, "1.pdf").await;
    added(&anna, form, "2.pdf").await;
    let third = new(form, "3.pdf", PDF);
    let refused = rejection(files::add(&anna, third.clone()).await);
    assert_eq!(refused.field("file"), Some(&Rule::File(Refusal::TooMany { most: 2 })));
    // Others have a form of their own, and one that was taken away makes room.
    added(&world.signed_in(world.cast.timur).await, form, "1.pdf").await;
    files::remove(&anna, first.id).await.unwrap();
    files::add(&anna, third).await.unwrap();
}

async fn a_shelf_that_is_full_loses_nothing_but_the_time(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let ticket = new_ticket(world.cast.flat.account, "нет света");
    let file = new(of_ticket(ticket.id), "акт.pdf", PDF);
    world.shelf.state().is_full = true;
    assert!(matches!(files::add(&anna, file.clone()).await, Err(Error::Broken(_))));
    // What is not kept is not there.
    assert!(!sees(&anna, file.id.unwrap()).await);
    world.shelf.state().is_full = false;
    let card = files::add(&anna, file).await.unwrap();
    let number = tickets::create(&anna, ticket).await.unwrap();
    assert_eq!(page(&world, number).await.story[0].files, [card]);
}

async fn a_draft_is_taken_away_with_its_contents(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let card = files::add(&anna, new(of_ticket(form()), "щиток.jpg", photo())).await.unwrap();
    assert_eq!(world.shelf.state().kept.len(), 2);
    assert!(is_not_found(&files::remove(&world.signed_in(world.cast.timur).await, card.id).await));
    files::remove(&anna, card.id).await.unwrap();
    assert!(is_not_found(&files::remove(&anna, card.id).await));
    assert!(!sees(&anna, card.id).await);
    world.letters().await;
    assert!(world.shelf.state().kept.is_empty());
}

async fn what_belongs_to_a_ticket_is_not_taken_away(mut world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let ticket = new_ticket(world.cast.flat.account, "нет света");
    let card = added(&anna, of_ticket(ticket.id), "акт.pdf").await;
    tickets::create(&anna, ticket).await.unwrap();
    assert!(is_not_found(&files::remove(&anna, card.id).await));
    world.wait(TimeDelta::days(30));
    usecases::jobs::promise_recurring(&world.system()).await.unwrap();
    world.letters().await;
    assert!(sees(&world.signed_in(world.cast.anna).await, card.id).await);
}

async fn drafts_that_were_not_sent_are_forgotten_after_two_weeks(mut world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    usecases::jobs::promise_recurring(&world.system()).await.unwrap();
    let card = added(&anna, of_ticket(form()), "акт.pdf").await;
    world.wait(TimeDelta::hours(14 * 24 - 1));
    world.letters().await;
    assert!(sees(&world.signed_in(world.cast.anna).await, card.id).await);
    world.wait(TimeDelta::hours(2));
    world.letters().await;
    assert!(!sees(&world.signed_in(world.cast.anna).await, card.id).await);
    assert!(world.shelf.state().kept.is_empty());
}

async fn files_alone_are_a_comment(world: World) {
    let number = written(&world, "нет света").await;
    let id = page(&world, number).await.card.id;
    world.letters().await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let comment = said(id, " ");
    let refused = rejection(tickets::answer(&dispatcher, comment.clone()).await);
    assert_eq!(refused.field("text"), Some(&Rule::CommentMissing));
    let card = added(&dispatcher, of_comment(comment.id), "акт.pdf").await;
    tickets::answer(&dispatcher, comment).await.unwrap();
    let story = page(&world, number).await.story;
    let last = story.last().unwrap();
    assert_eq!(last.what, What::Said { text: String::new(), internal: false });
    assert_eq!(last.files, [card]);
    let letters = world.letters().await;
    assert!(letters[0].text.contains("Файл: акт.pdf"), "{}", letters[0].text);
}

async fn a_comment_with_files_that_is_sent_twice_is_one(world: World) {
    let number = written(&world, "нет света").await;
    let anna = world.signed_in(world.cast.anna).await;
    let comment = said(page(&world, number).await.card.id, "");
    added(&anna, of_comment(comment.id), "1.pdf").await;
    added(&anna, of_comment(comment.id), "2.pdf").await;
    for _ in 0..2 {
        tickets::comment(&anna, comment.clone()).await.unwrap();
    }
    let story = page(&world, number).await.story;
    let names = |files: &[domain::files::FileCard]| -> Vec<String> {
        files.iter().map(|file| file.name.clone()).collect()
    };
    assert_eq!((story.len(), names(&story[1].files)), (2, vec!["1.pdf".to_owned(), "2.pdf".to_owned()]));
}

async fn only_the_files_of_who_writes_go_along(world: World) {
    let number = written(&world, "нет света").await;
    let (anna, timur) = (world.signed_in(world.cast.anna).await, world.signed_in(world.cast.timur).await);
    let comment =
        NewComment { id: CommentId(Uuid::now_v7()), ..said(page(&world, number).await.card.id, "Жду") };
    let mine = added(&anna, of_comment(comment.id), "моё.pdf").await;
    let other = added(&timur, of_comment(comment.id), "чужое.pdf").await;
    tickets::comment(&anna, comment).await.unwrap();
    assert_eq!(page(&world, number).await.story[1].files, [mine]);
    assert!(!sees(&anna, other.id).await && sees(&timur, other.id).await);
}

async fn guests_add_nothing(world: World) {
    let guest = world.guest();
    let file = new(of_ticket(form()), "акт.pdf", Bytes::from_static(PDF));
    for answer in [files::may_add(&guest, file.form).await, files::add(&guest, file).await.map(drop)] {
        assert!(matches!(answer, Err(Error::SignInRequired)));
    }
}
