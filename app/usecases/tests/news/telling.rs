//! Who is told of an item, when, and how often.
use super::desk::{draft, editor, for_places, form_of, published};
use crate::support::{World, twins, want_letters};
use chrono::TimeDelta;
use domain::{
    ids::{AccountId, NewsId, ResidencyId, UnitId, UserId},
    news::{NewsDraft, Target},
    notices::{Notice, NoticesPage, Subject},
    residency::ResidencyKind,
};
use store::{entity, testing::execute};
use usecases::{jobs, news, notices};
use uuid::Uuid;

twins! {
    all_whom_it_is_for_are_told_once,
    an_entrance_and_a_unit_are_told_alone,
    what_must_be_read_comes_by_letter_to_those_who_want_letters,
    what_waits_is_told_at_its_moment,
    what_is_moved_is_told_at_its_last_moment,
    what_was_taken_back_or_is_over_before_its_moment_is_told_to_nobody,
    a_correction_is_told_only_where_it_is_shown_again,
    what_is_published_again_is_told_again,
    a_job_that_comes_twice_tells_once,
    two_workers_tell_once,
    a_letter_that_has_not_left_is_kept_back_when_its_item_is,
    a_letter_that_has_not_left_is_kept_back_from_who_has_acknowledged,
    whoever_reads_an_item_has_read_its_notice,
    many_are_told_part_by_part,
}

async fn told(world: &World, user: UserId) -> NoticesPage {
    notices::page(&world.signed_in(user).await, None).await.unwrap()
}

/// What the bells of Anna, her tenant, the neighbour, somebody without a home and the editor have that is new.
async fn bells(world: &World) -> [i64; 5] {
    let cast = &world.cast;
    let mut bells = [0; 5];
    let people = [cast.anna, cast.timur, cast.boris, cast.nobody, cast.editor];
    for (bell, user) in bells.iter_mut().zip(people) {
        *bell = told(world, user).await.unread;
    }
    bells
}

/// To whom letters come.
async fn letters(world: &World) -> Vec<String> {
    let mut to: Vec<String> = world.letters().await.into_iter().map(|letter| letter.to).collect();
    to.sort();
    to
}

fn important(title: &str) -> NewsDraft {
    NewsDraft { must_read: true, ..draft(title) }
}

async fn withdraw(world: &World, id: NewsId) {
    let version = form_of(world, id).await.version;
    news::withdraw(&editor(world).await, id, version).await.unwrap();
}

async fn all_whom_it_is_for_are_told_once(world: World) {
    let id = published(&world, draft("Всем")).await;
    assert_eq!(bells(&world).await, [0; 5]);
    assert!(world.letters().await.is_empty());
    assert_eq!(bells(&world).await, [1, 1, 1, 0, 0]);
    let page = told(&world, world.cast.anna).await;
    let notice = &page.notices[0].notice;
    assert_eq!(*notice, Notice::NewsAnnounced { news: id, title: "Всем".into() });
    assert_eq!(notice.path(), format!("/news/{id}"));
}

async fn an_entrance_and_a_unit_are_told_alone(world: World) {
    execute(&world.db, "UPDATE unit SET entrance = '1' WHERE label <> '8'").await;
    execute(&world.db, "UPDATE unit SET entrance = '2' WHERE label = '8'").await;
    let second = vec![Target::Entrance(world.cast.house, "2".into())];
    published(&world, for_places("Второму", second)).await;
    world.letters().await;
    assert_eq!(bells(&world).await, [0, 0, 1, 0, 0]);
    published(&world, NewsDraft { accounts: "7000418".into(), ..for_places("Квартире", vec![]) }).await;
    world.letters().await;
    assert_eq!(bells(&world).await, [1, 1, 1, 0, 0]);
    execute(&world.db, "UPDATE residency SET ended_at = since").await;
    published(&world, draft("Никому")).await;
    world.letters().await;
    assert_eq!(bells(&world).await, [1, 1, 1, 0, 0]);
}

async fn what_must_be_read_comes_by_letter_to_those_who_want_letters(world: World) {
    let timur = world.signed_in(world.cast.timur).await;
    want_letters(&timur, &[Subject::Tickets, Subject::Appeals]).await;
    let id = published(&world, important("Проверка газа")).await;
    let letters = world.letters().await;
    let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["anna@example.org", "boris@example.org"]);
    let letter = &letters[0];
    assert_eq!(letter.subject, "Проверка газа");
    let link = format!("https://lk.example.org/news/{id}");
    for part in [link.as_str(), "Отопления не будет с 10:00 до 14:00.", "Ознакомлен"]
    {
        assert!(letter.text.contains(part) && letter.html.contains(part), "{part}: {}", letter.text);
    }
    assert_eq!(bells(&world).await, [1, 1, 1, 0, 0]);
}

async fn what_waits_is_told_at_its_moment(mut world: World) {
    published(&world, NewsDraft { from: "2018-01-25T14:00".into(), ..important("С двух") }).await;
    world.wait(TimeDelta::minutes(39));
    assert!(letters(&world).await.is_empty());
    assert_eq!(bells(&world).await, [0; 5]);
    world.wait(TimeDelta::minutes(1));
    assert_eq!(letters(&world).await.len(), 3);
    assert_eq!(bells(&world).await, [1, 1, 1, 0, 0]);
    world.wait(TimeDelta::days(1));
    assert!(letters(&world).await.is_empty());
}

async fn what_is_moved_is_told_at_its_last_moment(mut world: World) {
    let at = |from: &str| format!("2018-01-25T{from}");
    let id = published(&world, NewsDraft { from: at("14:00"), ..important("С двух") }).await;
    for from in ["16:00", "14:00", "15:00"] {
        let moved = NewsDraft { from: at(from), ..form_of(&world, id).await };
        news::save(&editor(&world).await, &moved).await.unwrap();
    }
    world.wait(TimeDelta::minutes(60));
    assert!(letters(&world).await.is_empty());
    world.wait(TimeDelta::minutes(40));
    assert_eq!(letters(&world).await.len(), 3);
    world.wait(TimeDelta::hours(2));
    assert!(letters(&world).await.is_empty());
    assert_eq!(bells(&world).await, [1, 1, 1, 0, 0]);
}

async fn what_was_taken_back_or_is_over_before_its_moment_is_told_to_nobody(mut world: World) {
    let timed = NewsDraft { from: "2018-01-25T14:00".into(), ..important("Снята") };
    let id = published(&world, timed).await;
    withdraw(&world, id).await;
    // The worker comes back only when the last day is over.
    let short =
        NewsDraft {
            from: "2018-01-25T14:00".into(), to: "2018-01-25".into(), ..important("До вечера")
        };
    published(&world, short).await;
    world.wait(TimeDelta::hours(12));
    assert!(letters(&world).await.is_empty());
    assert_eq!(bells(&world).await, [0; 5]);
}

async fn a_correction_is_told_only_where_it_is_shown_again(mut world: World) {
    let id = published(&world, important("Первая")).await;
    assert_eq!(letters(&world).await.len(), 3);
    world.wait(TimeDelta::hours(1));
    let corrected = NewsDraft { title: "Вторая".into(), ..form_of(&world, id).await };
    news::save(&editor(&world).await, &corrected).await.unwrap();
    assert!(letters(&world).await.is_empty());
    let again = NewsDraft { title: "Третья".into(), again: true, ..form_of(&world, id).await };
    for _ in 0..2 {
        news::save(&editor(&world).await, &again).await.unwrap();
    }
    assert_eq!(letters(&world).await.len(), 3);
    let titles = told(&world, world.cast.anna).await.notices.into_iter().map(|card| card.notice);
    let announced = |title: &str| Notice::NewsAnnounced { news: id, title: title.into() };
    assert_eq!(titles.collect::<Vec<_>>(), [announced("Третья"), announced("Первая")]);
}

async fn what_is_published_again_is_told_again(mut world: World) {
    let id = published(&world, draft("Одна")).await;
    world.letters().await;
    withdraw(&world, id).await;
    world.wait(TimeDelta::minutes(1));
    let version = form_of(&world, id).await.version;
    news::publish(&editor(&world).await, id, version).await.unwrap();
    world.letters().await;
    assert_eq!(bells(&world).await, [2, 2, 2, 0, 0]);
}

/// Lets the jobs of an item come once more, as after a crash before their end was noted.
async fn once_more(world: &World, id: NewsId, at: &str) {
    let job = format!(r#"{{"News":{{"news":"{id}","at":"{at}","after":null,"part":0}}}}"#);
    let tx = world.db.begin().await.unwrap();
    store::outbox::add(&tx, "news", job, world.now).await.unwrap();
    tx.commit().await.unwrap();
}

async fn a_job_that_comes_twice_tells_once(mut world: World) {
    let id = published(&world, important("Одна")).await;
    once_more(&world, id, "2018-01-25T10:20:00Z").await;
    assert_eq!(letters(&world).await.len(), 3);
    world.wait(TimeDelta::hours(1));
    once_more(&world, id, "2018-01-25T10:20:00Z").await;
    once_more(&world, id, "2018-01-25T10:19:00Z").await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(bells(&world).await, [1, 1, 1, 0, 0]);
}

async fn two_workers_tell_once(world: World) {
    for number in 0..5 {
        let id = published(&world, important(&number.to_string())).await;
        once_more(&world, id, "2018-01-25T10:20:00Z").await;
    }
    let (one, other) = (world.system(), world.system());
    let work = async |ctx: &usecases::Ctx| while jobs::run_due(ctx).await.unwrap() > 0 {};
    tokio::join!(work(&one), work(&other));
    assert_eq!(letters(&world).await.len(), 15);
    assert_eq!(bells(&world).await, [5, 5, 5, 0, 0]);
}

async fn a_letter_that_has_not_left_is_kept_back_when_its_item_is(world: World) {
    let id = published(&world, important("Одна")).await;
    // The first round tells, the second one sends.
    jobs::run_due(&world.system()).await.unwrap();
    withdraw(&world, id).await;
    assert!(letters(&world).await.is_empty());
    assert_eq!(bells(&world).await, [1, 1, 1, 0, 0]);
}

async fn a_letter_that_has_not_left_is_kept_back_from_who_has_acknowledged(world: World) {
    let id = published(&world, important("Одна")).await;
    jobs::run_due(&world.system()).await.unwrap();
    news::mark(&world.signed_in(world.cast.anna).await, id, true).await.unwrap();
    // To have read it is not to have acknowledged it.
    news::mark(&world.signed_in(world.cast.boris).await, id, false).await.unwrap();
    assert_eq!(letters(&world).await, ["boris@example.org", "timur@example.org"]);
}

async fn whoever_reads_an_item_has_read_its_notice(world: World) {
    let id = published(&world, important("Одна")).await;
    // The neighbour is faster than the worker.
    let boris = world.signed_in(world.cast.boris).await;
    news::mark(&boris, id, true).await.unwrap();
    assert_eq!(letters(&world).await, ["anna@example.org", "timur@example.org"]);
    assert_eq!(bells(&world).await, [1, 1, 0, 0, 0]);
    news::item(&world.signed_in(world.cast.anna).await, id).await.unwrap();
    assert_eq!(bells(&world).await, [0, 1, 0, 0, 0]);
    assert_eq!(told(&world, world.cast.boris).await.notices.len(), 1);
}

async fn many_are_told_part_by_part(mut world: World) {
    let tx = world.db.begin().await.unwrap();
    for number in 0..450 {
        let person = entity::person::Model {
            id: UserId(Uuid::now_v7()),
            email: format!("p{number}@example.org"),
            password_hash: String::new(),
            role: None,
            created_at: world.now,
            suspended_at: None,
        };
        let unit = entity::unit::Model {
            id: UnitId(Uuid::now_v7()),
            building_id: world.cast.house,
            label: format!("m{number}"),
            entrance: None,
        };
        let account = entity::account::Model {
            id: AccountId(Uuid::now_v7()),
            unit_id: unit.id,
            number: format!("8000{number:03}"),
            number_key: format!("8000{number:03}"),
            unified_number: None,
            area_hundredths: None,
            residents: None,
            opened_on: None,
            closed_on: None,
            phone: None,
            email: None,
        };
        let residency = entity::residency::Model {
            id: ResidencyId(Uuid::now_v7()),
            person_id: person.id,
            account_id: account.id,
            kind: ResidencyKind::Owner.code().into(),
            since: world.now,
            suspended_at: None,
            ended_at: None,
        };
        store::insert(&tx, person).await.unwrap();
        store::insert(&tx, unit).await.unwrap();
        store::insert(&tx, account).await.unwrap();
        store::insert(&tx, residency).await.unwrap();
    }
    tx.commit().await.unwrap();
    published(&world, important("Всем")).await;
    let mut count = Vec::new();
    for _ in 0..4 {
        count.push(world.letters().await.len());
        world.wait(TimeDelta::seconds(10));
    }
    // The letters of each part come after those of the one before, the notices at once.
    assert_eq!(count, [200, 200, 53, 0]);
    let notices = store::testing::all::<entity::notice::Entity>(&world.db).await;
    assert_eq!(notices.len(), 453);
    assert!(notices.iter().all(|notice| notice.at == world.now - TimeDelta::seconds(40)));
}
