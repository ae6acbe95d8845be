use super::till::Till;
use crate::support::{Trouble, World, twins};
use chrono::TimeDelta;
use domain::{
    money::Money,
    payments::{CancelReason, OrderState},
};
use usecases::{Error, orders, payments};

twins! {
    the_waiting_page_asks_the_acquirer_itself_but_not_all_the_time,
    the_waiting_page_gets_a_page_to_pay_on_that_was_not_had,
    the_waiting_page_lives_with_a_silent_acquirer,
    a_canceled_order_says_why,
    anothers_order_is_not_found,
    the_list_has_the_newest_first,
    an_open_order_stands_beside_the_form,
    payments_show_what_is_begun_and_not_credited,
}

async fn the_waiting_page_asks_the_acquirer_itself_but_not_all_the_time(world: World) {
    let mut till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    let state = async |till: &Till| {
        let anna = till.world.signed_in(till.world.cast.anna).await;
        orders::status(&anna, order).await.unwrap().state
    };
    assert_eq!(state(&till).await, OrderState::Pending);
    till.bank.pay(&payment);
    assert_eq!(state(&till).await, OrderState::Pending);
    till.wait(TimeDelta::seconds(5));
    assert_eq!(state(&till).await, OrderState::Succeeded);
    assert_eq!(till.ledger().await, Money(35_500));
}

async fn the_waiting_page_gets_a_page_to_pay_on_that_was_not_had(world: World) {
    let till = Till::open(world).await;
    till.bank.trouble([Trouble::Unanswered]);
    let order = till.press(till.world.cast.anna, &till.form("355")).await.unwrap().order;
    let page = orders::status(&till.world.signed_in(till.world.cast.anna).await, order).await.unwrap();
    assert_eq!(page.confirmation_url, Some(format!("https://bank.example/{}", till.bank.ids()[0])));
    assert_eq!((page.state, till.bank.ids().len()), (OrderState::Pending, 1));
}

async fn the_waiting_page_lives_with_a_silent_acquirer(world: World) {
    let till = Till::open(world).await;
    let (order, _) = till.order("355").await;
    till.bank.trouble([Trouble::Lost]);
    let page = orders::status(&till.world.signed_in(till.world.cast.timur).await, order).await.unwrap();
    assert_eq!(
        (page.state, page.number.as_str(), page.total()),
        (OrderState::Pending, "7000418", Money(35_500))
    );
}

async fn a_canceled_order_says_why(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355").await;
    till.bank.decline(&payment, CancelReason::NotConfirmed);
    let page = orders::status(&till.world.signed_in(till.world.cast.anna).await, order).await.unwrap();
    assert_eq!((page.state, page.reason), (OrderState::Canceled, Some(CancelReason::NotConfirmed)));
    assert_eq!(page.confirmation_url, None);
}

async fn anothers_order_is_not_found(world: World) {
    let till = Till::open(world).await;
    let (order, _) = till.order("355").await;
    for user in [till.world.cast.boris, till.world.cast.accountant] {
        let asked = orders::status(&till.world.signed_in(user).await, order).await;
        assert!(matches!(asked, Err(Error::NotFound)));
    }
    assert!(matches!(orders::status(&till.world.guest(), order).await, Err(Error::SignInRequired)));
}

async fn the_list_has_the_newest_first(world: World) {
    let mut till = Till::open(world).await;
    till.paid("300").await;
    till.wait(TimeDelta::minutes(1));
    till.order("55").await;
    let list = orders::list(&till.world.signed_in(till.world.cast.timur).await).await.unwrap();
    let told: Vec<_> = list.iter().map(|card| (card.amount.0, card.state)).collect();
    assert_eq!(told, [(5_500, OrderState::Pending), (30_000, OrderState::Succeeded)]);
}

async fn an_open_order_stands_beside_the_form(world: World) {
    let till = Till::open(world).await;
    let timur = till.world.signed_in(till.world.cast.timur).await;
    let form = orders::form(&timur).await.unwrap();
    assert_eq!((form.owed(), form.standing, form.open.len()), (Money(35_500), Money(35_500), 0));
    assert_eq!((form.number.as_str(), form.payer.as_str()), ("7000418", "Соловьёва Анна Павловна"));
    assert_eq!(form.recipients[0].1.inn, "7800000000");
    let (order, payment) = till.order("300").await;
    let form = orders::form(&timur).await.unwrap();
    assert_eq!((form.open.len(), form.open[0].id), (1, order));
    till.bank.pay(&payment);
    till.hear(&payment).await;
    let form = orders::form(&timur).await.unwrap();
    assert_eq!((form.standing, form.open.len(), form.charges.len()), (Money(5_500), 0, 2));
}

async fn payments_show_what_is_begun_and_not_credited(world: World) {
    let mut till = Till::open(world).await;
    till.paid("300").await;
    till.wait(TimeDelta::minutes(1));
    let (open, _) = till.order("55").await;
    let timur = till.world.signed_in(till.world.cast.timur).await;
    let page = payments::payments(&timur, None, None).await.unwrap();
    assert_eq!(page.orders.iter().map(|order| order.id).collect::<Vec<_>>(), [open]);
    assert_eq!(page.payments.iter().map(|payment| payment.amount).sum::<Money>(), Money(30_000));
    let (from, to) = (page.today - TimeDelta::days(30), page.today - TimeDelta::days(1));
    let earlier = payments::payments(&timur, Some(from), Some(to)).await.unwrap();
    assert_eq!((earlier.orders.len(), earlier.payments.len()), (0, 0));
}
