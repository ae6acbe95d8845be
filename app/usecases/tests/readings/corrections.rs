use super::household::{at_home, import, line, outcome, over, period, submission, submit};
use crate::support::{World, twins};
use domain::{
    Rejection, Rule,
    quantity::Quantity,
    readings::{Question, Reading, ReadingState, ReadingsPage, Submission, Verdict},
};
use usecases::{Ctx, Error, readings};

twins!(
    a_reading_may_be_corrected_and_the_older_value_stays,
    another_device_is_shown_both_values,
    the_same_value_from_another_device_is_no_conflict,
    one_meter_twice_in_a_submission_is_a_conflict,
    an_unchanged_value_is_taken_and_not_recorded_again,
    an_earlier_month_is_open_for_correction_until_it_is_accepted,
    a_correction_of_an_earlier_month_keeps_its_day,
    a_correction_above_the_next_reading_goes_to_review,
    an_imported_reading_is_not_corrected,
);

async fn a_reading_may_be_corrected_and_the_older_value_stays(world: World) {
    let (ctx, meter) = boris(&world).await;
    let first = current(&submit(&ctx, vec![line(meter, &["5"])]).await.unwrap());
    let second = current(&submit(&ctx, vec![over(first.id, line(meter, &["6"]))]).await.unwrap());
    let page = submit(&ctx, vec![over(second.id, line(meter, &["5"]))]).await.unwrap();
    assert_eq!(outcome(page.answer.as_ref().unwrap()), ["Given"]);
    assert_eq!(current(&page).values, [Quantity(5_000)]);
    let cell = page.history.months[0].cells[0].as_ref().unwrap();
    assert_eq!(cell.older, [first, second]);
}

async fn another_device_is_shown_both_values(world: World) {
    let (phone, meter) = boris(&world).await;
    let (desktop, _) = boris(&world).await;
    let theirs = current(&submit(&phone, vec![line(meter, &["5"])]).await.unwrap());
    let page = submit(&desktop, vec![line(meter, &["6"])]).await.unwrap();
    let answer = page.answer.as_ref().unwrap();
    let question = Question::Conflict { theirs: vec![Quantity(5_000)] };
    assert_eq!(answer.lines[0].verdict, Verdict::Asked { values: vec![Quantity(6_000)], question });
    assert_eq!(answer.lines[0].values, ["6"]);
    assert_eq!(current(&page), theirs, "nothing is overwritten");

    let page = submit(&desktop, vec![over(theirs.id, line(meter, &["6"]))]).await.unwrap();
    assert_eq!(current(&page).values, [Quantity(6_000)]);
    assert_eq!(page.history.months[0].cells[0].as_ref().unwrap().older, [theirs]);
}

async fn the_same_value_from_another_device_is_no_conflict(world: World) {
    let (phone, meter) = boris(&world).await;
    let theirs = current(&submit(&phone, vec![line(meter, &["5"])]).await.unwrap());
    let (desktop, _) = boris(&world).await;
    let page = submit(&desktop, vec![line(meter, &["5,000"])]).await.unwrap();
    assert_eq!(outcome(page.answer.as_ref().unwrap()), ["Given"]);
    assert_eq!(current(&page), theirs);
}

async fn one_meter_twice_in_a_submission_is_a_conflict(world: World) {
    let (ctx, meter) = boris(&world).await;
    let page = submit(&ctx, vec![line(meter, &["5"]), line(meter, &["6"])]).await.unwrap();
    assert_eq!(outcome(page.answer.as_ref().unwrap()), ["Given", "Conflict"]);
    assert_eq!(current(&page).values, [Quantity(5_000)]);
}

async fn an_unchanged_value_is_taken_and_not_recorded_again(world: World) {
    let (ctx, meter) = boris(&world).await;
    let first = current(&submit(&ctx, vec![line(meter, &["5"])]).await.unwrap());
    let page = submit(&ctx, vec![over(first.id, line(meter, &["05.0"]))]).await.unwrap();
    assert_eq!(current(&page), first);
    assert!(page.answer.unwrap().notice.is_some());
}

async fn an_earlier_month_is_open_for_correction_until_it_is_accepted(mut world: World) {
    let (ctx, meter) = boris(&world).await;
    let first = current(&submit(&ctx, vec![line(meter, &["5"])]).await.unwrap());
    world.now = "2018-02-20T10:00:00Z".parse().unwrap();
    let (ctx, _) = boris(&world).await;
    let january = Some(period("2018-01"));
    let page = readings::page(&ctx, january, None).await.unwrap();
    assert_eq!((page.period, current(&page).id), (period("2018-01"), first.id));

    correct(&world, &ctx, over(first.id, line(meter, &["4"]))).await.unwrap();
    let page = readings::page(&ctx, None, None).await.unwrap();
    assert_eq!(page.rows[0].previous.as_ref().unwrap().values, [Quantity(4_000)]);

    readings::accept_period(&world.system(), period("2018-01"), None).await.unwrap();
    assert!(matches!(readings::page(&ctx, january, None).await, Err(Error::NotFound)));
    let id = correct(&world, &ctx, line(meter, &["3"])).await.unwrap();
    let answer = readings::page(&ctx, None, Some(id)).await.unwrap().answer.unwrap();
    assert_eq!(outcome(&answer), ["PeriodAccepted"]);
}

async fn a_correction_of_an_earlier_month_keeps_its_day(mut world: World) {
    let (ctx, meter) = boris(&world).await;
    let first = current(&submit(&ctx, vec![line(meter, &["5"])]).await.unwrap());
    world.now = "2018-02-20T10:00:00Z".parse().unwrap();
    let (ctx, _) = boris(&world).await;
    correct(&world, &ctx, over(first.id, line(meter, &["4"]))).await.unwrap();
    let january = readings::page(&ctx, Some(period("2018-01")), None).await.unwrap();
    assert_eq!(current(&january).taken_on, first.taken_on);
}

async fn a_correction_above_the_next_reading_goes_to_review(mut world: World) {
    let (ctx, meter) = boris(&world).await;
    let first = current(&submit(&ctx, vec![line(meter, &["5"])]).await.unwrap());
    world.now = "2018-02-20T10:00:00Z".parse().unwrap();
    let (ctx, _) = boris(&world).await;
    submit(&ctx, vec![line(meter, &["7"])]).await.unwrap();
    correct(&world, &ctx, over(first.id, line(meter, &["8"]))).await.unwrap();
    let page = readings::page(&ctx, Some(period("2018-01")), None).await.unwrap();
    assert_eq!(current(&page).state, ReadingState::ForReview);
    let february = page.history.months[0].cells[0].as_ref().unwrap();
    assert_eq!(february.consumption, None, "there is nothing counted before it");
}

async fn an_imported_reading_is_not_corrected(world: World) {
    let (ctx, meter) = boris(&world).await;
    import(&world, meter, period("2018-01"), &[5_000]).await;
    let page = submit(&ctx, vec![line(meter, &["6"])]).await.unwrap();
    assert_eq!(outcome(page.answer.as_ref().unwrap()), ["PeriodAccepted"]);
    assert_eq!(current(&page).state, ReadingState::Accepted);

    let mut december = submission(world.cast.neighbours.account, vec![line(meter, &["3"])]);
    december.period = period("2017-12");
    let outcome = readings::submit(&ctx, december).await;
    let expected = Rejection::form(Rule::PageOutOfDate);
    assert!(matches!(outcome, Err(Error::Rejected(rejection)) if rejection == expected));
}

async fn boris(world: &World) -> (Ctx, domain::ids::MeterId) {
    let home = &world.cast.neighbours;
    (at_home(world, world.cast.boris, home).await, home.meters[0])
}

fn current(page: &ReadingsPage) -> Reading {
    page.rows[0].current.clone().unwrap()
}

/// Submits for January.
async fn correct(
    world: &World,
    ctx: &Ctx,
    line: domain::readings::Line,
) -> usecases::Result<domain::ids::SubmissionId> {
    readings::submit(ctx, Submission { ..submission(world.cast.neighbours.account, vec![line]) }).await
}
