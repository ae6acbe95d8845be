//! What staff decide about readings that wait.
use super::household::{at_home, explained, line, outcome, over, submit, with_guide};
use crate::{
    support::{World, rejection, twins, want_letters},
    tickets::desk::other_house,
};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    ids::ReadingId,
    notices::{Notice, Reviewed, Subject},
    quantity::Quantity,
    readings::{Concern, Decision, Explanation, ReadingState, Review, ReviewPage, Why},
};
use store::executors;
use usecases::{Ctx, Error, notices, readings};
use uuid::Uuid;

twins!(
    what_waits_is_listed_with_its_doubt,
    what_is_compared_with_may_be_older_than_two_years,
    a_reading_that_is_counted_as_it_is_counts,
    other_values_need_a_word_and_replace_those_that_were_given,
    a_refused_reading_is_told_with_its_reason_and_may_be_submitted_anew,
    a_reading_of_another_meter_counts_there,
    it_is_decided_about_once,
    what_is_corrected_by_the_resident_waits_no_more,
    who_serves_other_houses_finds_nothing,
    without_the_permission_there_is_no_list,
    who_wants_no_letters_gets_the_notice_alone,
    a_value_that_the_dial_cannot_show_is_refused_beside_its_field,
);

/// Anna's hot water shows 331 after 341, and she says that the previous one was wrong.
async fn odd(world: &World) -> (Ctx, ReadingId) {
    with_guide(world).await;
    let anna = at_home(world, world.cast.anna, &world.cast.flat).await;
    let hot = world.cast.flat.meters[1];
    let page = submit(&anna, vec![explained(hot, &["331"], Explanation::PreviousWrong)]).await.unwrap();
    assert_eq!(outcome(page.answer.as_ref().unwrap()), ["ForReview"]);
    let id = page.rows.iter().find(|row| row.meter.id == hot).unwrap().current.as_ref().unwrap().id;
    world.letters().await;
    (anna, id)
}

async fn waiting(world: &World) -> ReviewPage {
    readings::waiting(&world.signed_in(world.cast.dispatcher).await).await.unwrap()
}

fn review(reading: ReadingId, decision: Decision, values: &[&str], note: &str) -> Review {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    Review { reading, decision, values, note: note.into(), meter: None }
}

async fn told(ctx: &Ctx) -> Vec<Notice> {
    notices::page(ctx, None).await.unwrap().notices.into_iter().map(|card| card.notice).collect()
}

async fn hot_water(ctx: &Ctx) -> (ReadingState, Vec<Quantity>, Option<String>) {
    let page = readings::page(ctx, None, None).await.unwrap();
    let reading = page.rows[1].current.clone().unwrap();
    (reading.state, reading.values, reading.refusal)
}

async fn what_waits_is_listed_with_its_doubt(world: World) {
    let (anna, id) = odd(&world).await;
    let power = world.cast.flat.meters[2];
    submit(&anna, vec![line(power, &["3700", "3800", "4700"])]).await.unwrap();
    let before = world.db.statements();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let signing_in = world.db.statements() - before;
    let page = readings::waiting(&dispatcher).await.unwrap();
    assert_eq!(world.db.statements() - before - signing_in, 3);
    assert_eq!((page.waiting.len(), page.more, page.taken_today), (1, false, 1));
    let first = &page.waiting[0];
    assert_eq!((first.id, first.account_number.as_str(), first.label.as_str()), (id, "7000418", "7"));
    assert_eq!((first.doubt.concern, first.explanation), (Concern::Below, Some(Explanation::PreviousWrong)));
    let proposal = first.doubt.proposal.clone().unwrap();
    assert_eq!((proposal.values, proposal.why), (vec![Quantity(351)], Why::Typo));

    let sheet = readings::waiting_one(&dispatcher, id).await.unwrap();
    assert_eq!(
        sheet.before.iter().map(|reading| reading.values[0].0).collect::<Vec<_>>(),
        [341, 333, 323, 315, 304, 288]
    );
    assert_eq!(sheet.others.iter().map(|meter| meter.serial.as_str()).collect::<Vec<_>>(), ["100708114"]);
    assert!(world.events().await.contains(&"reading.looked_at".to_owned()));
}

async fn what_is_compared_with_may_be_older_than_two_years(mut world: World) {
    with_guide(&world).await;
    // 25.03.2020
    world.wait(TimeDelta::days(790));
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let hot = world.cast.flat.meters[1];
    submit(&anna, vec![explained(hot, &["331"], Explanation::PreviousWrong)]).await.unwrap();
    let page = waiting(&world).await;
    assert_eq!(page.waiting[0].doubt.concern, Concern::Below);
    assert_eq!(page.waiting[0].row.previous.as_ref().unwrap().values, [Quantity(341)]);
}

async fn a_reading_that_is_counted_as_it_is_counts(world: World) {
    let (anna, id) = odd(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    readings::decide(&dispatcher, review(id, Decision::Count, &["331"], "")).await.unwrap();
    assert_eq!(hot_water(&anna).await, (ReadingState::Given, vec![Quantity(331)], None));
    assert!(waiting(&world).await.waiting.is_empty());
    let told = told(&anna).await;
    assert!(
        matches!(&told[..], [Notice::ReadingReviewed { outcome: Reviewed::Counted, given, .. }] if given == &["331"]),
        "{told:?}"
    );
    assert_eq!(world.letters().await.len(), 2, "to Anna and to Timur");
}

async fn other_values_need_a_word_and_replace_those_that_were_given(world: World) {
    let (anna, id) = odd(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let silent = readings::decide(&dispatcher, review(id, Decision::Count, &["351"], " ")).await;
    assert_eq!(rejection(silent), Rejection::of("note", Rule::ReasonMissing));
    readings::decide(&dispatcher, review(id, Decision::Count, &["351"], "На фото 351")).await.unwrap();
    assert_eq!(hot_water(&anna).await, (ReadingState::Given, vec![Quantity(351)], None));
    let history = readings::page(&anna, None, None).await.unwrap().history;
    assert_eq!(history.months[0].cells[1].as_ref().unwrap().older[0].values, [Quantity(331)]);
    let letters = world.letters().await;
    assert!(letters[0].text.contains("вы сдали 331, записали 351"), "{}", letters[0].text);
    assert!(letters[0].text.contains("На фото 351"), "{}", letters[0].text);
}

async fn a_refused_reading_is_told_with_its_reason_and_may_be_submitted_anew(world: World) {
    let (anna, id) = odd(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let silent = readings::decide(&dispatcher, review(id, Decision::Refuse, &[], "")).await;
    assert_eq!(rejection(silent), Rejection::of("note", Rule::ReasonMissing));
    readings::decide(&dispatcher, review(id, Decision::Refuse, &[], "Проверьте третью цифру")).await.unwrap();
    assert_eq!(
        hot_water(&anna).await,
        (ReadingState::Refused, vec![Quantity(331)], Some("Проверьте третью цифру".into()))
    );
    let hot = world.cast.flat.meters[1];
    let again = explained(hot, &["331"], Explanation::PreviousWrong);
    let page = submit(&anna, vec![over(id, again)]).await.unwrap();
    assert_eq!(outcome(page.answer.as_ref().unwrap()), ["ForReview"], "the same value waits once more");
    let id = page.rows[1].current.as_ref().unwrap().id;
    let page = submit(&anna, vec![over(id, line(hot, &["351"]))]).await.unwrap();
    assert_eq!(outcome(page.answer.as_ref().unwrap()), ["Given"]);
    assert!(waiting(&world).await.waiting.is_empty());
}

async fn a_reading_of_another_meter_counts_there(world: World) {
    let (anna, id) = odd(&world).await;
    let [cold, hot, power] = world.cast.flat.meters[..] else { panic!("three meters") };
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for wrong in [None, Some(hot), Some(power), Some(world.cast.neighbours.meters[0])] {
        let to = Review { meter: wrong, ..review(id, Decision::Move, &[], "") };
        assert!(matches!(readings::decide(&dispatcher, to).await, Err(Error::NotFound)), "{wrong:?}");
    }
    let to = Review { meter: Some(cold), ..review(id, Decision::Move, &[], "") };
    readings::decide(&dispatcher, to).await.unwrap();
    let page = readings::page(&anna, None, None).await.unwrap();
    let cold = page.rows[0].current.clone().unwrap();
    assert_eq!((cold.values, cold.state), (vec![Quantity(331)], ReadingState::Given));
    assert_eq!(hot_water(&anna).await.0, ReadingState::Refused);
    let told = told(&anna).await;
    assert!(
        matches!(&told[..], [Notice::ReadingReviewed { outcome: Reviewed::Moved { meter }, .. }] if meter == "ХВС 100708114"),
        "{told:?}"
    );
}

async fn it_is_decided_about_once(world: World) {
    let (_, id) = odd(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    readings::decide(&dispatcher, review(id, Decision::Count, &["331"], "")).await.unwrap();
    let again = readings::decide(&dispatcher, review(id, Decision::Refuse, &[], "нет")).await;
    assert_eq!(rejection(again), Rejection::form(Rule::DecidedAlready));
    let unknown = review(ReadingId(Uuid::now_v7()), Decision::Refuse, &[], "нет");
    assert!(matches!(readings::decide(&dispatcher, unknown).await, Err(Error::NotFound)));
}

async fn what_is_corrected_by_the_resident_waits_no_more(world: World) {
    let (anna, id) = odd(&world).await;
    let hot = world.cast.flat.meters[1];
    submit(&anna, vec![over(id, line(hot, &["351"]))]).await.unwrap();
    assert!(waiting(&world).await.waiting.is_empty());
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    assert!(matches!(readings::waiting_one(&dispatcher, id).await, Err(Error::NotFound)));
    let late = readings::decide(&dispatcher, review(id, Decision::Count, &["331"], "")).await;
    assert_eq!(rejection(late), Rejection::form(Rule::DecidedAlready));
}

async fn who_serves_other_houses_finds_nothing(world: World) {
    let (_, id) = odd(&world).await;
    let (elsewhere, _) = other_house(&world).await;
    let tx = world.db.begin().await.unwrap();
    executors::serve(&tx, world.cast.dispatcher, &[elsewhere]).await.unwrap();
    tx.commit().await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    assert!(readings::waiting(&dispatcher).await.unwrap().waiting.is_empty());
    assert!(matches!(readings::waiting_one(&dispatcher, id).await, Err(Error::NotFound)));
    let decision = review(id, Decision::Refuse, &[], "нет");
    assert!(matches!(readings::decide(&dispatcher, decision).await, Err(Error::NotFound)));
}

async fn without_the_permission_there_is_no_list(world: World) {
    let (anna, id) = odd(&world).await;
    let editor = world.signed_in(world.cast.editor).await;
    for ctx in [&anna, &editor] {
        assert!(matches!(readings::waiting(ctx).await, Err(Error::NotFound)));
        assert!(matches!(readings::waiting_one(ctx, id).await, Err(Error::NotFound)));
        let decision = review(id, Decision::Count, &["331"], "");
        assert!(matches!(readings::decide(ctx, decision).await, Err(Error::NotFound)));
    }
    assert!(matches!(readings::waiting(&world.guest()).await, Err(Error::SignInRequired)));
}

async fn who_wants_no_letters_gets_the_notice_alone(world: World) {
    let (anna, id) = odd(&world).await;
    let others: Vec<Subject> =
        Subject::ALL.into_iter().filter(|subject| *subject != Subject::Readings).collect();
    want_letters(&anna, &others).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    readings::decide(&dispatcher, review(id, Decision::Count, &["331"], "")).await.unwrap();
    assert_eq!(told(&anna).await.len(), 1);
    assert_eq!(world.letter_to("timur@example.org").await.to, "timur@example.org");
}

async fn a_value_that_the_dial_cannot_show_is_refused_beside_its_field(world: World) {
    let (_, id) = odd(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for wrong in ["", "12a", "1234567", "3,5"] {
        let refused =
            rejection(readings::decide(&dispatcher, review(id, Decision::Count, &[wrong], "так")).await);
        assert!(matches!(refused.field("values[0]"), Some(Rule::Reading(_))), "{wrong}: {refused:?}");
    }
    let page = readings::waiting(&dispatcher).await.unwrap();
    assert_eq!(page.waiting.len(), 1);
}
