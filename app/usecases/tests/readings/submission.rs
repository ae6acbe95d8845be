use super::household::{at_home, explained, line, outcome, submission, submit, with_guide};
use crate::support::{World, twins};
use domain::{
    Rejection, Rule,
    ids::{AccountId, MeterId},
    papers::Paper,
    quantity::{Quantity, ValueError},
    readings::{Explanation, Note, ReadingState, Refusal, Verdict},
};
use usecases::{Error, papers, readings};
use uuid::Uuid;

twins!(
    each_row_answers_for_itself,
    what_was_asked_or_refused_is_kept_as_typed_and_changes_nothing,
    an_explained_row_goes_to_review,
    a_notice_is_numbered_by_month_and_can_be_checked,
    without_a_taken_row_there_is_no_notice,
    nothing_filled_is_said_so,
    an_endless_value_is_cut,
    more_rows_than_meters_make_no_sense,
    a_neighbours_meter_is_not_found,
    a_neighbours_account_is_not_found,
    the_same_submission_twice_has_one_effect,
    the_same_id_with_other_contents_is_another_submission,
    a_month_that_is_not_due_is_out_of_date,
    a_submission_that_was_taken_is_found_again_after_its_month,
    after_the_window_it_counts_for_the_next_month,
    a_dispatcher_submits_for_a_caller,
    only_who_may_enter_readings_submits_for_others,
);

async fn each_row_answers_for_itself(world: World) {
    with_guide(&world).await;
    let [cold, hot, power] = world.cast.flat.meters[..] else { panic!() };
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let lines =
        vec![line(cold, &["395"]), line(hot, &["331"]), line(power, &["3702,415", "3801.006", "1234567890"])];
    let page = submit(&ctx, lines).await.unwrap();
    let answer = page.answer.unwrap();
    assert_eq!(outcome(&answer), ["Given", "BelowPrevious", "Value"]);
    assert_eq!(answer.at.to_string(), "2018-01-25 13:20:00");
    let current = page.rows.iter().map(|row| row.current.as_ref().map(|r| r.values[0].0));
    assert_eq!(current.collect::<Vec<_>>(), [Some(395), None, None]);
    assert_eq!(page.rows[0].current.as_ref().unwrap().state, ReadingState::Given);
    assert!(matches!(
        &answer.lines[2].verdict,
        Verdict::Refused(Refusal::Value { zone: 2, error: ValueError::TooManyDigits { .. } })
    ));
}

async fn what_was_asked_or_refused_is_kept_as_typed_and_changes_nothing(world: World) {
    with_guide(&world).await;
    let flat = &world.cast.flat;
    let ctx = at_home(&world, world.cast.anna, flat).await;
    let before = readings::page(&ctx, None, None).await.unwrap();
    let lines = vec![line(flat.meters[0], &[" 3l5 "]), line(flat.meters[2], &["", "3801", ""])];
    let page = submit(&ctx, lines).await.unwrap();
    let answer = page.answer.unwrap();
    assert_eq!(answer.lines[0].values, [" 3l5 "]);
    assert_eq!(answer.lines[1].values, ["", "3801", ""]);
    assert_eq!(outcome(&answer), ["Value", "ZoneMissing"]);
    assert_eq!((page.rows, page.history), (before.rows, before.history));
}

async fn an_explained_row_goes_to_review(world: World) {
    with_guide(&world).await;
    let hot = world.cast.flat.meters[1];
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let page = submit(&ctx, vec![explained(hot, &["331"], Explanation::Typo)]).await.unwrap();
    assert_eq!(outcome(&page.answer.unwrap()), ["BelowPrevious"]);
    let page = submit(&ctx, vec![explained(hot, &["331"], Explanation::PreviousWrong)]).await.unwrap();
    let answer = page.answer.unwrap();
    assert_eq!(outcome(&answer), ["ForReview"]);
    assert!(answer.notice.is_some());
    let newest = &page.history.months[0].cells[1].as_ref().unwrap();
    assert_eq!((newest.reading.values[0], &newest.consumption), (Quantity(331), &None));
}

async fn a_notice_is_numbered_by_month_and_can_be_checked(mut world: World) {
    let meter = world.cast.neighbours.meters[0];
    let mut numbers = Vec::new();
    for (now, value) in
        [("2018-01-20T09:00:00Z", "1"), ("2018-01-28T09:00:00Z", "2"), ("2018-02-28T09:00:00Z", "3")]
    {
        world.now = now.parse().unwrap();
        let ctx = world.signed_in(world.cast.boris).await;
        let (number, code) =
            submit(&ctx, vec![line(meter, &[value])]).await.unwrap().answer.unwrap().notice.unwrap();
        let typed = code.to_string().to_lowercase();
        let paper = papers::check(&world.guest(), &typed).await.unwrap().unwrap();
        let Paper::Notice { number: shown, meters, .. } = paper.paper else { panic!("{:?}", paper.paper) };
        assert_eq!((&shown, meters), (&number, 1));
        assert_eq!(paper.company, "УК «Уютный дом»");
        numbers.push((number, paper.period.to_string()));
    }
    let expected = [("2018-01-0001", "2018-01"), ("2018-01-0002", "2018-02"), ("2018-02-0001", "2018-03")];
    assert_eq!(numbers, expected.map(|(number, period)| (number.to_owned(), period.to_owned())));
    for code in ["00000-00000", "", "nonsense", "' OR 1=1 --"] {
        assert_eq!(papers::check(&world.guest(), code).await.unwrap(), None, "{code}");
    }
}

async fn without_a_taken_row_there_is_no_notice(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let page = submit(&ctx, vec![line(world.cast.neighbours.meters[0], &["-1"])]).await.unwrap();
    assert_eq!(page.answer.unwrap().notice, None);
}

async fn nothing_filled_is_said_so(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let home = &world.cast.neighbours;
    for lines in [vec![], vec![line(home.meters[0], &[])], vec![line(home.meters[0], &["", " \u{a0}"])]] {
        let outcome = readings::submit(&ctx, submission(home.account, lines)).await;
        assert!(is_rejected(&outcome, &Rule::NothingFilled), "{outcome:?}");
    }
}

async fn an_endless_value_is_cut(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let meter = world.cast.neighbours.meters[0];
    let page = submit(&ctx, vec![line(meter, &[&"я".repeat(100_000), "", "", "", "5"])]).await.unwrap();
    assert_eq!(page.answer.unwrap().lines[0].values[0], "я".repeat(64));
}

async fn more_rows_than_meters_make_no_sense(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let home = &world.cast.neighbours;
    let lines = (0..51).map(|value| line(home.meters[0], &[&value.to_string()])).collect();
    let outcome = readings::submit(&ctx, submission(home.account, lines)).await;
    assert!(is_rejected(&outcome, &Rule::PageOutOfDate), "{outcome:?}");
}

async fn a_neighbours_meter_is_not_found(world: World) {
    let [cold, ..] = world.cast.flat.meters[..] else { panic!() };
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    for foreign in [world.cast.neighbours.meters[0], MeterId(Uuid::now_v7())] {
        let lines = vec![line(cold, &["395"]), line(foreign, &["1"])];
        let outcome = readings::submit(&ctx, submission(world.cast.flat.account, lines)).await;
        assert!(matches!(outcome, Err(Error::NotFound)));
    }
    let page = readings::page(&ctx, None, None).await.unwrap();
    assert!(page.rows.iter().all(|row| row.current.is_none()), "nothing is half done");
}

async fn a_neighbours_account_is_not_found(world: World) {
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let neighbours = &world.cast.neighbours;
    for account in [neighbours.account, AccountId(Uuid::now_v7())] {
        let lines = vec![line(neighbours.meters[0], &["1"])];
        let outcome = readings::submit(&ctx, submission(account, lines)).await;
        assert!(matches!(outcome, Err(Error::NotFound)));
    }
}

async fn the_same_submission_twice_has_one_effect(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let home = &world.cast.neighbours;
    let sent = submission(home.account, vec![line(home.meters[0], &["5"])]);
    let first = readings::submit(&ctx, sent.clone()).await.unwrap();
    let answer = readings::page(&ctx, None, Some(first)).await.unwrap().answer;
    assert_eq!(readings::submit(&ctx, sent).await.unwrap(), first);
    let page = readings::page(&ctx, None, Some(first)).await.unwrap();
    assert_eq!(page.answer, answer);
    assert!(page.history.months[0].cells[0].as_ref().unwrap().older.is_empty());
    let next = submit(&ctx, vec![line(home.meters[0], &["5"])]).await.unwrap().answer.unwrap();
    assert_eq!(next.notice.unwrap().0, "2018-01-0002", "the second sending has taken no number");
}

async fn the_same_id_with_other_contents_is_another_submission(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let home = &world.cast.neighbours;
    let mut sent = submission(home.account, vec![line(home.meters[0], &["5x"])]);
    let first = readings::submit(&ctx, sent.clone()).await.unwrap();
    sent.lines[0].values = vec!["5".into()];
    let second = readings::submit(&ctx, sent).await.unwrap();
    assert_ne!(first, second);
    let of = |id| readings::page(&ctx, None, Some(id));
    assert_eq!(outcome(&of(first).await.unwrap().answer.unwrap()), ["Value"]);
    assert_eq!(outcome(&of(second).await.unwrap().answer.unwrap()), ["Given"]);
}

async fn a_month_that_is_not_due_is_out_of_date(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let home = &world.cast.neighbours;
    for month in ["2017-12", "2018-02", "0001-01", "9999-12"] {
        let mut sent = submission(home.account, vec![line(home.meters[0], &["5"])]);
        sent.period = month.parse().unwrap();
        let outcome = readings::submit(&ctx, sent).await;
        assert!(is_rejected(&outcome, &Rule::PageOutOfDate), "{month}: {outcome:?}");
    }
}

async fn a_submission_that_was_taken_is_found_again_after_its_month(mut world: World) {
    let home = world.cast.neighbours.account;
    let refused = submission(home, vec![line(world.cast.neighbours.meters[0], &["x"])]);
    let ctx = world.signed_in(world.cast.boris).await;
    let first = readings::submit(&ctx, refused.clone()).await.unwrap();
    world.now = "2018-01-26T10:00:00Z".parse().unwrap();
    let ctx = world.signed_in(world.cast.boris).await;
    assert_eq!(readings::submit(&ctx, refused).await.unwrap(), first);
}

async fn after_the_window_it_counts_for_the_next_month(mut world: World) {
    world.now = "2017-12-26T10:00:00Z".parse().unwrap();
    let ctx = world.signed_in(world.cast.boris).await;
    let page = submit(&ctx, vec![line(world.cast.neighbours.meters[0], &["5"])]).await.unwrap();
    let answer = page.answer.unwrap();
    let Verdict::Taken { notes, .. } = &answer.lines[0].verdict else { panic!("{answer:?}") };
    let january = "2018-01".parse().unwrap();
    assert_eq!(
        (notes.as_slice(), answer.period),
        ([Note::NextPeriod { period: january }].as_slice(), january)
    );
    assert_eq!(page.history.months[0].period, january);
}

async fn a_dispatcher_submits_for_a_caller(world: World) {
    let home = &world.cast.neighbours;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let sent = submission(home.account, vec![line(home.meters[0], &["5"])]);
    readings::submit_for(&dispatcher, sent).await.unwrap();
    let boris = world.signed_in(world.cast.boris).await;
    let page = readings::page(&boris, None, None).await.unwrap();
    assert_eq!(page.rows[0].current.as_ref().unwrap().values, [Quantity(5_000)]);
}

async fn only_who_may_enter_readings_submits_for_others(world: World) {
    let home = &world.cast.neighbours;
    let sent = || submission(home.account, vec![line(home.meters[0], &["5"])]);
    for user in [world.cast.boris, world.cast.accountant, world.cast.editor] {
        let ctx = world.signed_in(user).await;
        assert!(matches!(readings::submit_for(&ctx, sent()).await, Err(Error::NotFound)));
    }
    assert!(matches!(readings::submit_for(&world.guest(), sent()).await, Err(Error::SignInRequired)));
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    assert!(matches!(readings::submit(&dispatcher, sent()).await, Err(Error::NotFound)));
}

fn is_rejected<T>(outcome: &usecases::Result<T>, rule: &Rule) -> bool {
    matches!(outcome, Err(Error::Rejected(rejection)) if *rejection == Rejection::form(rule.clone()))
}
