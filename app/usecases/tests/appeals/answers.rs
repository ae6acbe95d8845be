use super::desk::{answered, assigned, is_not_found, page, sheet, to, written};
use crate::support::{World, rejection, twins};
use domain::{
    Rule,
    access::Role,
    appeals::{Assignment, Happening, InboxFilter, Note, State},
    ids::EntryId,
    tickets::Author,
};
use usecases::appeals;
use uuid::Uuid;

twins! {
    an_answer_ends_the_term_and_may_be_added_to,
    who_answers_has_it_from_then_on,
    notes_and_assignments_stay_among_staff,
    it_is_given_only_to_who_may_answer,
    an_answer_is_not_empty_and_has_no_open_placeholder,
    only_who_answers_appeals_does_anything_with_them,
}

async fn an_answer_ends_the_term_and_may_be_added_to(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    for text in ["Сделаем", "Сделали"] {
        answered(&world, number, text).await.unwrap();
    }
    let page = page(&world, number).await;
    assert_eq!((page.card.state, page.card.answers), (State::Answered, 2));
    assert!(page.card.clock.unwrap().standing.is_met());
    let last = page.story.last().unwrap();
    assert_eq!(last.author, Author::Staff(Some(Role::Manager)));
    assert_eq!(last.what, Happening::Answered { text: "Сделали".into() });
}

async fn who_answers_has_it_from_then_on(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    answered(&world, number, "Сделали").await.unwrap();
    let assignee = sheet(&world, number).await.row.assignee.unwrap();
    assert_eq!((assignee.id, assignee.me), (world.cast.manager, true));
}

async fn notes_and_assignments_stay_among_staff(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    assigned(&world, number, Some(world.cast.accountant)).await.unwrap();
    let accountant = world.signed_in(world.cast.accountant).await;
    let appeal = sheet(&world, number).await.row.id;
    let note = Note { id: EntryId(Uuid::now_v7()), appeal, text: "Должник".into() };
    for _ in 0..2 {
        appeals::note(&accountant, note.clone()).await.unwrap();
    }
    let seen = page(&world, number).await;
    assert_eq!((seen.card.state, seen.story.len()), (State::InWork, 1));
    let sheet = sheet(&world, number).await;
    assert_eq!(sheet.story.len(), 3);
    assert_eq!(sheet.story[2].what, Happening::Noted { text: "Должник".into() });
    let empty = Note { text: " ".into(), ..note };
    assert_eq!(rejection(appeals::note(&accountant, empty).await).field("note"), Some(&Rule::CommentMissing));
}

async fn it_is_given_only_to_who_may_answer(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    for user in [world.cast.dispatcher, world.cast.editor, world.cast.anna] {
        assert!(is_not_found(&assigned(&world, number, Some(user)).await));
    }
    assigned(&world, number, Some(world.cast.accountant)).await.unwrap();
    assigned(&world, number, None).await.unwrap();
    let sheet = sheet(&world, number).await;
    assert_eq!((sheet.row.state, sheet.row.assignee), (State::InWork, None));
}

async fn an_answer_is_not_empty_and_has_no_open_placeholder(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    let wrong = rejection(answered(&world, number, " ").await);
    assert_eq!(wrong.field("text"), Some(&Rule::AnswerMissing));
    let wrong = rejection(answered(&world, number, "Здравствуйте, {имя}").await);
    assert_eq!(wrong.field("text"), Some(&Rule::PlaceholderLeft { name: "имя".into() }));
    assert_eq!(page(&world, number).await.card.state, State::New);
}

async fn only_who_answers_appeals_does_anything_with_them(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    let sheet = sheet(&world, number).await;
    for user in [world.cast.dispatcher, world.cast.editor, world.cast.anna] {
        let ctx = world.signed_in(user).await;
        assert!(is_not_found(&appeals::sheet(&ctx, number).await));
        assert!(is_not_found(&appeals::inbox(&ctx, InboxFilter::default(), None).await));
        assert!(is_not_found(&appeals::answer(&ctx, to(&sheet, "Готово")).await));
        let mine = Assignment { appeal: sheet.row.id, seen: sheet.version, employee: Some(user) };
        assert!(is_not_found(&appeals::assign(&ctx, mine).await));
        assert!(is_not_found(&appeals::templates(&ctx).await));
    }
    assert!(world.events().await.contains(&"appeal.looked_at".to_owned()));
}
