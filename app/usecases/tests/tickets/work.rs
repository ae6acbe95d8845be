use super::desk::{executor, is_not_found, page, said, sheet, step, steps, written};
use crate::support::{World, rejection, twins};
use chrono::{Days, TimeDelta};
use domain::{
    Rule,
    tickets::{Assignment, Category, Kind, Limit, Move, Sorting, Standing, State, Step, Whose},
};
use usecases::tickets;

twins! {
    a_result_or_a_reason_has_to_be_given,
    a_deferred_tickets_clock_stands_and_goes_on,
    what_was_late_before_it_was_deferred_stays_late,
    it_is_deferred_to_a_day_that_comes,
    an_assigned_ticket_may_begin_at_once,
    who_takes_no_work_on_any_more_gets_none,
    a_ticket_that_is_sorted_anew_has_other_clocks,
    only_an_emergency_is_localised,
    only_who_handles_tickets_does_anything_with_them,
}

async fn a_result_or_a_reason_has_to_be_given(world: World) {
    let number = written(&world, "нет света").await;
    step(&world, number, Step::Start).await.unwrap();
    let sheet = sheet(&world, number).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for (step, rule) in [(Step::Complete, Rule::ResultMissing), (Step::Decline, Rule::ReasonMissing)] {
        let to = Move { ticket: sheet.row.id, seen: sheet.version, step, note: " ".into(), until: None };
        assert_eq!(rejection(tickets::move_on(&dispatcher, to).await).field("note"), Some(&rule));
    }
    assert_eq!(page(&world, number).await.card.state, State::InProgress);
}

async fn a_deferred_tickets_clock_stands_and_goes_on(mut world: World) {
    let number = written(&world, "Холодная вода еле течёт, слабый напор").await;
    sorted(&world, number, Kind::Quality).await;
    world.wait(TimeDelta::minutes(30));
    step(&world, number, Step::Defer).await.unwrap();
    world.wait(TimeDelta::days(2));
    let clock = page(&world, number).await.card.clock.unwrap();
    assert_eq!((clock.limit, clock.standing), (Limit::Quality, Standing::Paused { minutes_left: 90 }));
    step(&world, number, Step::Reopen).await.unwrap();
    let clock = page(&world, number).await.card.clock.unwrap();
    assert_eq!(clock.standing, Standing::Running { minutes_left: 90 });
}

async fn sorted(world: &World, number: i64, kind: Kind) {
    let sheet = sheet(world, number).await;
    let to = Sorting {
        ticket: sheet.row.id,
        seen: sheet.version,
        category: sheet.row.category,
        kind,
        house: false,
    };
    tickets::sort(&world.signed_in(world.cast.dispatcher).await, to).await.unwrap();
}

async fn what_was_late_before_it_was_deferred_stays_late(mut world: World) {
    let number = written(&world, "Засор канализации").await;
    world.wait(TimeDelta::minutes(150));
    step(&world, number, Step::Defer).await.unwrap();
    world.wait(TimeDelta::minutes(100));
    step(&world, number, Step::Reopen).await.unwrap();
    let clock = page(&world, number).await.card.clock.unwrap();
    assert_eq!(clock.standing, Standing::Breached { minutes_over: 130 });
}

async fn it_is_deferred_to_a_day_that_comes(world: World) {
    let number = written(&world, "Засор").await;
    let sheet = sheet(&world, number).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let to = |until| Move {
        ticket: sheet.row.id,
        seen: sheet.version,
        step: Step::Defer,
        note: "Ждём деталь".into(),
        until: Some(until),
    };
    let today = dispatcher.today();
    for until in [today, today + Days::new(366)] {
        let wrong = rejection(tickets::move_on(&dispatcher, to(until)).await);
        assert!(matches!(wrong.field("until"), Some(Rule::DayOutside { .. })), "{wrong:?}");
    }
    tickets::move_on(&dispatcher, to(today + Days::new(2))).await.unwrap();
    let page = page(&world, number).await;
    assert_eq!((page.deferred_until, page.card.state), (Some(today + Days::new(2)), State::Deferred));
}

async fn an_assigned_ticket_may_begin_at_once(world: World) {
    let number = written(&world, "нет света").await;
    let electrician = executor(&world, "Сергей П.").await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let ticket = sheet(&world, number).await.row.id;
    let to = Assignment { ticket, seen: 1, executor: Some(electrician), start: false };
    tickets::assign(&dispatcher, to).await.unwrap();
    let assigned = sheet(&world, number).await;
    assert_eq!((assigned.row.state, assigned.row.executor.as_deref()), (State::Open, Some("Сергей П.")));
    let nobody = Assignment { seen: 2, executor: None, start: true, ..to };
    tickets::assign(&dispatcher, nobody).await.unwrap();
    tickets::assign(&dispatcher, Assignment { seen: 3, start: true, ..to }).await.unwrap();
    let begun = sheet(&world, number).await;
    assert_eq!((begun.row.state, begun.executor, begun.version), (State::InProgress, Some(electrician), 5));
}

async fn who_takes_no_work_on_any_more_gets_none(world: World) {
    let number = written(&world, "нет света").await;
    let electrician = executor(&world, "Сергей П.").await;
    assert_eq!(executor(&world, "Сергей П.").await, electrician);
    let manager = world.signed_in(world.cast.manager).await;
    tickets::retire_executor(&manager, electrician).await.unwrap();
    assert!(is_not_found(&tickets::retire_executor(&manager, electrician).await));
    let ticket = sheet(&world, number).await.row.id;
    let to = Assignment { ticket, seen: 1, executor: Some(electrician), start: true };
    assert!(is_not_found(&tickets::assign(&manager, to).await));
    assert_eq!(executor(&world, "Сергей П.").await, electrician);
    tickets::assign(&manager, to).await.unwrap();
    for nothing in [" ", "\0", "\u{200b}"] {
        let refused = rejection(tickets::add_executor(&manager, nothing).await);
        assert_eq!(refused.field("name"), Some(&Rule::NameMissing));
    }
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    assert!(is_not_found(&tickets::add_executor(&dispatcher, "Кто-то").await));
}

async fn a_ticket_that_is_sorted_anew_has_other_clocks(world: World) {
    let number = written(&world, "Что-то не то на лестнице").await;
    let sheet = sheet(&world, number).await;
    let to = Sorting {
        ticket: sheet.row.id,
        seen: 1,
        category: Category::Electricity,
        kind: Kind::Emergency,
        house: true,
    };
    tickets::sort(&world.signed_in(world.cast.dispatcher).await, to).await.unwrap();
    let card = page(&world, number).await.card;
    assert_eq!(
        (card.kind, card.whose, card.category),
        (Kind::Emergency, Whose::House, Category::Electricity)
    );
    assert_eq!(card.clock.unwrap().limit, Limit::Localise);
    let boris = world.signed_in(world.cast.boris).await;
    assert_eq!(tickets::of_house(&boris, None).await.unwrap().cards.len(), 1);
}

async fn only_an_emergency_is_localised(world: World) {
    let number = written(&world, "Засор канализации").await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let id = page(&world, number).await.card.id;
    let refused = rejection(tickets::localise(&dispatcher, id, 1).await);
    assert_eq!(refused.field(""), Some(&Rule::NotInThisState { state: State::Open }));
}

async fn only_who_handles_tickets_does_anything_with_them(world: World) {
    let number = written(&world, "нет света").await;
    steps(&world, number, &[Step::Start]).await;
    let sheet = sheet(&world, number).await;
    let (ticket, seen) = (sheet.row.id, sheet.version);
    for user in [world.cast.anna, world.cast.accountant, world.cast.editor] {
        let ctx = world.signed_in(user).await;
        let to = Move { ticket, seen, step: Step::Reopen, note: String::new(), until: None };
        assert!(is_not_found(&tickets::move_on(&ctx, to).await));
        let to = Assignment { ticket, seen, executor: None, start: false };
        assert!(is_not_found(&tickets::assign(&ctx, to).await));
        let kind = Kind::Ordinary;
        let to = Sorting { ticket, seen, category: Category::Other, kind, house: true };
        assert!(is_not_found(&tickets::sort(&ctx, to).await));
        assert!(is_not_found(&tickets::localise(&ctx, ticket, seen).await));
        assert!(is_not_found(&tickets::answer(&ctx, said(ticket, "Едем")).await));
    }
    assert_eq!(super::desk::sheet(&world, number).await.version, seen);
}
