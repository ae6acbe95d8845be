use super::desk::{draft, editor, for_places, form_of, published, sheet, titles};
use crate::support::{World, rejection, twins};
use chrono::TimeDelta;
use domain::{
    Rule,
    ids::NewsId,
    news::{NewsDraft, NewsKind, NewsState, Target},
};
use usecases::{Error, news};
use uuid::Uuid;

twins! {
    only_editors_managers_and_administrators_write_news,
    a_draft_is_kept_as_it_was_typed_and_may_be_unfinished,
    nothing_at_all_and_what_is_over_are_no_drafts,
    a_draft_is_thrown_away_and_what_was_published_is_not,
    the_same_form_twice_is_saved_once,
    a_colleagues_change_is_not_overwritten,
    what_is_unfinished_is_not_published,
    it_is_published_once,
    a_correction_keeps_what_was_said_before,
    what_waits_for_its_moment_may_be_moved,
    accounts_that_are_not_there_are_named,
    what_was_taken_back_may_be_published_again,
    the_list_shows_every_state_part_by_part,
}

async fn only_editors_managers_and_administrators_write_news(world: World) {
    let id = published(&world, draft("Всем")).await;
    for user in [world.cast.anna, world.cast.dispatcher, world.cast.accountant] {
        let ctx = world.signed_in(user).await;
        assert!(matches!(news::list(&ctx, None, None).await, Err(Error::NotFound)));
        assert!(matches!(news::sheet(&ctx, None).await, Err(Error::NotFound)));
        assert!(matches!(news::sheet(&ctx, Some(id)).await, Err(Error::NotFound)));
        assert!(matches!(news::save(&ctx, &draft("Чужая")).await, Err(Error::NotFound)));
        assert!(matches!(news::publish(&ctx, id, 2).await, Err(Error::NotFound)));
        assert!(matches!(news::withdraw(&ctx, id, 2).await, Err(Error::NotFound)));
        assert!(matches!(news::discard(&ctx, id, 2).await, Err(Error::NotFound)));
        assert!(matches!(news::audience(&ctx, id, None).await, Err(Error::NotFound)));
        assert!(matches!(news::preview(&ctx, "x"), Err(Error::NotFound)));
    }
    assert!(matches!(news::sheet(&world.guest(), None).await, Err(Error::SignInRequired)));
    for user in [world.cast.editor, world.cast.manager, world.cast.administrator] {
        let ctx = world.signed_in(user).await;
        news::sheet(&ctx, Some(id)).await.unwrap();
        let missing = NewsId(Uuid::now_v7());
        assert!(matches!(news::sheet(&ctx, Some(missing)).await, Err(Error::NotFound)));
        assert!(matches!(news::publish(&ctx, missing, 1).await, Err(Error::NotFound)));
    }
}

async fn a_draft_is_kept_as_it_was_typed_and_may_be_unfinished(world: World) {
    let unfinished = NewsDraft {
        title: String::new(),
        kind: NewsKind::Emergency,
        from: "2018-01-26T08:30".into(),
        to: "2018-01-27".into(),
        accounts: "№ 7000419".into(),
        ..for_places("", vec![Target::Entrance(world.cast.house, "2".into())])
    };
    let id = news::save(&editor(&world).await, &unfinished).await.unwrap();
    let seen = sheet(&world, id).await;
    assert_eq!((seen.state, seen.version, seen.kind), (NewsState::Draft, 1, NewsKind::Emergency));
    assert_eq!(seen.places, unfinished.places);
    assert_eq!((seen.accounts.as_str(), seen.everyone), ("7000419", false));
    assert_eq!(seen.from, Some("2018-01-26T08:30:00".parse().unwrap()));
    assert_eq!(seen.saved_by.as_deref(), Some("editor@example.org"));
    assert!(titles(&world, world.cast.boris).await.is_empty());
}

async fn nothing_at_all_and_what_is_over_are_no_drafts(world: World) {
    let editor = editor(&world).await;
    let save = async |draft: NewsDraft| rejection(news::save(&editor, &draft).await);
    let empty = save(NewsDraft { source: String::new(), ..draft("") }).await;
    assert_eq!(empty.field("title"), Some(&Rule::NewsTitleMissing));
    let over = save(NewsDraft { to: "2018-01-24".into(), ..draft("Вчера") }).await;
    assert_eq!(over.field("to"), Some(&Rule::DayOver));
}

async fn a_draft_is_thrown_away_and_what_was_published_is_not(world: World) {
    let editor = editor(&world).await;
    let id = news::save(&editor, &draft("Ненужная")).await.unwrap();
    let stale = rejection(news::discard(&editor, id, 0).await);
    assert!(matches!(stale.field(""), Some(Rule::SavedMeanwhile { .. })));
    for _ in 0..2 {
        news::discard(&editor, id, 1).await.unwrap();
    }
    assert!(matches!(news::sheet(&editor, Some(id)).await, Err(Error::NotFound)));
    let out = published(&world, draft("Нужная")).await;
    let refused = rejection(news::discard(&editor, out, 2).await);
    assert!(matches!(refused.field(""), Some(Rule::SavedMeanwhile { .. })));
    assert_eq!(titles(&world, world.cast.anna).await, ["Нужная"]);
}

async fn the_same_form_twice_is_saved_once(world: World) {
    let editor = editor(&world).await;
    let new = draft("Од\0на");
    for _ in 0..2 {
        news::save(&editor, &new).await.unwrap();
    }
    let seen = sheet(&world, new.id).await;
    assert_eq!((seen.version, seen.title.as_str()), (1, "Одна"));
    let changed = NewsDraft { title: "Другая".into(), version: 1, ..new.clone() };
    for _ in 0..2 {
        news::save(&editor, &changed).await.unwrap();
    }
    assert_eq!(sheet(&world, new.id).await.version, 2);
    assert_eq!(news::list(&editor, None, None).await.unwrap().rows.len(), 1);
}

async fn a_colleagues_change_is_not_overwritten(world: World) {
    let new = draft("Моя");
    news::save(&editor(&world).await, &new).await.unwrap();
    let mine = NewsDraft { source: "По-моему".into(), version: 1, ..new.clone() };
    let theirs = NewsDraft { source: "По-твоему".into(), version: 1, ..new.clone() };
    news::save(&world.signed_in(world.cast.manager).await, &theirs).await.unwrap();
    let refused = rejection(news::save(&editor(&world).await, &mine).await);
    let by = Some("manager@example.org".to_owned());
    let at = "2018-01-25T13:20:00".parse().unwrap();
    assert_eq!(refused.field(""), Some(&Rule::SavedMeanwhile { at, by }));
    assert_eq!(sheet(&world, new.id).await.source, "По-твоему");
    // What others have not seen yet is not published either.
    assert!(rejection(news::publish(&editor(&world).await, new.id, 1).await).field("").is_some());
}

async fn what_is_unfinished_is_not_published(mut world: World) {
    let ctx = editor(&world).await;
    let id = news::save(&ctx, &for_places("", vec![])).await.unwrap();
    let refused = rejection(news::publish(&ctx, id, 1).await);
    for field in ["title", "places"] {
        assert!(refused.field(field).is_some(), "{field}: {refused:?}");
    }
    assert_eq!(news::audience(&ctx, id, None).await.unwrap().missing, Some(refused));
    let silent = NewsDraft { source: String::new(), ..draft("Без слов") };
    let id = news::save(&ctx, &silent).await.unwrap();
    assert!(rejection(news::publish(&ctx, id, 1).await).field("source").is_some());
    let today = NewsDraft { to: "2018-01-25".into(), ..draft("Сегодня") };
    let id = news::save(&ctx, &today).await.unwrap();
    world.wait(TimeDelta::days(1));
    let editor = editor(&world).await;
    assert_eq!(rejection(news::publish(&editor, id, 1).await).field("to"), Some(&Rule::DayOver));
    // What is out already stays complete.
    let id = published(&world, draft("Вся")).await;
    let emptied = NewsDraft { source: " ".into(), ..form_of(&world, id).await };
    assert_eq!(rejection(news::save(&editor, &emptied).await).field("source"), Some(&Rule::NewsTextMissing));
}

async fn it_is_published_once(mut world: World) {
    let id = published(&world, draft("Одна")).await;
    world.wait(TimeDelta::hours(1));
    news::publish(&editor(&world).await, id, 1).await.unwrap();
    let seen = sheet(&world, id).await;
    assert_eq!((seen.state, seen.version), (NewsState::Published, 2));
    assert_eq!(seen.at, Some("2018-01-25T13:20:00".parse().unwrap()));
    assert_eq!(seen.history.len(), 1);
    let published = world.events().await.into_iter().filter(|kind| kind == "news.published").count();
    assert_eq!(published, 1);
}

async fn a_correction_keeps_what_was_said_before(mut world: World) {
    let id = published(&world, draft("С ошибкой")).await;
    world.wait(TimeDelta::hours(1));
    let corrected = NewsDraft { title: "Без ошибки".into(), ..form_of(&world, id).await };
    let manager = world.signed_in(world.cast.manager).await;
    for _ in 0..2 {
        news::save(&manager, &corrected).await.unwrap();
    }
    let seen = sheet(&world, id).await;
    let told: Vec<_> = seen.history.iter().map(|told| (told.version, told.title.as_str())).collect();
    assert_eq!(told, [(3, "Без ошибки"), (2, "С ошибкой")]);
    assert_eq!(seen.history[0].by.as_deref(), Some("manager@example.org"));
    assert_eq!(seen.at, Some("2018-01-25T13:20:00".parse().unwrap()));
    assert_eq!(titles(&world, world.cast.anna).await, ["Без ошибки"]);
}

async fn what_waits_for_its_moment_may_be_moved(world: World) {
    let id = published(&world, NewsDraft { from: "2018-01-26T08:00".into(), ..draft("Завтра") }).await;
    assert_eq!(sheet(&world, id).await.state, NewsState::Scheduled);
    let moved = NewsDraft { from: "2018-01-27T08:00".into(), ..form_of(&world, id).await };
    news::save(&editor(&world).await, &moved).await.unwrap();
    assert_eq!(sheet(&world, id).await.at, Some("2018-01-27T08:00:00".parse().unwrap()));
    let at_once = NewsDraft { from: String::new(), ..form_of(&world, id).await };
    news::save(&editor(&world).await, &at_once).await.unwrap();
    assert_eq!(sheet(&world, id).await.state, NewsState::Published);
    assert_eq!(titles(&world, world.cast.anna).await, ["Завтра"]);
}

async fn accounts_that_are_not_there_are_named(world: World) {
    let wrong = NewsDraft { accounts: "7000419, 7, х-8".into(), ..for_places("Квартирам", vec![]) };
    let refused = rejection(news::save(&editor(&world).await, &wrong).await);
    let numbers = vec!["7".to_owned(), "х-8".to_owned()];
    assert_eq!(refused.field("accounts"), Some(&Rule::NoSuchAccounts { numbers }));
}

async fn what_was_taken_back_may_be_published_again(world: World) {
    let id = published(&world, draft("Ошибка")).await;
    let editor = editor(&world).await;
    news::withdraw(&editor, id, 2).await.unwrap();
    assert_eq!(sheet(&world, id).await.state, NewsState::Withdrawn);
    let mended = NewsDraft { title: "Верно".into(), ..form_of(&world, id).await };
    news::save(&editor, &mended).await.unwrap();
    assert!(titles(&world, world.cast.anna).await.is_empty());
    news::publish(&editor, id, 4).await.unwrap();
    assert_eq!(titles(&world, world.cast.anna).await, ["Верно"]);
}

async fn the_list_shows_every_state_part_by_part(mut world: World) {
    let editor = editor(&world).await;
    published(&world, NewsDraft { to: "2018-01-25".into(), ..draft("На день") }).await;
    published(&world, NewsDraft { from: "2018-02-01T08:00".into(), ..draft("Потом") }).await;
    let gone = published(&world, draft("Снятая")).await;
    news::withdraw(&editor, gone, 2).await.unwrap();
    published(&world, draft("Видная")).await;
    for number in 0..31 {
        news::save(&editor, &draft(&number.to_string())).await.unwrap();
    }
    world.wait(TimeDelta::days(1));
    let editor = world.signed_in(world.cast.editor).await;
    for (state, title) in [
        (NewsState::Expired, "На день"),
        (NewsState::Scheduled, "Потом"),
        (NewsState::Withdrawn, "Снятая"),
        (NewsState::Published, "Видная"),
    ] {
        let list = news::list(&editor, Some(state), None).await.unwrap();
        let rows: Vec<_> = list.rows.iter().map(|row| (row.state, row.title.as_str())).collect();
        assert_eq!(rows, [(state, title)]);
    }
    let before = world.db.statements();
    let part = news::list(&editor, Some(NewsState::Draft), None).await.unwrap();
    assert_eq!((part.rows.len(), world.db.statements() - before), (30, 1));
    let rest = news::list(&editor, Some(NewsState::Draft), part.older).await.unwrap();
    assert_eq!((rest.rows.len(), rest.older), (1, None));
}
