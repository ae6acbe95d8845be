use super::desk::{is_not_found, page, said, seen_by, sheet, step, steps, written};
use crate::support::{World, rejection, twins};
use chrono::TimeDelta;
use domain::{
    Rule,
    ids::TicketId,
    tickets::{By, Happening, Limit, State, Step, Verdict, What, advance},
};
use usecases::{Error, tickets};

twins! {
    every_step_of_staff_is_allowed_or_refused_as_the_table_says,
    every_step_of_a_resident_is_allowed_or_refused_as_the_table_says,
    a_ticket_is_taken_back_while_nobody_works_on_it,
    what_is_declined_counts_down_no_more,
    what_is_said_to_be_done_and_is_not_comes_back,
    a_rating_closes_the_ticket_and_counts_once,
    what_a_resident_says_with_a_rating_stands_in_the_story,
    a_ticket_that_staff_have_closed_may_still_be_rated,
    what_is_over_gets_no_comments_of_residents,
    only_the_household_acts_on_its_ticket,
}

fn verdict(ticket: TicketId, rating: u8) -> Verdict {
    Verdict { ticket, rating, text: String::new() }
}

/// Steps of staff that lead to a state from the beginning.
fn way(state: State) -> &'static [Step] {
    match state {
        State::Open => &[],
        State::InProgress => &[Step::Start],
        State::Deferred => &[Step::Defer],
        State::Completed => &[Step::Start, Step::Complete],
        State::Declined => &[Step::Decline],
        State::Closed => &[Step::Start, Step::Complete, Step::Close],
    }
}

/// What was allowed is done; what was not is refused and leaves the state as it was.
#[track_caller]
fn check(before: State, allowed: Option<State>, answer: Result<(), Error>, now: State) {
    if let Some(next) = allowed {
        assert_eq!((answer.is_ok(), now), (true, next));
    } else {
        let refused = rejection(answer);
        assert_eq!((refused.field(""), now), (Some(&Rule::NotInThisState { state: before }), before));
    }
}

async fn every_step_of_staff_is_allowed_or_refused_as_the_table_says(world: World) {
    for state in State::ALL {
        for tried in Step::ALL {
            let number = written(&world, &format!("{state:?} {tried:?}")).await;
            // Thirty an hour are allowed.
            store::testing::execute(&world.db, "DELETE FROM throttle").await;
            steps(&world, number, way(state)).await;
            let answer = step(&world, number, tried).await;
            let now = page(&world, number).await.card.state;
            check(state, advance(state, tried, By::Staff), answer, now);
        }
    }
}

async fn every_step_of_a_resident_is_allowed_or_refused_as_the_table_says(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    for state in State::ALL {
        for tried in [Step::TakeBack, Step::Return, Step::Close] {
            let number = written(&world, &format!("{state:?} {tried:?}")).await;
            steps(&world, number, way(state)).await;
            let before = page(&world, number).await.card;
            let allowed = advance(state, tried, By::Resident);
            assert_eq!(before.steps.contains(&tried), allowed.is_some());
            let answer = match tried {
                Step::TakeBack => tickets::take_back(&anna, before.id).await,
                Step::Return => tickets::send_back(&anna, before.id, "Не горит").await,
                _ if state == State::Closed => continue,
                _ => tickets::rate(&anna, verdict(before.id, 5)).await,
            };
            let now = page(&world, number).await.card.state;
            check(state, allowed, answer, now);
        }
    }
}

async fn a_ticket_is_taken_back_while_nobody_works_on_it(world: World) {
    let number = written(&world, "нет света").await;
    let timur = world.signed_in(world.cast.timur).await;
    let id = page(&world, number).await.card.id;
    tickets::take_back(&timur, id).await.unwrap();
    tickets::take_back(&timur, id).await.unwrap();
    let taken = page(&world, number).await;
    assert_eq!(taken.clocks, []);
    let card = taken.card;
    assert_eq!((card.state, card.taken_back, card.clock), (State::Declined, true, None));
    assert_eq!(sheet(&world, number).await.version, 2);
}

async fn what_is_declined_counts_down_no_more(world: World) {
    let number = written(&world, "Покрасьте скамейку").await;
    assert!(page(&world, number).await.clocks.iter().any(|clock| !clock.standing.is_met()));
    steps(&world, number, &[Step::Decline]).await;
    for clocks in [page(&world, number).await.clocks, sheet(&world, number).await.clocks] {
        assert!(
            clocks.iter().all(|clock| clock.limit == Limit::Answer && clock.standing.is_met()),
            "{clocks:?}"
        );
    }
}

async fn what_is_said_to_be_done_and_is_not_comes_back(mut world: World) {
    let number = written(&world, "Засор канализации").await;
    steps(&world, number, &[Step::Start]).await;
    world.wait(TimeDelta::minutes(60));
    steps(&world, number, &[Step::Complete]).await;
    let done = page(&world, number).await;
    assert_eq!((done.card.result.as_deref(), done.card.clock), (Some("Подключил"), None));
    world.wait(TimeDelta::hours(20));
    let anna = world.signed_in(world.cast.anna).await;
    let unsaid = rejection(tickets::send_back(&anna, done.card.id, " ").await);
    assert_eq!(unsaid.field("note"), Some(&Rule::FaultMissing));
    for _ in 0..2 {
        tickets::send_back(&anna, done.card.id, "Опять не уходит").await.unwrap();
    }
    let back = page(&world, number).await.card;
    assert_eq!((back.state, back.result), (State::Open, None));
    // It was done in time: the clock stood since then.
    assert_eq!((back.clock.unwrap().due - back.registered_at).num_hours(), 22);
}

async fn a_rating_closes_the_ticket_and_counts_once(world: World) {
    let number = written(&world, "нет света").await;
    steps(&world, number, &[Step::Start, Step::Complete]).await;
    let anna = world.signed_in(world.cast.anna).await;
    let ticket = page(&world, number).await.card.id;
    let wrong = rejection(tickets::rate(&anna, verdict(ticket, 6)).await);
    assert_eq!(wrong.field("rating"), Some(&Rule::NoSuchRating));
    for _ in 0..2 {
        tickets::rate(&anna, verdict(ticket, 4)).await.unwrap();
    }
    let card = page(&world, number).await.card;
    assert_eq!((card.state, card.rating.unwrap().stars()), (State::Closed, 4));
    let again = rejection(tickets::rate(&anna, verdict(ticket, 1)).await);
    assert_eq!(again.field(""), Some(&Rule::NotInThisState { state: State::Closed }));
    assert_eq!(world.events().await.iter().filter(|kind| *kind == "ticket.rated").count(), 1);
}

async fn what_a_resident_says_with_a_rating_stands_in_the_story(world: World) {
    let number = written(&world, "нет света").await;
    steps(&world, number, &[Step::Start, Step::Complete]).await;
    let anna = world.signed_in(world.cast.anna).await;
    let ticket = page(&world, number).await.card.id;
    let long = Verdict { text: "я".repeat(4_001), ..verdict(ticket, 5) };
    let wrong = rejection(tickets::rate(&anna, long).await);
    assert_eq!(wrong.field("note"), Some(&Rule::TextTooLong { max: 4_000 }));
    let said = Verdict { text: " Быстро и чисто ".into(), ..verdict(ticket, 5) };
    tickets::rate(&anna, said).await.unwrap();
    let last = page(&world, number).await.story.pop().unwrap();
    let note = Some("Быстро и чисто".to_owned());
    assert_eq!(last.what, What::Happened(Happening::Moved { step: Step::Close, note, until: None }));
}

async fn a_ticket_that_staff_have_closed_may_still_be_rated(world: World) {
    let number = written(&world, "нет света").await;
    steps(&world, number, &[Step::Start, Step::Complete, Step::Close]).await;
    let anna = world.signed_in(world.cast.anna).await;
    let ticket = page(&world, number).await.card.id;
    tickets::rate(&anna, verdict(ticket, 2)).await.unwrap();
    let card = page(&world, number).await.card;
    assert_eq!((card.state, card.rating.unwrap().stars()), (State::Closed, 2));
}

async fn what_is_over_gets_no_comments_of_residents(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let number = written(&world, "нет света").await;
    let id = page(&world, number).await.card.id;
    let comment = said(id, "На площадке свет есть");
    for _ in 0..2 {
        tickets::comment(&anna, comment.clone()).await.unwrap();
    }
    assert_eq!(page(&world, number).await.card.comments, 1);
    assert_eq!(
        rejection(tickets::comment(&anna, said(id, " ")).await).field("text"),
        Some(&Rule::CommentMissing)
    );
    steps(&world, number, &[Step::Decline]).await;
    let refused = rejection(tickets::comment(&anna, said(id, "Почему?")).await);
    assert_eq!(refused.field(""), Some(&Rule::NotInThisState { state: State::Declined }));
    tickets::comment(&anna, comment).await.unwrap();
}

async fn only_the_household_acts_on_its_ticket(world: World) {
    let number = super::desk::written_of_house(&world, "Не закрывается дверь подъезда").await;
    steps(&world, number, &[Step::Start, Step::Complete]).await;
    let ticket = seen_by(&world, world.cast.boris, number).await.unwrap().card;
    assert_eq!((ticket.mine, ticket.steps.len()), (false, 0));
    for user in [world.cast.boris, world.cast.nobody, world.cast.dispatcher] {
        let ctx = world.signed_in(user).await;
        for id in [ticket.id, TicketId(uuid::Uuid::now_v7())] {
            assert!(is_not_found(&tickets::take_back(&ctx, id).await));
            assert!(is_not_found(&tickets::send_back(&ctx, id, "Не горит").await));
            assert!(is_not_found(&tickets::rate(&ctx, verdict(id, 5)).await));
            assert!(is_not_found(&tickets::comment(&ctx, said(id, "Здесь был я")).await));
        }
    }
    assert!(matches!(tickets::take_back(&world.guest(), ticket.id).await, Err(Error::SignInRequired)));
}
