use super::desk::{assigned, said, sheet, to, written};
use crate::support::{World, rejection, twins};
use domain::{
    Rejection, Rule,
    access::Role,
    appeals::{Assignment, Change, Note},
    ids::EntryId,
};
use tokio::task::JoinSet;
use usecases::{Error, appeals};
use uuid::Uuid;

twins! {
    the_second_of_two_is_told_what_the_first_has_done,
    who_answers_is_told_what_the_resident_added_meanwhile,
    of_two_answers_at_once_one_is_told_of_the_other,
    a_form_that_is_sent_twice_has_one_effect,
    a_note_hinders_nobody,
}

#[track_caller]
fn changes(rejection: &Rejection) -> &[Change] {
    match rejection.field("") {
        Some(Rule::AppealChanged { changes }) => changes,
        other => panic!("{other:?}"),
    }
}

async fn the_second_of_two_is_told_what_the_first_has_done(world: World) {
    let number = written(&world, "Перерасчёт").await;
    let seen = sheet(&world, number).await;
    assigned(&world, number, Some(world.cast.accountant)).await.unwrap();
    let administrator = world.signed_in(world.cast.administrator).await;
    let refused = rejection(appeals::answer(&administrator, to(&seen, "Сделали")).await);
    let accountant = Some(("accountant@example.org".to_owned(), Role::Accountant));
    assert_eq!(changes(&refused), [Change::Assigned { to: accountant }]);
}

async fn who_answers_is_told_what_the_resident_added_meanwhile(world: World) {
    let number = written(&world, "Перерасчёт").await;
    let seen = sheet(&world, number).await;
    let anna = world.signed_in(world.cast.anna).await;
    appeals::add(&anna, said(seen.row.id, "Есть акт")).await.unwrap();
    let manager = world.signed_in(world.cast.manager).await;
    let refused = rejection(appeals::answer(&manager, to(&seen, "Сделали")).await);
    assert_eq!(changes(&refused), [Change::Added]);
    appeals::answer(&manager, to(&sheet(&world, number).await, "Сделали")).await.unwrap();
}

async fn of_two_answers_at_once_one_is_told_of_the_other(world: World) {
    for round in 0..5 {
        let number = written(&world, &format!("Перерасчёт {round}")).await;
        let seen = sheet(&world, number).await;
        let mut tried = JoinSet::new();
        for user in [world.cast.accountant, world.cast.manager, world.cast.administrator] {
            let (ctx, answer) = (world.signed_in(user).await, to(&seen, &format!("Ответ {user}")));
            tried.spawn(async move { appeals::answer(&ctx, answer).await });
        }
        let outcomes = tried.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes {
            if let Err(Error::Rejected(refused)) = outcome {
                assert_eq!(changes(&refused), [Change::Answered]);
            }
        }
    }
}

async fn a_form_that_is_sent_twice_has_one_effect(world: World) {
    let number = written(&world, "Перерасчёт").await;
    let seen = sheet(&world, number).await;
    let manager = world.signed_in(world.cast.manager).await;
    let mine = Assignment { appeal: seen.row.id, seen: seen.version, employee: Some(world.cast.manager) };
    let answer = to(&seen, "Сделали");
    for _ in 0..2 {
        appeals::assign(&manager, mine).await.unwrap();
    }
    let answer = domain::appeals::Answer { seen: 2, ..answer };
    for _ in 0..2 {
        appeals::answer(&manager, answer.clone()).await.unwrap();
    }
    assert_eq!(sheet(&world, number).await.version, 3);
}

async fn a_note_hinders_nobody(world: World) {
    let number = written(&world, "Перерасчёт").await;
    let seen = sheet(&world, number).await;
    let accountant = world.signed_in(world.cast.accountant).await;
    let note = Note { id: EntryId(Uuid::now_v7()), appeal: seen.row.id, text: "Проверить".into() };
    appeals::note(&accountant, note).await.unwrap();
    let manager = world.signed_in(world.cast.manager).await;
    appeals::answer(&manager, to(&seen, "Сделали")).await.unwrap();
}
