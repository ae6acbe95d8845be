use super::desk::{answered, assigned, is_not_found, new, page, sheet, written};
use crate::{
    support::{World, twins},
    tickets::desk::other_house,
};
use chrono::TimeDelta;
use domain::appeals::{AssigneeFilter, InboxFilter, Kind, State};
use usecases::{Ctx, appeals};

twins! {
    the_inbox_is_by_time_left,
    the_inbox_is_filtered,
    what_is_answered_is_in_an_inbox_of_its_own_the_latest_first,
    a_long_inbox_is_read_part_by_part,
    who_is_bound_to_houses_sees_nothing_of_others,
    the_inbox_takes_four_statements_however_long_it_is,
}

async fn texts(ctx: &Ctx, filter: InboxFilter) -> Vec<String> {
    let inbox = appeals::inbox(ctx, filter, None).await.unwrap();
    inbox.rows.into_iter().map(|row| row.text).collect()
}

async fn the_inbox_is_by_time_left(mut world: World) {
    for text in ["Первое", "Второе"] {
        written(&world, text).await;
        world.wait(TimeDelta::days(3));
    }
    let reopened = written(&world, "Третье").await;
    let accountant = world.signed_in(world.cast.accountant).await;
    assert_eq!(texts(&accountant, InboxFilter::default()).await, ["Первое", "Второе", "Третье"]);
    world.wait(TimeDelta::days(9));
    assigned(&world, reopened, Some(world.cast.manager)).await.unwrap();
    let manager = world.signed_in(world.cast.manager).await;
    let inbox = appeals::inbox(&manager, InboxFilter::default(), None).await.unwrap();
    let counts = (inbox.counts.waiting, inbox.counts.mine, inbox.counts.unassigned, inbox.counts.overdue);
    assert_eq!(counts, (3, 1, 2, 1));
    let first = &inbox.rows[0];
    assert!(first.clock.unwrap().standing.is_breached());
    assert_eq!((first.address.as_str(), first.label.as_str()), ("г Москва, ул Авиаторов, д. 6", "7"));
    assert_eq!(inbox.colleagues.len(), 3);
}

async fn the_inbox_is_filtered(world: World) {
    let (other, _) = other_house(&world).await;
    let first = written(&world, "Перерасчёт").await;
    let anna = world.signed_in(world.cast.anna).await;
    appeals::create(&anna, new(world.cast.flat.account, Kind::Certificate, "Справка")).await.unwrap();
    assigned(&world, first, Some(world.cast.accountant)).await.unwrap();
    let manager = world.signed_in(world.cast.manager).await;
    let all = InboxFilter::default();
    for (filter, expected) in [
        (InboxFilter { kind: Some(Kind::Certificate), ..all }, vec!["Справка"]),
        (InboxFilter { state: Some(State::InWork), ..all }, vec!["Перерасчёт"]),
        (InboxFilter { assignee: Some(AssigneeFilter::Nobody), ..all }, vec!["Справка"]),
        (
            InboxFilter { assignee: Some(AssigneeFilter::Is(world.cast.accountant)), ..all },
            vec!["Перерасчёт"],
        ),
        (InboxFilter { building: Some(other), ..all }, vec![]),
        (
            InboxFilter { building: Some(world.cast.house), kind: Some(Kind::Charges), ..all },
            vec!["Перерасчёт"],
        ),
    ] {
        assert_eq!(texts(&manager, filter).await, expected);
    }
}

async fn what_is_answered_is_in_an_inbox_of_its_own_the_latest_first(mut world: World) {
    for text in ["Первое", "Второе"] {
        let number = written(&world, text).await;
        answered(&world, number, "Готово").await.unwrap();
        world.wait(TimeDelta::minutes(1));
    }
    let last = written(&world, "Третье").await;
    let manager = world.signed_in(world.cast.manager).await;
    assert_eq!(texts(&manager, InboxFilter::default()).await, ["Третье"]);
    let ended = InboxFilter { ended: true, ..InboxFilter::default() };
    assert_eq!(texts(&manager, ended).await, ["Второе", "Первое"]);
    let id = page(&world, last).await.card.id;
    appeals::close(&world.signed_in(world.cast.anna).await, id).await.unwrap();
    assert_eq!(texts(&manager, ended).await, ["Третье", "Второе", "Первое"]);
}

async fn many(world: &World, count: i64) {
    for number in 0..count {
        written(world, &number.to_string()).await;
        store::testing::execute(&world.db, "DELETE FROM throttle").await;
    }
}

async fn a_long_inbox_is_read_part_by_part(world: World) {
    many(&world, 60).await;
    let manager = world.signed_in(world.cast.manager).await;
    let first = appeals::inbox(&manager, InboxFilter::default(), None).await.unwrap();
    let after = first.next.unwrap().to_string().parse().unwrap();
    let second = appeals::inbox(&manager, InboxFilter::default(), Some(after)).await.unwrap();
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 10, None));
    let numbers: Vec<i64> = first.rows.iter().chain(&second.rows).map(|row| row.number).collect();
    assert_eq!(numbers, (1..=60).collect::<Vec<i64>>());
}

async fn who_is_bound_to_houses_sees_nothing_of_others(world: World) {
    let (other, _) = other_house(&world).await;
    let here = written(&world, "Перерасчёт").await;
    let seen = sheet(&world, here).await;
    let administrator = world.signed_in(world.cast.administrator).await;
    usecases::staff::serve(&administrator, "accountant@example.org", vec![other]).await.unwrap();
    let accountant = world.signed_in(world.cast.accountant).await;
    assert!(is_not_found(&appeals::sheet(&accountant, here).await));
    assert!(is_not_found(&appeals::answer(&accountant, super::desk::to(&seen, "Готово")).await));
    assert!(texts(&accountant, InboxFilter::default()).await.is_empty());
    let inbox = appeals::inbox(&accountant, InboxFilter::default(), None).await.unwrap();
    assert_eq!((inbox.counts.waiting, inbox.houses.len()), (0, 1));
}

async fn the_inbox_takes_four_statements_however_long_it_is(world: World) {
    let manager = world.signed_in(world.cast.manager).await;
    appeals::inbox(&manager, InboxFilter::default(), None).await.unwrap();
    let count = async || {
        let before = world.db.statements();
        appeals::inbox(&manager, InboxFilter::default(), None).await.unwrap();
        world.db.statements() - before
    };
    assert_eq!(count().await, 4);
    many(&world, 10).await;
    assert_eq!(count().await, 4);
}
