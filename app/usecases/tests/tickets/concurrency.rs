use super::desk::{executor, sheet, step, written};
use crate::support::{World, rejection, twins};
use domain::{
    Rejection, Rule,
    tickets::{Assignment, Happening, Move, Step},
};
use tokio::task::JoinSet;
use usecases::{Error, tickets};

twins! {
    the_second_of_two_is_told_what_the_first_has_done,
    of_two_at_once_one_is_told_of_the_other,
    a_form_that_is_sent_twice_has_one_effect,
    a_form_of_a_colleague_with_the_same_wish_is_told_too,
    a_comment_hinders_nobody,
}

fn to(sheet: &domain::tickets::StaffTicket, step: Step) -> Move {
    let note = if step.needs_words() { "Подключил".into() } else { String::new() };
    Move { ticket: sheet.row.id, seen: sheet.version, step, note, until: None }
}

#[track_caller]
fn changes(rejection: &Rejection) -> &[Happening] {
    match rejection.field("") {
        Some(Rule::ChangedMeanwhile { changes }) => changes,
        other => panic!("{other:?}"),
    }
}

async fn the_second_of_two_is_told_what_the_first_has_done(world: World) {
    let number = written(&world, "нет света").await;
    let electrician = executor(&world, "Сергей П.").await;
    let seen = sheet(&world, number).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let manager = world.signed_in(world.cast.manager).await;
    let assigned =
        Assignment { ticket: seen.row.id, seen: seen.version, executor: Some(electrician), start: true };
    tickets::assign(&dispatcher, assigned).await.unwrap();
    let refused = rejection(tickets::move_on(&manager, to(&seen, Step::Decline)).await);
    let expected = [
        Happening::Assigned { executor: Some("Сергей П.".into()) },
        Happening::Moved { step: Step::Start, note: None, until: None },
    ];
    assert_eq!(changes(&refused), expected);
    tickets::move_on(&manager, to(&sheet(&world, number).await, Step::Decline)).await.unwrap();
}

async fn of_two_at_once_one_is_told_of_the_other(world: World) {
    for round in 0..5 {
        let number = written(&world, &format!("нет света {round}")).await;
        let seen = sheet(&world, number).await;
        let mut tried = JoinSet::new();
        for (user, step) in [
            (world.cast.dispatcher, Step::Start),
            (world.cast.manager, Step::Decline),
            (world.cast.administrator, Step::Defer),
        ] {
            let (ctx, to) = (world.signed_in(user).await, to(&seen, step));
            tried.spawn(async move { tickets::move_on(&ctx, to).await });
        }
        let outcomes = tried.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes {
            if let Err(Error::Rejected(refused)) = outcome {
                assert_eq!(changes(&refused).len(), 1);
            }
        }
        assert_eq!(sheet(&world, number).await.version, 2);
    }
}

async fn a_form_that_is_sent_twice_has_one_effect(world: World) {
    let number = written(&world, "нет света").await;
    let seen = sheet(&world, number).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for _ in 0..2 {
        tickets::move_on(&dispatcher, to(&seen, Step::Start)).await.unwrap();
    }
    let electrician = executor(&world, "Сергей П.").await;
    let assigned = Assignment { ticket: seen.row.id, seen: 2, executor: Some(electrician), start: false };
    for _ in 0..2 {
        tickets::assign(&dispatcher, assigned).await.unwrap();
    }
    assert_eq!(sheet(&world, number).await.version, 3);
}

async fn a_form_of_a_colleague_with_the_same_wish_is_told_too(world: World) {
    let number = written(&world, "нет света").await;
    let seen = sheet(&world, number).await;
    step(&world, number, Step::Start).await.unwrap();
    let manager = world.signed_in(world.cast.manager).await;
    assert_eq!(changes(&rejection(tickets::move_on(&manager, to(&seen, Step::Start)).await)).len(), 1);
}

async fn a_comment_hinders_nobody(world: World) {
    let number = written(&world, "нет света").await;
    let seen = sheet(&world, number).await;
    let anna = world.signed_in(world.cast.anna).await;
    tickets::comment(&anna, super::desk::said(seen.row.id, "Жду")).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    tickets::answer(&dispatcher, super::desk::said(seen.row.id, "Едем")).await.unwrap();
    tickets::move_on(&dispatcher, to(&seen, Step::Start)).await.unwrap();
}
