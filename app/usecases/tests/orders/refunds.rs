use super::till::Till;
use crate::support::{Trouble, World, rejection, twins};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    ids::{PaymentId, RefundId, UserId},
    money::{Money, MoneyError},
    payments::{NewRefund, OrderState, RefundNews, RefundState},
};
use store::{entity::refund_order, testing::all};
use usecases::{Error, orders};
use uuid::Uuid;

twins! {
    a_part_is_given_back_once_however_often_it_is_asked,
    no_more_is_given_back_than_was_paid,
    only_those_with_the_permission_give_back,
    a_payment_that_came_another_way_is_not_given_back_here,
    a_lost_answer_is_asked_for_again_with_the_same_key,
    after_a_day_a_lost_refund_is_not_asked_for_again,
    a_refund_that_takes_time_is_followed,
    a_refund_that_the_acquirer_refuses_leaves_the_money,
    what_the_bank_gave_back_by_itself_leaves_the_ledger,
    what_is_given_back_of_money_under_check_leaves_the_suspense_account,
    the_fee_comes_back_last_and_touches_no_ledger,
}

fn refund(payment: PaymentId, amount: &str) -> NewRefund {
    NewRefund {
        id: RefundId(Uuid::now_v7()), payment, amount: amount.into(), reason: "ошибся суммой".into()
    }
}

async fn ask(till: &Till, user: UserId, refund: &NewRefund) -> Result<RefundId, Error> {
    orders::refund(&till.world.signed_in(user).await, refund.clone()).await
}

/// A payment of 300.00 for «Квартплата».
async fn paid(till: &Till) -> (PaymentId, String) {
    let (_, operation) = till.paid("300").await;
    let [payment] = till.payments().await.try_into().unwrap();
    (payment.id, operation)
}

async fn states(till: &Till) -> Vec<RefundState> {
    let rows = all::<refund_order::Entity>(&till.world.db).await;
    rows.iter().map(|row| RefundState::from_code(&row.state).unwrap()).collect()
}

async fn a_part_is_given_back_once_however_often_it_is_asked(world: World) {
    let till = Till::open(world).await;
    let (payment, operation) = paid(&till).await;
    let wish = refund(payment, "100,50");
    for _ in 0..3 {
        ask(&till, till.world.cast.accountant, &wish).await.unwrap();
    }
    till.hear(&operation).await;
    assert_eq!(till.bank.payment(&operation).refunded, Money(10_050));
    assert_eq!((till.ledger().await, states(&till).await), (Money(19_950), vec![RefundState::Succeeded]));
    assert_eq!(till.receipts().await.len(), 2);
    let order = till.payments().await[0].order_id.unwrap();
    let page = orders::status(&till.world.signed_in(till.world.cast.anna).await, order).await.unwrap();
    let refunds: Vec<_> = page.refunds.iter().map(|refund| (refund.amount.0, refund.state)).collect();
    assert_eq!(refunds, [(10_050, RefundState::Succeeded)]);
}

async fn no_more_is_given_back_than_was_paid(world: World) {
    let till = Till::open(world).await;
    let (payment, _) = paid(&till).await;
    let accountant = till.world.cast.accountant;
    ask(&till, accountant, &refund(payment, "200")).await.unwrap();
    let told = rejection(ask(&till, accountant, &refund(payment, "100.01")).await);
    assert_eq!(told, Rejection::of("amount", Rule::MoreThanPaid { left: Money(10_000) }));
    let told = rejection(ask(&till, accountant, &refund(payment, "0")).await);
    assert_eq!(told, Rejection::of("amount", MoneyError::Zero));
    let (half, other) = (refund(payment, "60"), refund(payment, "60"));
    let (first, second) = tokio::join!(ask(&till, accountant, &half), ask(&till, accountant, &other));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert_eq!(till.ledger().await, Money(4_000));
}

async fn only_those_with_the_permission_give_back(world: World) {
    let till = Till::open(world).await;
    let (payment, _) = paid(&till).await;
    let cast = &till.world.cast;
    for user in [cast.anna, cast.boris, cast.dispatcher, cast.editor, cast.manager] {
        assert!(matches!(ask(&till, user, &refund(payment, "1")).await, Err(Error::NotFound)));
    }
    ask(&till, cast.administrator, &refund(payment, "1")).await.unwrap();
}

async fn a_payment_that_came_another_way_is_not_given_back_here(world: World) {
    let till = Till::open(world).await;
    let (payment, _) = paid(&till).await;
    store::testing::execute(&till.world.db, "UPDATE payment SET order_id = NULL").await;
    for unknown in [payment, PaymentId(Uuid::nil())] {
        let asked = ask(&till, till.world.cast.accountant, &refund(unknown, "1")).await;
        assert!(matches!(asked, Err(Error::NotFound)));
    }
}

async fn a_lost_answer_is_asked_for_again_with_the_same_key(world: World) {
    let mut till = Till::open(world).await;
    let (payment, operation) = paid(&till).await;
    till.bank.trouble([Trouble::Unanswered]);
    ask(&till, till.world.cast.accountant, &refund(payment, "100")).await.unwrap();
    assert_eq!(states(&till).await, [RefundState::Created]);
    till.wait(TimeDelta::minutes(2));
    orders::reconcile(&till.world.system()).await.unwrap();
    assert_eq!(states(&till).await, [RefundState::Succeeded]);
    assert_eq!((till.bank.payment(&operation).refunded, till.ledger().await), (Money(10_000), Money(20_000)));
}

async fn after_a_day_a_lost_refund_is_not_asked_for_again(world: World) {
    let mut till = Till::open(world).await;
    let (payment, operation) = paid(&till).await;
    till.bank.trouble([Trouble::Unanswered]);
    ask(&till, till.world.cast.accountant, &refund(payment, "100")).await.unwrap();
    till.wait(TimeDelta::days(2));
    // The key is forgotten: the refund counts as canceled, and what really left is found in the payment.
    orders::reconcile(&till.world.system()).await.unwrap();
    till.hear(&operation).await;
    assert_eq!(states(&till).await, [RefundState::Canceled]);
    assert_eq!((till.bank.payment(&operation).refunded, till.ledger().await), (Money(10_000), Money(20_000)));
}

async fn a_refund_that_takes_time_is_followed(world: World) {
    let mut till = Till::open(world).await;
    let (payment, operation) = paid(&till).await;
    till.bank.trouble([Trouble::Unanswered]);
    ask(&till, till.world.cast.accountant, &refund(payment, "100")).await.unwrap();
    let id = till.bank.state().refunds.keys().next().unwrap().clone();
    till.bank.state().refunds.get_mut(&id).unwrap().said = RefundNews::Pending;
    till.bank.alter(&operation, |payment| payment.refunded = Money::ZERO);
    till.hear(&operation).await;
    assert_eq!((states(&till).await, till.ledger().await), (vec![RefundState::Pending], Money(30_000)));
    till.bank.finish_refund(&id);
    till.wait(TimeDelta::minutes(5));
    orders::reconcile(&till.world.system()).await.unwrap();
    assert_eq!((states(&till).await, till.ledger().await), (vec![RefundState::Succeeded], Money(20_000)));
}

async fn a_refund_that_the_acquirer_refuses_leaves_the_money(world: World) {
    let till = Till::open(world).await;
    let (payment, _) = paid(&till).await;
    till.bank.trouble([Trouble::Refused]);
    ask(&till, till.world.cast.accountant, &refund(payment, "300")).await.unwrap();
    assert_eq!((states(&till).await, till.ledger().await), (vec![RefundState::Canceled], Money(30_000)));
    ask(&till, till.world.cast.accountant, &refund(payment, "300")).await.unwrap();
    assert_eq!(till.ledger().await, Money::ZERO);
}

async fn what_the_bank_gave_back_by_itself_leaves_the_ledger(world: World) {
    let till = Till::open(world).await;
    let (order, operation) = till.paid("355").await;
    till.bank.give_back(&operation, Money(31_000));
    for _ in 0..2 {
        till.hear(&operation).await;
    }
    assert_eq!(till.ledger().await, Money(4_500));
    till.bank.give_back(&operation, Money(4_500));
    till.hear(&operation).await;
    assert_eq!((till.ledger().await, till.state(order).await), (Money::ZERO, OrderState::Succeeded));
}

async fn what_is_given_back_of_money_under_check_leaves_the_suspense_account(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.bank.alter(&payment, |payment| payment.amount = Money(1_000));
    till.bank.pay(&payment);
    till.hear(&payment).await;
    let stray = till.bank.stray(Money(700), None);
    till.hear(&stray).await;
    for payment in [&payment, &stray] {
        till.bank.give_back(payment, Money(400));
        for _ in 0..2 {
            till.hear(payment).await;
        }
    }
    let sums = |rows: Vec<(i64, String)>| rows.into_iter().map(|(sum, _)| sum).collect::<Vec<_>>();
    assert_eq!(sums(till.suspense().await), [1_000, 700, -400, -400]);
    till.bank.give_back(&payment, Money(600));
    till.hear(&payment).await;
    let settled = all::<store::entity::suspense::Entity>(&till.world.db).await;
    assert_eq!(settled.iter().filter(|row| row.settled_at.is_some()).count(), 3);
    assert_eq!(till.state(order).await, OrderState::UnderCheck);
}

async fn the_fee_comes_back_last_and_touches_no_ledger(world: World) {
    let terms = domain::payments::Terms {
        fee: domain::payments::Fee { rate: 1_000, least: Money::ZERO },
        ..domain::payments::Terms::default()
    };
    let till = Till::with(world, terms).await;
    let (order, operation) = till.paid("300").await;
    till.bank.give_back(&operation, Money(33_000));
    till.hear(&operation).await;
    assert_eq!((till.ledger().await, till.row(order).await.refunded), (Money::ZERO, Money(33_000)));
}
