use super::till::Till;
use crate::support::{Trouble, World, twins};
use chrono::TimeDelta;
use domain::{money::Money, payments::OrderState};
use store::{entity::outbox, testing::all};
use usecases::{jobs, orders};

twins! {
    a_lost_notification_is_found,
    an_order_that_nobody_pays_comes_to_its_end,
    an_order_that_the_acquirer_never_saw_expires,
    while_the_acquirer_is_silent_nothing_expires,
    an_order_is_asked_about_seldom_and_at_last_never,
    two_instances_ask_about_an_order_once,
    the_job_comes_again_and_again_and_is_there_once,
    a_job_that_fails_comes_again_too,
}

async fn reconcile(till: &Till) -> usize {
    orders::reconcile(&till.world.system()).await.unwrap()
}

async fn a_lost_notification_is_found(world: World) {
    let mut till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.bank.pay(&payment);
    assert_eq!(reconcile(&till).await, 0);
    till.wait(TimeDelta::minutes(2));
    assert_eq!(reconcile(&till).await, 1);
    assert_eq!((till.state(order).await, till.ledger().await), (OrderState::Succeeded, Money(35_500)));
}

async fn an_order_that_nobody_pays_comes_to_its_end(world: World) {
    let mut till = Till::open(world).await;
    let (order, _) = till.order("355").await;
    till.wait(TimeDelta::minutes(61));
    reconcile(&till).await;
    let row = till.row(order).await;
    assert_eq!((row.state.as_str(), row.reason.as_deref()), ("canceled", Some("too_late")));
}

async fn an_order_that_the_acquirer_never_saw_expires(world: World) {
    let mut till = Till::open(world).await;
    till.bank.trouble([Trouble::Lost]);
    let order = till.press(till.world.cast.anna, &till.form("355")).await.unwrap().order;
    till.wait(TimeDelta::hours(22));
    reconcile(&till).await;
    assert_eq!(till.state(order).await, OrderState::Created);
    till.wait(TimeDelta::hours(1));
    reconcile(&till).await;
    let row = till.row(order).await;
    assert_eq!((row.state.as_str(), row.ask_again_at), ("expired", None));
}

async fn while_the_acquirer_is_silent_nothing_expires(world: World) {
    let mut till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.bank.pay(&payment);
    till.wait(TimeDelta::days(2));
    till.bank.trouble([Trouble::Lost]);
    reconcile(&till).await;
    assert_eq!(till.state(order).await, OrderState::Pending);
    till.wait(TimeDelta::minutes(5));
    reconcile(&till).await;
    assert_eq!(till.state(order).await, OrderState::Succeeded);
}

async fn an_order_is_asked_about_seldom_and_at_last_never(world: World) {
    let mut till = Till::open(world).await;
    let (order, payment) = till.paid("355").await;
    let mut asked = 0;
    for _ in 0..100 {
        till.wait(TimeDelta::hours(1));
        asked += reconcile(&till).await;
    }
    assert_eq!((asked, till.row(order).await.ask_again_at), (4, None));
    // A notification is still listened to.
    till.bank.give_back(&payment, Money(500));
    till.hear(&payment).await;
    assert_eq!(till.ledger().await, Money(35_000));
}

async fn two_instances_ask_about_an_order_once(world: World) {
    let mut till = Till::open(world).await;
    for amount in ["1", "2", "3", "4", "5"] {
        till.order(amount).await;
    }
    till.wait(TimeDelta::minutes(2));
    let (here, there) = tokio::join!(reconcile(&till), reconcile(&till));
    assert_eq!(here + there, 5);
}

async fn the_job_comes_again_and_again_and_is_there_once(world: World) {
    let mut till = Till::open(world).await;
    for _ in 0..2 {
        jobs::promise_recurring(&till.world.system()).await.unwrap();
    }
    // With those that come every hour and every ten minutes, and what they begin.
    while jobs::run_due(&till.world.system()).await.unwrap() > 0 {}
    for _ in 0..9 {
        assert_eq!(jobs::run_due(&till.world.system()).await.unwrap(), 0);
        till.wait(TimeDelta::minutes(1));
        assert_eq!(jobs::run_due(&till.world.system()).await.unwrap(), 1);
    }
    let mut recurring = all::<outbox::Entity>(&till.world.db).await;
    recurring.retain(|job| job.every_seconds.is_some());
    recurring.sort_by_key(|job| job.every_seconds);
    let kinds = recurring.iter().map(|job| job.kind.as_str()).collect::<Vec<_>>();
    assert_eq!(kinds, ["reconcile", "remind", "sweep_files"]);
    let counts = store::outbox::counts(&till.world.db.read()).await.unwrap();
    assert_eq!((counts.waiting, counts.dead), (0, 0));
}

async fn a_job_that_fails_comes_again_too(world: World) {
    let mut till = Till::open(world).await;
    jobs::promise_recurring(&till.world.system()).await.unwrap();
    while jobs::run_due(&till.world.system()).await.unwrap() > 0 {}
    store::testing::execute(&till.world.db, "UPDATE outbox SET payload = 'nonsense'").await;
    for _ in 0..9 {
        till.wait(TimeDelta::minutes(1));
        assert_eq!(jobs::run_due(&till.world.system()).await.unwrap(), 1);
    }
    till.wait(TimeDelta::minutes(1));
    // A new version starts, and says what the job is.
    jobs::promise_recurring(&till.world.system()).await.unwrap();
    jobs::run_due(&till.world.system()).await.unwrap();
    let jobs = all::<outbox::Entity>(&till.world.db).await;
    assert!(jobs.iter().all(|job| job.last_error.is_none()), "{jobs:#?}");
}
