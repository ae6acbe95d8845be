use super::{is_hidden, manager, manager_elsewhere, others, told};
use crate::{
    readings::household::day,
    support::{World, rejection, token_in, twins},
};
use domain::{
    Rejection,
    ids::{ResidencyId, UserId},
    notices::UnitOutcome,
    registry::{DisputeAnswer, ResidencyDates, Wrong},
    residency::ResidencyKind,
};
use store::{entity, testing};
use usecases::{registry, residency};

twins! {
    whoever_moves_out_loses_the_unit_and_is_told,
    from_when_on_somebody_lives_there_is_set,
    somebody_who_moved_out_comes_back_unless_they_are_there_again,
    who_may_not_change_moves_nobody,
    a_dispute_is_settled_for_the_newcomer_and_both_sides_hear,
    a_dispute_is_settled_against_the_newcomer_once,
}

async fn residency_of(world: &World, user: UserId) -> ResidencyId {
    let found = testing::all::<entity::residency::Entity>(&world.db).await;
    let of =
        |row: &&entity::residency::Model| row.person_id == user && row.account_id == world.cast.flat.account;
    found.iter().find(of).unwrap().id
}

fn dates(residency: ResidencyId, kind: &str, from: &str, to: &str) -> ResidencyDates {
    ResidencyDates { residency, kind: kind.into(), from: from.into(), to: to.into() }
}

async fn accounts_of(world: &World, user: UserId) -> usize {
    world.signed_in(user).await.visitor.unwrap().person.accounts.len()
}

async fn whoever_moves_out_loses_the_unit_and_is_told(world: World) {
    let timur = residency_of(&world, world.cast.timur).await;
    let manager = manager(&world).await;
    let form = dates(timur, "tenant", "2017-05-01", "2018-01-24");
    registry::date(&manager, &form).await.unwrap();
    registry::date(&manager, &form).await.unwrap();
    assert_eq!(accounts_of(&world, world.cast.timur).await, 0);
    assert_eq!(told(&world, world.cast.timur).await, [(UnitOutcome::Ended, String::new())]);
    let letter = world.letter_to("timur@example.org").await;
    assert_eq!(letter.subject, "Лицевой счёт 7000418: доступ закрыт");
    let page = registry::account(&manager, world.cast.flat.account, None).await.unwrap();
    let resident = page.residents.iter().find(|resident| resident.id == timur).unwrap();
    assert_eq!((resident.from, resident.to), (day("2017-05-01"), Some(day("2018-01-24"))));
    assert_eq!(page.history.len(), 1);
    assert_eq!(page.history[0].about.as_deref(), Some("timur@example.org"));
}

async fn from_when_on_somebody_lives_there_is_set(world: World) {
    let timur = residency_of(&world, world.cast.timur).await;
    let manager = manager(&world).await;
    registry::date(&manager, &dates(timur, "registered", "2016-02-29", "")).await.unwrap();
    let page = registry::account(&manager, world.cast.flat.account, None).await.unwrap();
    let resident = page.residents.iter().find(|resident| resident.id == timur).unwrap();
    assert_eq!((resident.kind, resident.from), (ResidencyKind::Registered, day("2016-02-29")));
    assert_eq!(accounts_of(&world, world.cast.timur).await, 1);
    assert!(world.letters().await.is_empty());
}

async fn somebody_who_moved_out_comes_back_unless_they_are_there_again(world: World) {
    let timur = residency_of(&world, world.cast.timur).await;
    let manager = manager(&world).await;
    registry::date(&manager, &dates(timur, "tenant", "2017-05-01", "2018-01-25")).await.unwrap();
    registry::date(&manager, &dates(timur, "tenant", "2017-05-01", "")).await.unwrap();
    assert_eq!(accounts_of(&world, world.cast.timur).await, 1);
    registry::date(&manager, &dates(timur, "tenant", "2017-05-01", "2018-01-25")).await.unwrap();
    world.letters().await;
    let ctx = world.signed_in(world.cast.timur).await;
    residency::claim(&ctx, "7000418", "Соловьёва").await.unwrap();
    let token = token_in(&world.letter_to("timur@example.org").await, "units/confirm");
    residency::confirm(&ctx, &token).await.unwrap();
    let twice = registry::date(&manager, &dates(timur, "tenant", "2017-05-01", "")).await;
    assert_eq!(rejection(twice), Rejection::of("to", Wrong::TiedAlready));
}

async fn who_may_not_change_moves_nobody(world: World) {
    let timur = residency_of(&world, world.cast.timur).await;
    let form = dates(timur, "tenant", "2017-05-01", "2018-01-24");
    let answer = DisputeAnswer { residency: timur, stays: false, reason: "Так".into() };
    let mut strangers = others(&world).await;
    strangers.push(manager_elsewhere(&world).await);
    for ctx in strangers {
        assert!(is_hidden(&registry::date(&ctx, &form).await));
        assert!(is_hidden(&registry::settle(&ctx, &answer).await));
    }
    assert_eq!(accounts_of(&world, world.cast.timur).await, 1);
}

/// Boris has come to live in Anna's flat, and she has said that she does not know him.
async fn disputed(world: &World) -> ResidencyId {
    let boris = world.signed_in(world.cast.boris).await;
    residency::claim(&boris, "7000418", "Соловьёва").await.unwrap();
    let token = token_in(&world.letter_to("boris@example.org").await, "units/confirm");
    residency::confirm(&boris, &token).await.unwrap();
    let letters = world.letters().await;
    let letter = letters.iter().find(|letter| letter.to == "anna@example.org").unwrap();
    residency::dispute(&world.guest(), &token_in(letter, "units/dispute")).await.unwrap();
    world.letters().await;
    residency_of(world, world.cast.boris).await
}

async fn a_dispute_is_settled_for_the_newcomer_and_both_sides_hear(world: World) {
    let residency = disputed(&world).await;
    let manager = manager(&world).await;
    let page = registry::claims(&manager, None).await.unwrap();
    assert_eq!(page.disputes.iter().map(|of| of.id).collect::<Vec<_>>(), [residency]);
    let answer = DisputeAnswer { residency, stays: true, reason: "Проверили договор".into() };
    registry::settle(&manager, &answer).await.unwrap();
    assert_eq!(accounts_of(&world, world.cast.boris).await, 2);
    let note = || "Проверили договор".to_owned();
    assert_eq!(told(&world, world.cast.boris).await, [(UnitOutcome::Restored, note())]);
    assert_eq!(told(&world, world.cast.anna).await, [(UnitOutcome::NewcomerStays, note())]);
    let mut letters: Vec<String> = world.letters().await.into_iter().map(|letter| letter.to).collect();
    letters.sort_unstable();
    assert_eq!(letters, ["anna@example.org", "boris@example.org", "timur@example.org"]);
    assert!(registry::claims(&manager, None).await.unwrap().disputes.is_empty());
}

async fn a_dispute_is_settled_against_the_newcomer_once(world: World) {
    let residency = disputed(&world).await;
    let manager = manager(&world).await;
    let silent = DisputeAnswer { residency, stays: false, reason: " ".into() };
    assert_eq!(
        rejection(registry::settle(&manager, &silent).await),
        Rejection::of("reason", domain::Rule::ReasonMissing)
    );
    let answer = DisputeAnswer { reason: "Договора нет".into(), ..silent };
    registry::settle(&manager, &answer).await.unwrap();
    let again = rejection(registry::settle(&manager, &answer).await);
    assert_eq!(again, Rejection::form(Wrong::DecidedAlready));
    assert_eq!(accounts_of(&world, world.cast.boris).await, 1);
    assert_eq!(told(&world, world.cast.timur).await.len(), 1);
    let page = registry::account(&manager, world.cast.flat.account, None).await.unwrap();
    let boris = page.residents.iter().find(|resident| resident.id == residency).unwrap();
    assert_eq!((boris.to, boris.suspended), (Some(day("2018-01-25")), false));
}
