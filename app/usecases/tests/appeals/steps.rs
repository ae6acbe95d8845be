use super::desk::{answered, assigned, page, said, written};
use crate::support::{World, rejection, twins};
use domain::{
    Rule,
    appeals::{Happening, State, Step, advance},
    tickets::By,
};
use usecases::{Error, appeals};

twins! {
    every_step_of_either_side_is_allowed_or_refused_as_the_table_says,
    an_answer_that_did_not_help_is_none,
    what_waits_may_be_added_to,
    what_is_closed_stays_closed,
}

/// Brings a new appeal into a state.
async fn in_state(world: &World, state: State) -> i64 {
    let number = written(world, &format!("{state:?}")).await;
    store::testing::execute(&world.db, "DELETE FROM throttle").await;
    match state {
        State::New => {}
        State::InWork => assigned(world, number, Some(world.cast.accountant)).await.unwrap(),
        State::Answered => answered(world, number, "Готово").await.unwrap(),
        State::Reopened => {
            answered(world, number, "Готово").await.unwrap();
            do_as_resident(world, number, Step::Reopen).await.unwrap();
        }
        State::Closed => do_as_resident(world, number, Step::Close).await.unwrap(),
    }
    number
}

async fn do_as_resident(world: &World, number: i64, step: Step) -> Result<(), Error> {
    let anna = world.signed_in(world.cast.anna).await;
    let id = page(world, number).await.card.id;
    match step {
        Step::Reopen => appeals::reopen(&anna, said(id, "Ответ не помог")).await,
        _ => appeals::close(&anna, id).await,
    }
}

async fn every_step_of_either_side_is_allowed_or_refused_as_the_table_says(world: World) {
    for state in State::ALL {
        for (by, tried) in
            [(By::Staff, Step::Answer), (By::Resident, Step::Reopen), (By::Resident, Step::Close)]
        {
            let number = in_state(&world, state).await;
            let before = page(&world, number).await;
            let allowed = advance(state, tried, by);
            assert_eq!(before.card.state, state);
            if by == By::Resident {
                assert_eq!(before.steps.contains(&tried), allowed.is_some());
            }
            let answer = match by {
                By::Staff => answered(&world, number, "Ещё раз").await,
                By::Resident => do_as_resident(&world, number, tried).await,
            };
            let now = page(&world, number).await.card.state;
            match allowed {
                Some(next) => assert_eq!((answer.is_ok(), now), (true, next)),
                // Closing what is closed is no error: it is closed.
                None if tried == Step::Close => assert_eq!((answer.is_ok(), now), (true, state)),
                None => {
                    let refused = rejection(answer);
                    assert_eq!((refused.field(""), now), (Some(&Rule::AppealIs { state }), state));
                }
            }
        }
    }
}

async fn an_answer_that_did_not_help_is_none(world: World) {
    let number = in_state(&world, State::Reopened).await;
    let page = page(&world, number).await;
    assert!(page.card.clock.is_some_and(|clock| !clock.standing.is_met()));
    let last = page.story.last().unwrap();
    assert_eq!(last.what, Happening::Reopened { text: "Ответ не помог".into() });
}

async fn what_waits_may_be_added_to(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    for state in State::ALL {
        let number = in_state(&world, state).await;
        let id = page(&world, number).await.card.id;
        let addition = said(id, "Ещё одно");
        let answer = appeals::add(&anna, addition.clone()).await;
        if state.is_waiting() {
            answer.unwrap();
            appeals::add(&anna, addition).await.unwrap();
            let story = page(&world, number).await.story;
            let added = |what: &Happening| matches!(what, Happening::Added { .. });
            assert_eq!(story.iter().filter(|entry| added(&entry.what)).count(), 1);
        } else {
            assert_eq!(rejection(answer).field(""), Some(&Rule::AppealIs { state }));
        }
    }
}

async fn what_is_closed_stays_closed(world: World) {
    let number = in_state(&world, State::Closed).await;
    do_as_resident(&world, number, Step::Close).await.unwrap();
    let refused = rejection(assigned(&world, number, Some(world.cast.accountant)).await);
    assert_eq!(refused.field(""), Some(&Rule::AppealIs { state: State::Closed }));
    let page = page(&world, number).await;
    assert_eq!((page.card.clock, page.story.len()), (None, 2));
}
