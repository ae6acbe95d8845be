use super::desk::{added, of_entry, sees};
use crate::{
    appeals::desk::{new as new_appeal, page, said, sheet, to},
    support::{World, rejection, twins},
};
use domain::{
    Rule,
    appeals::{Happening, Kind, Note},
    files::FileCard,
    ids::{EntryId, UserId},
};
use usecases::appeals;

twins! {
    a_file_goes_with_its_appeal_and_is_for_whoever_asked_and_those_who_answer,
    files_alone_are_an_addition,
    to_go_on_after_an_answer_takes_words_besides_files,
    the_files_of_an_answer_reach_the_resident_and_do_not_go_with_a_note,
}

/// An appeal of Anna's with a file, and its number.
async fn asked(world: &World) -> (i64, FileCard) {
    let anna = world.signed_in(world.cast.anna).await;
    let new = new_appeal(world.cast.flat.account, Kind::Charges, "Пересчитайте отопление");
    let file = added(&anna, of_entry(EntryId(new.id.0)), "квитанция.pdf").await;
    (appeals::create(&anna, new).await.unwrap(), file)
}

/// Whether each of Anna, her tenant, the neighbour, the dispatcher, the manager and the editor sees a file.
async fn seen(world: &World, file: &FileCard) -> [bool; 6] {
    let cast = &world.cast;
    let people: [UserId; 6] = [cast.anna, cast.timur, cast.boris, cast.dispatcher, cast.manager, cast.editor];
    let mut found = [false; 6];
    for (sees_it, person) in found.iter_mut().zip(people) {
        *sees_it = sees(&world.signed_in(person).await, file.id).await;
    }
    found
}

async fn a_file_goes_with_its_appeal_and_is_for_whoever_asked_and_those_who_answer(world: World) {
    let (number, file) = asked(&world).await;
    assert_eq!(page(&world, number).await.story[0].files, std::slice::from_ref(&file));
    assert_eq!(sheet(&world, number).await.story[0].files, std::slice::from_ref(&file));
    assert_eq!(seen(&world, &file).await, [true, false, false, false, true, false]);
    assert!(!sees(&world.guest(), file.id).await);
}

async fn files_alone_are_an_addition(world: World) {
    let (number, _) = asked(&world).await;
    let anna = world.signed_in(world.cast.anna).await;
    let new = said(page(&world, number).await.card.id, " ");
    let empty = rejection(appeals::add(&anna, new.clone()).await);
    assert_eq!(empty.field("text"), Some(&Rule::AppealTextMissing));
    let file = added(&anna, of_entry(new.id), "акт.pdf").await;
    appeals::add(&anna, new.clone()).await.unwrap();
    appeals::add(&anna, new).await.unwrap();
    let story = page(&world, number).await.story;
    assert_eq!(story.len(), 2);
    assert_eq!(story[1].what, Happening::Added { text: String::new() });
    assert_eq!(story[1].files, [file]);
}

async fn to_go_on_after_an_answer_takes_words_besides_files(world: World) {
    let (number, _) = asked(&world).await;
    crate::appeals::desk::answered(&world, number, "Пересчитали").await.unwrap();
    let anna = world.signed_in(world.cast.anna).await;
    let mut new = said(page(&world, number).await.card.id, "");
    let file = added(&anna, of_entry(new.id), "новая квитанция.pdf").await;
    let empty = rejection(appeals::reopen(&anna, new.clone()).await);
    assert_eq!(empty.field("text"), Some(&Rule::AppealTextMissing));
    "Сумма та же".clone_into(&mut new.text);
    appeals::reopen(&anna, new).await.unwrap();
    assert_eq!(page(&world, number).await.story.last().unwrap().files, [file]);
}

async fn the_files_of_an_answer_reach_the_resident_and_do_not_go_with_a_note(world: World) {
    let (number, _) = asked(&world).await;
    let manager = world.signed_in(world.cast.manager).await;
    let answer = to(&sheet(&world, number).await, "Пересчёт в приложении");
    let file = added(&manager, of_entry(answer.id), "перерасчёт.pdf").await;
    let note = Note { id: answer.id, appeal: answer.appeal, text: "Проверено".into() };
    appeals::note(&manager, note).await.unwrap();
    assert_eq!(seen(&world, &file).await, [false, false, false, false, true, false]);
    appeals::answer(&manager, answer).await.unwrap();
    assert_eq!(page(&world, number).await.story.last().unwrap().files, std::slice::from_ref(&file));
    assert_eq!(seen(&world, &file).await, [true, false, false, false, true, false]);
}
