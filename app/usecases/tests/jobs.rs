use crate::support::{World, twins};
use chrono::TimeDelta;
use domain::ids::JobId;
use store::{entity::outbox, testing::all};
use usecases::{
    Ctx, Error,
    jobs::{self, Job, Lane, Letter, enqueue, run_due, run_lane},
    ports::MailError,
};

twins! {
    a_letter_leaves_once_and_its_words_are_forgotten,
    what_is_rolled_back_is_not_promised,
    a_letter_that_cannot_leave_is_tried_later,
    a_letter_that_is_refused_is_given_up_and_kept,
    after_twelve_attempts_a_letter_is_given_up,
    two_workers_never_send_one_letter_twice,
    a_job_of_a_dead_worker_is_taken_over,
    more_than_a_batch_is_done_in_several,
    nothing_due_is_one_statement_a_lane,
    a_job_that_nobody_understands_is_given_up,
    what_was_given_up_is_tried_again_when_asked,
    what_keeps_failing_is_listed_before_it_is_given_up,
    all_that_failed_is_tried_again_at_once,
    only_administrators_see_what_failed,
}

fn letter(to: &str) -> Letter {
    Letter {
        to: to.into(), subject: "Тема".into(), text: "Текст".into(), html: "<p>Текст</p>".into()
    }
}

async fn promise(world: &World, to: &str) {
    let tx = world.db.begin().await.unwrap();
    enqueue(&tx, &Job::Letter(letter(to)), world.now).await.unwrap();
    tx.commit().await.unwrap();
}

async fn job(world: &World) -> outbox::Model {
    let [job] = all::<outbox::Entity>(&world.db).await.try_into().unwrap();
    job
}

async fn counts(world: &World) -> (i64, i64) {
    let counts = store::outbox::counts(&world.db.read()).await.unwrap();
    (counts.waiting, counts.dead)
}

async fn a_letter_leaves_once_and_its_words_are_forgotten(world: World) {
    promise(&world, "anna@example.org").await;
    assert_eq!(counts(&world).await, (1, 0));
    assert_eq!(run_due(&world.system()).await.unwrap(), 1);
    assert_eq!(run_due(&world.system()).await.unwrap(), 0);
    assert_eq!(world.mailbox.take(), [letter("anna@example.org")]);
    let job = job(&world).await;
    assert_eq!((job.payload.as_str(), job.done_at), ("", Some(world.now)));
    assert_eq!(counts(&world).await, (0, 0));
}

async fn what_is_rolled_back_is_not_promised(world: World) {
    let tx = world.db.begin().await.unwrap();
    enqueue(&tx, &Job::Letter(letter("anna@example.org")), world.now).await.unwrap();
    drop(tx);
    assert_eq!(world.letters().await, []);
}

async fn a_letter_that_cannot_leave_is_tried_later(mut world: World) {
    world.mailbox.fail(Some(MailError::Unavailable("no route".into())));
    promise(&world, "anna@example.org").await;
    for pause in [10, 30, 90] {
        assert_eq!(run_due(&world.system()).await.unwrap(), 1);
        world.wait(TimeDelta::seconds(pause - 1));
        assert_eq!(run_due(&world.system()).await.unwrap(), 0);
        world.wait(TimeDelta::seconds(1));
    }
    assert_eq!(job(&world).await.last_error.as_deref(), Some("no route"));
    world.mailbox.fail(None);
    world.letter_to("anna@example.org").await;
}

async fn a_letter_that_is_refused_is_given_up_and_kept(mut world: World) {
    world.mailbox.fail(Some(MailError::Refused("no such mailbox".into())));
    promise(&world, "anna@example.org").await;
    run_due(&world.system()).await.unwrap();
    world.mailbox.fail(None);
    world.wait(TimeDelta::days(1));
    assert_eq!(world.letters().await, []);
    let job = job(&world).await;
    assert!(job.dead_at.is_some() && job.payload.contains("Тема"));
    assert_eq!(job.last_error.as_deref(), Some("no such mailbox"));
    assert_eq!(counts(&world).await, (0, 1));
}

async fn after_twelve_attempts_a_letter_is_given_up(mut world: World) {
    world.mailbox.fail(Some(MailError::Unavailable("no route".into())));
    promise(&world, "anna@example.org").await;
    for _ in 0..12 {
        assert_eq!(run_due(&world.system()).await.unwrap(), 1);
        world.wait(TimeDelta::hours(6));
    }
    assert_eq!(run_due(&world.system()).await.unwrap(), 0);
    assert_eq!(counts(&world).await, (0, 1));
}

async fn two_workers_never_send_one_letter_twice(world: World) {
    for name in 0..40 {
        promise(&world, &format!("{name}@example.org")).await;
    }
    let (one, other) = (world.system(), world.system());
    let work = async |ctx: &Ctx| while run_due(ctx).await.unwrap() > 0 {};
    tokio::join!(work(&one), work(&other));
    let mut to: Vec<String> = world.letters().await.into_iter().map(|letter| letter.to).collect();
    to.sort_unstable();
    let sent = to.len();
    to.dedup();
    assert_eq!((sent, to.len()), (40, 40));
}

async fn a_job_of_a_dead_worker_is_taken_over(mut world: World) {
    promise(&world, "anna@example.org").await;
    let tx = world.db.begin().await.unwrap();
    let taken =
        store::outbox::take(&tx, store::outbox::Lane::Without("push"), world.now, TimeDelta::minutes(5), 1)
            .await
            .unwrap();
    tx.commit().await.unwrap();
    world.wait(TimeDelta::minutes(4));
    assert_eq!(world.letters().await, []);
    world.wait(TimeDelta::minutes(1));
    world.letter_to("anna@example.org").await;

    let tx = world.db.begin().await.unwrap();
    let late = store::outbox::finish(&tx, &taken[0], world.now).await.unwrap();
    assert!(!late, "the first worker is too late");
}

async fn more_than_a_batch_is_done_in_several(world: World) {
    for name in 0..20 {
        promise(&world, &format!("{name}@example.org")).await;
    }
    assert_eq!(run_due(&world.system()).await.unwrap(), 16);
    assert_eq!(run_due(&world.system()).await.unwrap(), 4);
}

async fn nothing_due_is_one_statement_a_lane(world: World) {
    for lane in Lane::ALL {
        let before = world.db.statements();
        assert_eq!(run_lane(&world.system(), lane).await.unwrap(), 0);
        assert_eq!(world.db.statements() - before, 1, "{lane:?}");
    }
}

async fn a_job_that_nobody_understands_is_given_up(world: World) {
    let tx = world.db.begin().await.unwrap();
    store::outbox::add(&tx, "future", r#"{"Future":{}}"#.into(), world.now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(run_due(&world.system()).await.unwrap(), 1);
    assert_eq!(counts(&world).await, (0, 1));
}

async fn administrator(world: &World) -> Ctx {
    world.signed_in(world.cast.administrator).await
}

async fn what_was_given_up_is_tried_again_when_asked(mut world: World) {
    world.mailbox.fail(Some(MailError::Refused("no such mailbox".into())));
    promise(&world, "anna@example.org").await;
    run_due(&world.system()).await.unwrap();
    let admin = administrator(&world).await;
    let page = jobs::failed(&admin).await.unwrap();
    let [failed] = page.jobs.try_into().unwrap();
    assert_eq!((page.counts.dead, page.counts.failing, page.more), (1, 0, false));
    assert_eq!((failed.to.as_deref(), failed.subject.as_deref()), (Some("anna@example.org"), Some("Тема")));
    assert_eq!((failed.reason.as_str(), failed.again_at), ("no such mailbox", None));

    // It fails once more, and comes back.
    jobs::retry(&admin, failed.id).await.unwrap();
    assert_eq!(counts(&world).await, (1, 0));
    run_due(&world.system()).await.unwrap();
    assert_eq!(counts(&world).await, (0, 1));

    world.mailbox.fail(None);
    jobs::retry(&admin, failed.id).await.unwrap();
    jobs::retry(&admin, failed.id).await.unwrap();
    world.letter_to("anna@example.org").await;
    // What is done is left alone.
    jobs::retry(&admin, failed.id).await.unwrap();
    world.wait(TimeDelta::hours(1));
    assert_eq!(world.letters().await, []);
    assert_eq!(jobs::failed(&admin).await.unwrap().jobs, []);
    let events = world.events().await;
    let count = |kind: &str| events.iter().filter(|event| *event == kind).count();
    assert_eq!((count("jobs.looked_at"), count("job.retried")), (1, 2));
}

async fn what_keeps_failing_is_listed_before_it_is_given_up(mut world: World) {
    world.mailbox.fail(Some(MailError::Unavailable("no route".into())));
    promise(&world, "anna@example.org").await;
    for attempt in 1..=3 {
        run_due(&world.system()).await.unwrap();
        let counts = jobs::failed(&administrator(&world).await).await.unwrap().counts;
        assert_eq!((counts.dead, counts.failing), (0, i64::from(attempt == 3)), "attempt {attempt}");
        world.wait(TimeDelta::hours(6));
    }
    let [failed] = jobs::failed(&administrator(&world).await).await.unwrap().jobs.try_into().unwrap();
    assert!(failed.again_at.is_some(), "it is tried again by itself");
}

async fn all_that_failed_is_tried_again_at_once(world: World) {
    world.mailbox.fail(Some(MailError::Refused("over quota".into())));
    for name in 0..3 {
        promise(&world, &format!("{name}@example.org")).await;
    }
    run_due(&world.system()).await.unwrap();
    world.mailbox.fail(None);
    jobs::retry_all(&administrator(&world).await).await.unwrap();
    assert_eq!(world.letters().await.len(), 3);
    assert_eq!(counts(&world).await, (0, 0));
    assert_eq!(world.events().await, ["jobs.retried"]);
}

async fn only_administrators_see_what_failed(world: World) {
    let cast = &world.cast;
    for user in [cast.anna, cast.dispatcher, cast.accountant, cast.editor, cast.manager] {
        let ctx = world.signed_in(user).await;
        assert!(matches!(jobs::failed(&ctx).await, Err(Error::NotFound)));
        assert!(matches!(jobs::retry_all(&ctx).await, Err(Error::NotFound)));
        assert!(matches!(jobs::retry(&ctx, JobId(uuid::Uuid::nil())).await, Err(Error::NotFound)));
    }
    let nobodys = jobs::retry(&administrator(&world).await, JobId(uuid::Uuid::nil())).await;
    assert!(matches!(nobodys, Err(Error::NotFound)));
}
