use super::desk::{draft, editor, for_places, form_of, published};
use crate::{
    files::desk::{PDF, new, photo, sees},
    support::{World, rejection, twins},
};
use chrono::TimeDelta;
use domain::{
    Rule,
    files::{Owner, Refusal},
    ids::{FileId, NewsId, UserId},
    news::NewsDraft,
};
use usecases::{Error, files, news};

twins! {
    a_picture_waits_for_its_item_and_is_for_its_readers,
    a_picture_is_seen_when_its_item_is,
    a_picture_is_added_to_an_item_that_is_there,
    only_who_writes_news_adds_pictures_and_nothing_else,
}

/// Adds a picture to an item, and the form with it in the text.
async fn with_picture(world: &World, draft: NewsDraft) -> (NewsDraft, FileId) {
    let card =
        files::add(&editor(world).await, new(Owner::News(draft.id), "план.jpg", photo())).await.unwrap();
    let source = format!("![План]({})", card.path());
    (NewsDraft { source, ..draft }, card.id)
}

#[track_caller]
fn same(found: &[bool], expected: &[bool]) {
    assert_eq!(found, expected);
}

/// Whether each of Anna, the neighbour, somebody without a home, the dispatcher, the editor and the manager sees a file.
async fn seen(world: &World, file: FileId) -> [bool; 6] {
    let cast = &world.cast;
    let people: [UserId; 6] =
        [cast.anna, cast.boris, cast.nobody, cast.dispatcher, cast.editor, cast.manager];
    let mut found = [false; 6];
    for (sees_it, person) in found.iter_mut().zip(people) {
        *sees_it = sees(&world.signed_in(person).await, file).await;
    }
    assert!(!sees(&world.guest(), file).await);
    found
}

async fn a_picture_waits_for_its_item_and_is_for_its_readers(world: World) {
    let for_boris = NewsDraft { accounts: "7000419".into(), ..for_places("Квартире", vec![]) };
    let (draft, file) = with_picture(&world, for_boris).await;
    same(&seen(&world, file).await, &[false, false, false, false, true, false]);
    let editor = editor(&world).await;
    news::save(&editor, &draft).await.unwrap();
    same(&seen(&world, file).await, &[false, false, false, false, true, true]);
    news::publish(&editor, draft.id, 1).await.unwrap();
    same(&seen(&world, file).await, &[false, true, false, false, true, true]);
    let item = news::item(&world.signed_in(world.cast.boris).await, draft.id).await.unwrap();
    assert_eq!(item.html, format!("<p><img src=\"/files/{file}\" alt=\"План\" loading=\"lazy\"></p>\n"));
    assert_eq!(item.card.excerpt, "");
    news::withdraw(&editor, draft.id, 2).await.unwrap();
    same(&seen(&world, file).await, &[false, false, false, false, true, true]);
}

async fn a_picture_is_seen_when_its_item_is(mut world: World) {
    let timed =
        NewsDraft {
            from: "2018-01-25T14:00".into(), to: "2018-01-26".into(), ..draft("С двух до завтра")
        };
    let (draft, file) = with_picture(&world, timed).await;
    published(&world, draft).await;
    same(&seen(&world, file).await, &[false, false, false, false, true, true]);
    world.wait(TimeDelta::minutes(40));
    same(&seen(&world, file).await, &[true, true, false, false, true, true]);
    // Whoever has the link reads it when its time is over, too.
    world.wait(TimeDelta::days(3));
    same(&seen(&world, file).await, &[true, true, false, false, true, true]);
}

async fn a_picture_is_added_to_an_item_that_is_there(mut world: World) {
    let id: NewsId = published(&world, draft("Одна")).await;
    let (corrected, file) = with_picture(&world, form_of(&world, id).await).await;
    same(&seen(&world, file).await, &[false, false, false, false, true, false]);
    news::save(&editor(&world).await, &corrected).await.unwrap();
    same(&seen(&world, file).await, &[true, true, false, false, true, true]);
    world.wait(TimeDelta::days(2));
    usecases::jobs::promise_recurring(&world.system()).await.unwrap();
    world.letters().await;
    assert!(sees(&world.signed_in(world.cast.anna).await, file).await);
}

async fn only_who_writes_news_adds_pictures_and_nothing_else(world: World) {
    let of_news = Owner::News(draft("Одна").id);
    for user in [world.cast.anna, world.cast.dispatcher, world.cast.accountant] {
        let ctx = world.signed_in(user).await;
        assert!(matches!(files::may_add(&ctx, of_news).await, Err(Error::NotFound)));
        let added = files::add(&ctx, new(of_news, "план.jpg", photo())).await;
        assert!(matches!(added, Err(Error::NotFound)));
    }
    assert!(matches!(files::may_add(&world.guest(), of_news).await, Err(Error::SignInRequired)));
    let editor = editor(&world).await;
    files::may_add(&editor, of_news).await.unwrap();
    let refused = rejection(files::add(&editor, new(of_news, "акт.jpg", PDF)).await);
    assert_eq!(refused.field("file"), Some(&Rule::File(Refusal::OnlyPictures)));
    assert!(world.shelf.state().kept.is_empty());
}
