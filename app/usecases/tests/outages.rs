//! Who hears of an outage, of what, and how often.
use crate::{
    incidents::{accident, corrected_in},
    support::{World, twins, want_letters},
    tickets::desk::other_house,
};
use chrono::TimeDelta;
use domain::{
    ids::{AccountId, IncidentId, ResidencyId, UserId},
    incidents::{IncidentKind, NewIncident, Turn},
    notices::{Notice, Subject},
};
use store::{entity, testing};
use usecases::{
    incidents,
    jobs::{self, Job},
    notices,
    ports::Letter,
};
use uuid::Uuid;

twins! {
    everybody_whom_it_touches_is_told_once,
    however_often_the_job_is_done_nobody_is_told_twice,
    several_workers_tell_everybody_once,
    other_times_are_told_and_other_words_are_not,
    who_comes_in_by_a_correction_hears_the_announcement,
    whom_it_touches_no_more_hears_that,
    its_end_is_told_to_those_who_know_of_it,
    what_ends_before_it_begins_is_cancelled,
    a_planned_outage_is_told_at_its_announcement_and_not_again,
    of_an_entrance_its_people_are_told,
    who_wants_no_letters_finds_it_behind_the_bell,
    who_has_moved_out_hears_nothing,
    many_people_are_told_in_parts,
}

async fn declared(world: &World, new: NewIncident) -> IncidentId {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    incidents::declare(&dispatcher, new).await.unwrap()
}

async fn corrected(world: &World, id: IncidentId, seen: i64, text: &str, to: &str, places: &[String]) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    incidents::edit(&dispatcher, corrected_in(id, seen, text, to, places)).await.unwrap();
}

async fn ended(world: &World, id: IncidentId) {
    incidents::end(&world.signed_in(world.cast.dispatcher).await, id).await.unwrap();
}

/// What somebody was told, the last first.
async fn told(world: &World, user: UserId) -> Vec<Turn> {
    let page = notices::page(&world.signed_in(user).await, None).await.unwrap();
    let turn = |notice: &Notice| match notice {
        Notice::Outage { turn, .. } => *turn,
        other => panic!("not of an outage: {other:?}"),
    };
    page.notices.iter().map(|card| turn(&card.notice)).collect()
}

/// To whom letters came.
fn addressees(letters: &[Letter]) -> Vec<&str> {
    let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    to
}

const EVERYBODY: [&str; 3] = ["anna@example.org", "boris@example.org", "timur@example.org"];
const TEXT: &str = "Нет холодной воды: порыв на вводе";
const UNTIL: &str = "2018-01-25T18:00";

async fn everybody_whom_it_touches_is_told_once(world: World) {
    let new = accident(world.cast.house, None);
    for _ in 0..2 {
        declared(&world, new.clone()).await;
    }
    let letters = world.letters().await;
    assert_eq!(addressees(&letters), EVERYBODY);
    for letter in &letters {
        assert_eq!(letter.subject, "Авария: холодная вода");
        assert!(letter.text.contains("25.01.2018 с 12:40 до 18:00"), "{}", letter.text);
        assert!(letter.text.contains(&format!("https://lk.example.org/incidents/{}", new.id)));
    }
    for user in [world.cast.anna, world.cast.timur, world.cast.boris] {
        assert_eq!(told(&world, user).await, [Turn::Announced]);
    }
    for user in [world.cast.nobody, world.cast.dispatcher] {
        assert!(told(&world, user).await.is_empty());
    }
    let page = notices::page(&world.signed_in(world.cast.anna).await, None).await.unwrap();
    let Notice::Outage { places, text, .. } = &page.notices[0].notice else { panic!() };
    assert_eq!((places.as_slice(), text.as_str()), (&["г Москва, ул Авиаторов, д. 6".to_owned()][..], TEXT));
}

/// Promises the job again.
async fn again(world: &World, id: IncidentId) {
    let tx = world.db.begin().await.unwrap();
    jobs::enqueue(&tx, &Job::Incident { id }, world.now).await.unwrap();
    tx.commit().await.unwrap();
}

async fn however_often_the_job_is_done_nobody_is_told_twice(world: World) {
    let id = declared(&world, accident(world.cast.house, None)).await;
    again(&world, id).await;
    assert_eq!(world.letters().await.len(), 3);
    again(&world, id).await;
    again(&world, IncidentId(Uuid::now_v7())).await;
    assert!(world.letters().await.is_empty());
    ended(&world, id).await;
    again(&world, id).await;
    assert_eq!(world.letters().await.len(), 3);
    assert_eq!(told(&world, world.cast.anna).await, [Turn::Ended, Turn::Announced]);
}

async fn several_workers_tell_everybody_once(world: World) {
    let id = declared(&world, accident(world.cast.house, None)).await;
    for _ in 0..20 {
        again(&world, id).await;
    }
    let workers = (0..4).map(|_| {
        let ctx = world.system();
        tokio::spawn(async move { while jobs::run_due(&ctx).await.unwrap() > 0 {} })
    });
    for worker in workers.collect::<Vec<_>>() {
        worker.await.unwrap();
    }
    assert_eq!(addressees(&world.letters().await), EVERYBODY);
    assert_eq!(told(&world, world.cast.anna).await, [Turn::Announced]);
}

async fn other_times_are_told_and_other_words_are_not(world: World) {
    let house = [world.cast.house.to_string()];
    let id = declared(&world, accident(world.cast.house, None)).await;
    world.letters().await;
    corrected(&world, id, 0, "Нет воды", UNTIL, &house).await;
    assert!(world.letters().await.is_empty());
    corrected(&world, id, 1, "Нет воды", "2018-01-25T21:30", &house).await;
    let letters = world.letters().await;
    assert_eq!(addressees(&letters), EVERYBODY);
    assert_eq!(letters[0].subject, "Изменилось: авария, холодная вода");
    assert!(letters[0].text.contains("25.01.2018 с 12:40 до 21:30"), "{}", letters[0].text);
    assert_eq!(told(&world, world.cast.anna).await, [Turn::Changed, Turn::Announced]);
}

async fn who_comes_in_by_a_correction_hears_the_announcement(world: World) {
    let (other, _) = other_house(&world).await;
    let (house, entrance) = (world.cast.house.to_string(), format!("{other}:1"));
    let id = declared(&world, accident(other, Some("1"))).await;
    assert_eq!(addressees(&world.letters().await), ["boris@example.org"]);
    // Boris lives in both: for him it is in one place more.
    corrected(&world, id, 0, TEXT, UNTIL, &[entrance, house]).await;
    assert_eq!(addressees(&world.letters().await), EVERYBODY);
    assert_eq!(told(&world, world.cast.anna).await, [Turn::Announced]);
    assert_eq!(told(&world, world.cast.timur).await, [Turn::Announced]);
    assert_eq!(told(&world, world.cast.boris).await, [Turn::Changed, Turn::Announced]);
}

async fn whom_it_touches_no_more_hears_that(world: World) {
    let (other, _) = other_house(&world).await;
    let (house, other) = (world.cast.house.to_string(), other.to_string());
    let id = declared(&world, accident(world.cast.house, None)).await;
    world.letters().await;
    corrected(&world, id, 0, TEXT, UNTIL, &[other]).await;
    let letters = world.letters().await;
    assert_eq!(addressees(&letters), EVERYBODY);
    let of_anna = letters.iter().find(|letter| letter.to == "anna@example.org").unwrap();
    assert_eq!(of_anna.subject, "Вас больше не касается: авария, холодная вода");
    assert_eq!(told(&world, world.cast.boris).await, [Turn::Changed, Turn::Announced]);
    corrected(&world, id, 1, TEXT, "", &[house]).await;
    world.letters().await;
    assert_eq!(told(&world, world.cast.anna).await, [Turn::Announced, Turn::Elsewhere, Turn::Announced]);
}

async fn its_end_is_told_to_those_who_know_of_it(mut world: World) {
    let id = declared(&world, accident(world.cast.house, None)).await;
    world.letters().await;
    let vera = resident(&world, "vera", world.cast.newcomers.account).await;
    world.wait(TimeDelta::hours(3));
    ended(&world, id).await;
    let letters = world.letters().await;
    assert_eq!(addressees(&letters), EVERYBODY);
    assert_eq!(letters[0].subject, "Закончилось: авария, холодная вода");
    assert!(letters[0].text.contains("25.01.2018 в 16:20"), "{}", letters[0].text);
    assert!(told(&world, vera).await.is_empty());
    let unnoticed = declared(&world, accident(world.cast.house, None)).await;
    ended(&world, unnoticed).await;
    assert!(world.letters().await.is_empty());
}

async fn what_ends_before_it_begins_is_cancelled(world: World) {
    let id = declared(&world, planned(&world, "2018-01-30T10:00:00")).await;
    world.letters().await;
    ended(&world, id).await;
    let letters = world.letters().await;
    assert_eq!(letters[0].subject, "Отменено: плановое отключение, холодная вода");
    assert_eq!(told(&world, world.cast.anna).await, [Turn::Cancelled, Turn::Announced]);
}

fn planned(world: &World, from: &str) -> NewIncident {
    let from = from.parse().unwrap();
    NewIncident { kind: IncidentKind::Planned, from, to: None, ..accident(world.cast.house, None) }
}

async fn a_planned_outage_is_told_at_its_announcement_and_not_again(mut world: World) {
    declared(&world, planned(&world, "2018-02-08T10:00:00")).await;
    assert_eq!(addressees(&world.letters().await), EVERYBODY);
    for _ in 0..15 {
        world.wait(TimeDelta::days(1));
        assert!(world.letters().await.is_empty());
    }
    assert_eq!(told(&world, world.cast.anna).await, [Turn::Announced]);
}

async fn of_an_entrance_its_people_are_told(world: World) {
    let (other, _) = other_house(&world).await;
    declared(&world, accident(other, Some("2"))).await;
    assert!(world.letters().await.is_empty());
    declared(&world, accident(other, Some("1"))).await;
    assert_eq!(addressees(&world.letters().await), ["boris@example.org"]);
    // An entrance that nobody knows may be any.
    declared(&world, accident(world.cast.house, Some("2"))).await;
    assert_eq!(addressees(&world.letters().await), EVERYBODY);
}

async fn who_wants_no_letters_finds_it_behind_the_bell(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    want_letters(&anna, &[Subject::Tickets, Subject::Appeals]).await;
    declared(&world, accident(world.cast.house, None)).await;
    assert_eq!(addressees(&world.letters().await), ["boris@example.org", "timur@example.org"]);
    assert_eq!(told(&world, world.cast.anna).await, [Turn::Announced]);
}

async fn who_has_moved_out_hears_nothing(world: World) {
    let id = declared(&world, accident(world.cast.house, None)).await;
    world.letters().await;
    let gone = "UPDATE residency SET ended_at = since \
                WHERE person_id = (SELECT id FROM person WHERE email = 'timur@example.org')";
    testing::execute(&world.db, gone).await;
    corrected(&world, id, 0, TEXT, "", &[world.cast.house.to_string()]).await;
    assert_eq!(addressees(&world.letters().await), ["anna@example.org", "boris@example.org"]);
    ended(&world, id).await;
    assert_eq!(addressees(&world.letters().await), ["anna@example.org", "boris@example.org"]);
}

/// Somebody who lives at an account.
async fn resident(world: &World, name: &str, account: AccountId) -> UserId {
    residents(world, &[name.to_owned()], account).await[0]
}

async fn residents(world: &World, names: &[String], account: AccountId) -> Vec<UserId> {
    let person = |name: &String| entity::person::Model {
        id: UserId(Uuid::now_v7()),
        email: format!("{name}@example.org"),
        password_hash: String::new(),
        role: None,
        created_at: world.now,
        suspended_at: None,
    };
    let people: Vec<_> = names.iter().map(person).collect();
    let ids: Vec<UserId> = people.iter().map(|person| person.id).collect();
    let residency = |person: &UserId| entity::residency::Model {
        id: ResidencyId(Uuid::now_v7()),
        person_id: *person,
        account_id: account,
        kind: "tenant".into(),
        since: world.now,
        suspended_at: None,
        ended_at: None,
    };
    let residencies = ids.iter().map(residency).collect();
    let tx = world.db.begin().await.unwrap();
    store::insert_all(&tx, people).await.unwrap();
    store::insert_all(&tx, residencies).await.unwrap();
    tx.commit().await.unwrap();
    ids
}

async fn many_people_are_told_in_parts(world: World) {
    let names: Vec<String> = (0..450).map(|number| format!("tenant{number:03}")).collect();
    let ids = residents(&world, &names, world.cast.newcomers.account).await;
    let id = declared(&world, accident(world.cast.house, None)).await;
    let letters = world.letters().await;
    let mut to = addressees(&letters);
    to.dedup();
    assert_eq!((letters.len(), to.len()), (453, 453));
    let jobs = testing::all::<entity::outbox::Entity>(&world.db).await;
    assert_eq!(jobs.iter().filter(|job| job.kind == "incident").count(), 3);
    ended(&world, id).await;
    assert_eq!(world.letters().await.len(), 453);
    assert_eq!(told(&world, ids[449]).await, [Turn::Ended, Turn::Announced]);
}
