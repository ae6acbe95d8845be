use super::household::{line, submission};
use crate::support::{World, twins};
use domain::{
    ids::{MeterId, SubmissionId},
    quantity::{Dial, Quantity},
    readings::{Meter, Resource, Verdict},
};
use std::collections::HashSet;
use store::meters;
use tokio::task::JoinSet;
use usecases::readings;
use uuid::Uuid;

twins!(
    one_submission_sent_twenty_times_at_once_is_one,
    twenty_submissions_at_once_are_all_taken,
    of_twenty_values_for_one_meter_at_once_one_stands_and_the_others_are_asked,
    nothing_is_taken_once_a_month_is_closed,
);

const MANY: i64 = 20;

async fn one_submission_sent_twenty_times_at_once_is_one(world: World) {
    let home = &world.cast.neighbours;
    let ctx = world.signed_in(world.cast.boris).await;
    let sent = submission(home.account, vec![line(home.meters[0], &["5"])]);
    let mut senders = JoinSet::new();
    for _ in 0..MANY {
        let (ctx, sent) = (ctx.clone(), sent.clone());
        senders.spawn(async move { readings::submit(&ctx, sent).await.unwrap() });
    }
    let ids: HashSet<SubmissionId> = senders.join_all().await.into_iter().collect();
    assert_eq!(ids.len(), 1);
    let page = readings::page(&ctx, None, ids.into_iter().next()).await.unwrap();
    assert_eq!(page.answer.unwrap().notice.unwrap().0, "2018-01-0001");
    assert!(page.history.months[0].cells[0].as_ref().unwrap().older.is_empty());
}

async fn twenty_submissions_at_once_are_all_taken(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let mut senders = JoinSet::new();
    for number in 0..MANY {
        let home = [&world.cast.neighbours, &world.cast.newcomers][usize::from(number % 2 == 0)];
        let meter = add_meter(&world, home.account, number).await;
        let sent = submission(home.account, vec![line(meter, &["5"])]);
        let ctx = dispatcher.clone();
        senders.spawn(async move { readings::submit_for(&ctx, sent).await.unwrap() });
    }
    let ids: HashSet<SubmissionId> = senders.join_all().await.into_iter().collect();
    assert_eq!(ids.len(), 20);
    let boris = world.signed_in(world.cast.boris).await;
    let page = readings::page(&boris, None, None).await.unwrap();
    assert_eq!(page.rows.iter().filter(|row| row.current.is_some()).count(), 10);
    let home = &world.cast.neighbours;
    let last = submission(home.account, vec![line(home.meters[0], &["5"])]);
    let id = readings::submit(&boris, last).await.unwrap();
    let answer = readings::page(&boris, None, Some(id)).await.unwrap().answer.unwrap();
    assert_eq!(answer.notice.unwrap().0, "2018-01-0021", "no number was given twice or lost");
}

async fn of_twenty_values_for_one_meter_at_once_one_stands_and_the_others_are_asked(world: World) {
    let home = &world.cast.neighbours;
    let ctx = world.signed_in(world.cast.boris).await;
    let mut senders = JoinSet::new();
    for value in 0..MANY {
        let sent = submission(home.account, vec![line(home.meters[0], &[&value.to_string()])]);
        let ctx = ctx.clone();
        senders.spawn(async move { readings::submit(&ctx, sent).await.unwrap() });
    }
    let mut taken: Vec<Quantity> = Vec::new();
    for id in senders.join_all().await {
        let answer = readings::page(&ctx, None, Some(id)).await.unwrap().answer.unwrap();
        match &answer.lines[0].verdict {
            Verdict::Taken { values, .. } => taken.extend(values),
            Verdict::Asked { values, .. } => assert_eq!(values.len(), 1),
            Verdict::Refused(refusal) => panic!("{refusal:?}"),
        }
    }
    let page = readings::page(&ctx, None, None).await.unwrap();
    assert_eq!(page.rows[0].current.as_ref().unwrap().values, taken);
    assert!(page.history.months[0].cells[0].as_ref().unwrap().older.is_empty());
}

async fn nothing_is_taken_once_a_month_is_closed(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let home = &world.cast.neighbours;
    let mut meters = Vec::new();
    for number in 0..MANY {
        meters.push(add_meter(&world, home.account, number).await);
    }
    let mut senders = JoinSet::new();
    for (at, meter) in meters.into_iter().enumerate() {
        let sent = submission(home.account, vec![line(meter, &["5"])]);
        let (ctx, system) = (ctx.clone(), world.system());
        senders.spawn(async move {
            if at == 10 {
                readings::accept_period(&system, "2018-01".parse().unwrap(), None).await.unwrap();
                return readings::page(&ctx, None, None).await.unwrap().rows;
            }
            readings::submit(&ctx, sent).await.unwrap();
            Vec::new()
        });
    }
    let at_closing: Vec<_> = senders.join_all().await.into_iter().flatten().collect();
    assert!(readings::page(&ctx, None, None).await.unwrap().rows == at_closing);
}

async fn add_meter(world: &World, account: domain::ids::AccountId, number: i64) -> MeterId {
    let id = MeterId(Uuid::now_v7());
    let meter = Meter {
        id,
        resource: Resource::ColdWater,
        serial: format!("4000{number}"),
        zones: 1,
        dial: Dial::new(5, 0).unwrap(),
        place: None,
        automatic: false,
        installed_on: None,
        removed_on: None,
        verified_until: None,
    };
    let tx = world.db.begin().await.unwrap();
    meters::add(&tx, [(account, meter)]).await.unwrap();
    tx.commit().await.unwrap();
    id
}
