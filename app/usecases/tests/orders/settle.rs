use super::till::{Till, payment_at};
use crate::support::{Bank, World, twins};
use chrono::TimeDelta;
use domain::{
    ids::OrderId,
    money::Money,
    payments::{CancelReason, Doubt, News, OrderState},
};
use store::{entity::payment_allocation, testing::all};
use usecases::{jobs, orders};
use uuid::Uuid;

twins! {
    a_payment_is_credited_once_and_in_parts,
    the_same_news_at_once_is_credited_once,
    late_and_unordered_news_change_nothing,
    what_the_payer_chose_is_paid_first,
    a_wrong_sum_waits_for_somebody_to_look_at_it,
    another_currency_waits_and_counts_no_roubles,
    money_for_no_order_of_ours_waits,
    a_second_payment_of_one_order_waits,
    a_payment_for_an_account_that_was_closed_meanwhile_waits,
    money_after_a_cancel_waits,
    money_after_our_own_time_out_is_credited,
    held_money_is_taken,
    held_money_that_does_not_fit_is_let_go,
    a_notification_is_a_job_and_nothing_more,
    the_day_of_a_payment_is_the_banks,
}

async fn a_payment_is_credited_once_and_in_parts(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.paid("355").await;
    till.hear(&payment).await;
    assert_eq!(till.state(order).await, OrderState::Succeeded);
    let mut payments = till.payments().await;
    payments.sort_by_key(|payment| payment.amount.0);
    let parts: Vec<_> = payments.iter().map(|payment| (payment.recipient_id, payment.amount.0)).collect();
    assert_eq!(parts, [(till.repair, 5_000), (till.rent, 30_500)]);
    for row in &payments {
        assert_eq!((row.bank.as_str(), row.operation.as_deref()), (Bank::NAME, Some(payment.as_str())));
        assert_eq!((row.order_id, row.payer.as_deref()), (Some(order), Some("Соловьёва Анна Павловна")));
    }
    assert_eq!(till.ledger().await, Money(35_500));
    assert_eq!(till.left().await, [0, 0, 0]);
    assert_eq!(till.receipts().await.len(), 1);
    assert_eq!(till.world.events().await.iter().filter(|event| *event == "order.succeeded").count(), 1);
}

async fn the_same_news_at_once_is_credited_once(world: World) {
    let till = Till::open(world).await;
    let (_, payment) = till.order("355").await;
    till.bank.pay(&payment);
    tokio::join!(till.hear(&payment), till.hear(&payment), till.hear(&payment), till.hear(&payment));
    assert_eq!((till.payments().await.len(), till.ledger().await), (2, Money(35_500)));
}

async fn late_and_unordered_news_change_nothing(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    let pending = till.bank.payment(&payment);
    till.bank.pay(&payment);
    till.hear(&payment).await;
    for said in [News::Pending, News::WaitingForCapture, News::Canceled] {
        let late = usecases::ports::AcquirerPayment { said, ..pending.clone() };
        orders::settle(&till.world.system(), &late).await.unwrap();
    }
    assert_eq!((till.state(order).await, till.ledger().await), (OrderState::Succeeded, Money(35_500)));
}

async fn what_the_payer_chose_is_paid_first(world: World) {
    let till = Till::open(world).await;
    let form = domain::payments::NewOrder { chosen: vec![till.charges[1]], ..till.form("201") };
    let confirmation = till.press(till.world.cast.anna, &form).await.unwrap();
    till.bank.pay(&payment_at(&confirmation));
    till.hear(&payment_at(&confirmation)).await;
    // 200.00 and 1.00 of the penalty of the charge of 12.2017; that of 11.2017 is untouched.
    assert_eq!(till.left().await, [10_000, 400, 5_000]);
    assert_eq!(all::<payment_allocation::Entity>(&till.world.db).await.len(), 2);
}

/// The order is under check, and its money in the suspense account.
async fn waits(till: &Till, order: OrderId, expected: &[(i64, Doubt)]) {
    assert_eq!(till.state(order).await, OrderState::UnderCheck);
    suspended(till, expected).await;
}

async fn suspended(till: &Till, expected: &[(i64, Doubt)]) {
    let expected: Vec<_> = expected.iter().map(|(sum, doubt)| (*sum, doubt.code().to_owned())).collect();
    assert_eq!(till.suspense().await, expected);
}

async fn a_wrong_sum_waits_for_somebody_to_look_at_it(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.bank.alter(&payment, |payment| payment.amount = Money(35_499));
    till.bank.pay(&payment);
    for _ in 0..3 {
        till.hear(&payment).await;
    }
    waits(&till, order, &[(35_499, Doubt::WrongSum)]).await;
    assert_eq!(till.ledger().await, Money::ZERO);
    let page = orders::status(&till.world.signed_in(till.world.cast.anna).await, order).await.unwrap();
    assert_eq!((page.state, page.doubt), (OrderState::UnderCheck, Some(Doubt::WrongSum)));
}

async fn another_currency_waits_and_counts_no_roubles(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.bank.alter(&payment, |payment| payment.currency = "USD".into());
    till.bank.pay(&payment);
    till.hear(&payment).await;
    waits(&till, order, &[(0, Doubt::WrongCurrency)]).await;
    let rows = all::<store::entity::suspense::Entity>(&till.world.db).await;
    assert_eq!(rows[0].purpose.as_deref(), Some("355.00 USD"));
}

async fn money_for_no_order_of_ours_waits(world: World) {
    let till = Till::open(world).await;
    let unknown = till.bank.stray(Money(700), Some(OrderId(Uuid::now_v7())));
    let nameless = till.bank.stray(Money(800), None);
    for _ in 0..2 {
        till.hear(&unknown).await;
        till.hear(&nameless).await;
    }
    suspended(&till, &[(700, Doubt::UnknownOrder), (800, Doubt::UnknownOrder)]).await;
}

async fn a_second_payment_of_one_order_waits(world: World) {
    let till = Till::open(world).await;
    let (order, _) = till.paid("355").await;
    let second = till.bank.stray(Money(35_500), Some(order));
    till.hear(&second).await;
    suspended(&till, &[(35_500, Doubt::SecondPayment)]).await;
    assert_eq!((till.state(order).await, till.ledger().await), (OrderState::Succeeded, Money(35_500)));
}

async fn a_payment_for_an_account_that_was_closed_meanwhile_waits(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    store::testing::execute(
        &till.world.db,
        "UPDATE account SET closed_on = '2018-01-24' WHERE number = '7000418'",
    )
    .await;
    till.bank.pay(&payment);
    till.hear(&payment).await;
    waits(&till, order, &[(35_500, Doubt::AccountClosed)]).await;
}

async fn money_after_a_cancel_waits(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.bank.decline(&payment, CancelReason::Declined);
    till.hear(&payment).await;
    assert_eq!(till.state(order).await, OrderState::Canceled);
    till.bank.alter(&payment, |payment| payment.said = News::Succeeded);
    till.hear(&payment).await;
    waits(&till, order, &[(35_500, Doubt::Contradiction)]).await;
}

async fn money_after_our_own_time_out_is_credited(world: World) {
    let mut till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.world.wait(TimeDelta::hours(23));
    orders::reconcile(&till.world.system()).await.unwrap();
    assert_eq!(till.state(order).await, OrderState::Expired);
    till.bank.pay(&payment);
    till.hear(&payment).await;
    assert_eq!((till.state(order).await, till.ledger().await), (OrderState::Succeeded, Money(35_500)));
}

async fn held_money_is_taken(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.bank.hold(&payment);
    till.hear(&payment).await;
    assert_eq!(till.bank.payment(&payment).said, News::Succeeded);
    assert_eq!((till.state(order).await, till.ledger().await), (OrderState::Succeeded, Money(35_500)));
}

async fn held_money_that_does_not_fit_is_let_go(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.bank.alter(&payment, |payment| payment.amount = Money(1));
    till.bank.hold(&payment);
    till.hear(&payment).await;
    assert_eq!(till.bank.payment(&payment).said, News::Canceled);
    assert_eq!((till.state(order).await, till.suspense().await.len()), (OrderState::Canceled, 0));
}

async fn a_notification_is_a_job_and_nothing_more(world: World) {
    let till = Till::open(world).await;
    let system = till.world.system();
    let (order, payment) = till.order("355").await;
    for made_up in ["", "../payments", "a b", &"x".repeat(65)] {
        assert!(!orders::notified(&system, made_up).await.unwrap(), "{made_up}");
    }
    // Somebody says that it is paid, and it is not.
    assert!(orders::notified(&system, &payment).await.unwrap());
    assert!(orders::notified(&system, "no-such-payment").await.unwrap());
    while jobs::run_due(&system).await.unwrap() > 0 {}
    assert_eq!((till.state(order).await, till.ledger().await), (OrderState::Pending, Money::ZERO));
    till.bank.pay(&payment);
    for _ in 0..3 {
        orders::notified(&system, &payment).await.unwrap();
    }
    while jobs::run_due(&system).await.unwrap() > 0 {}
    assert_eq!((till.state(order).await, till.ledger().await), (OrderState::Succeeded, Money(35_500)));
}

async fn the_day_of_a_payment_is_the_banks(world: World) {
    let mut till = Till::open(world).await;
    // 21:30 UTC is half past midnight in Moscow.
    till.wait("2018-01-25T21:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() - till.world.now);
    let (_, payment) = till.order("355").await;
    till.bank.pay(&payment);
    till.wait(TimeDelta::days(2));
    till.hear(&payment).await;
    assert_eq!(till.payments().await[0].paid_on.to_string(), "2018-01-26");
}
