use super::till::{Till, charge, payment_at};
use crate::support::{Trouble, World, rejection, twins};
use domain::{
    Rejection, Rule,
    ids::ChargeId,
    money::{Money, MoneyError},
    payments::{Fee, NewOrder, OrderState, Terms},
    phone::PhoneError,
    session::EmailError,
};
use store::{entity::payer_contact, testing::all};
use usecases::{Error, orders};
use uuid::Uuid;

twins! {
    an_order_leads_to_the_page_of_the_bank,
    a_form_sent_twice_is_one_order_even_at_once,
    another_sum_from_the_same_page_is_another_order,
    a_second_tab_continues_the_open_order,
    two_people_of_one_household_pay_the_same_debt_once,
    a_tab_from_before_the_payment_hears_of_it,
    a_tab_from_before_an_advance_hears_of_it_too,
    a_tab_from_before_money_of_another_currency_hears_of_it_too,
    after_a_refusal_of_the_bank_a_new_page_is_a_new_order,
    a_lost_answer_is_asked_for_again_with_the_same_key,
    what_the_acquirer_does_not_take_on_is_canceled,
    each_recipient_has_its_part_and_the_advance_goes_to_the_first,
    the_fee_comes_on_top,
    a_wrong_form_writes_nothing_down,
    a_guest_signs_in_first,
    anothers_account_and_anothers_charge_are_not_found,
    nothing_is_paid_for_a_closed_account,
    without_an_acquirer_nothing_is_paid,
    e_mail_and_telephone_are_remembered_when_wished,
}

async fn an_order_leads_to_the_page_of_the_bank(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.order("355,00").await;
    let row = till.row(order).await;
    assert_eq!((row.state.as_str(), row.amount, row.fee), ("pending", Money(35_500), Money::ZERO));
    assert_eq!(row.acquirer_id, Some(payment));
    let wish = till.bank.state().wishes[0].clone();
    assert_eq!((wish.order, wish.total), (order, Money(35_500)));
    assert_eq!(wish.description, "Квартплата, Капремонт. ЛС 7000418");
    assert_eq!(wish.return_url, format!("https://lk.example.org/pay/{order}"));
    assert_eq!((wish.email.as_str(), wish.phone.as_deref()), ("anna@example.org", Some("79215550107")));
    let items: Vec<_> = wish.items.iter().map(|item| (item.name.as_str(), item.amount.0)).collect();
    assert_eq!(items, [("Квартплата, ЛС 7000418", 30_500), ("Капремонт, ЛС 7000418", 5_000)]);
    assert!(till.world.events().await.contains(&"order.created".to_owned()));
    assert_eq!(till.ledger().await, Money::ZERO);
}

async fn a_form_sent_twice_is_one_order_even_at_once(world: World) {
    let till = Till::open(world).await;
    let (anna, form) = (till.world.cast.anna, till.form("100"));
    let (first, second, third) =
        tokio::join!(till.press(anna, &form), till.press(anna, &form), till.press(anna, &form));
    let first = first.unwrap();
    assert_eq!((&first, &first), (&second.unwrap(), &third.unwrap()));
    assert_eq!((till.orders().await, till.bank.ids().len()), (1, 1));
}

async fn another_sum_from_the_same_page_is_another_order(world: World) {
    let till = Till::open(world).await;
    let form = till.form("100");
    let first = till.press(till.world.cast.anna, &form).await.unwrap();
    let other = NewOrder { amount: "200".into(), ..form };
    assert_ne!(till.press(till.world.cast.anna, &other).await.unwrap(), first);
    assert_eq!(till.orders().await, 2);
}

async fn a_second_tab_continues_the_open_order(world: World) {
    let till = Till::open(world).await;
    let first = till.press(till.world.cast.anna, &till.form("100")).await.unwrap();
    let elsewhere = NewOrder { email: "other@example.org".into(), ..till.form("100.00") };
    assert_eq!(till.press(till.world.cast.anna, &elsewhere).await.unwrap(), first);
    assert_eq!((till.orders().await, till.bank.ids().len()), (1, 1));
    assert_eq!(till.row(first.order).await.email, "other@example.org");
}

async fn two_people_of_one_household_pay_the_same_debt_once(world: World) {
    let till = Till::open(world).await;
    let (anna, timur) = (till.world.cast.anna, till.world.cast.timur);
    let (here, there) = (till.form("355"), till.form("355"));
    let (first, second) = tokio::join!(till.press(anna, &here), till.press(timur, &there));
    assert_eq!(payment_at(&first.unwrap()), payment_at(&second.unwrap()));
    assert_eq!(till.orders().await, 1);
}

async fn a_tab_from_before_the_payment_hears_of_it(world: World) {
    let till = Till::open(world).await;
    let tab = till.form("355");
    let (_, payment) = till.order("355").await;
    till.bank.pay(&payment);
    // Nobody has told the portal yet: it asks before it offers the page of the bank once more.
    let told = rejection(till.press(till.world.cast.anna, &tab).await);
    assert_eq!(told, Rejection::form(Rule::DebtChanged { owed: Money::ZERO }));
    assert_eq!(till.ledger().await, Money(35_500));
}

async fn a_tab_from_before_money_of_another_currency_hears_of_it_too(world: World) {
    let till = Till::open(world).await;
    let tab = till.form("355");
    let (_, payment) = till.order("355").await;
    till.bank.alter(&payment, |payment| payment.currency = "USD".into());
    till.bank.pay(&payment);
    till.hear(&payment).await;
    let told = rejection(till.press(till.world.cast.anna, &tab).await);
    assert_eq!(told, Rejection::form(Rule::DebtChanged { owed: Money(35_500) }));
    assert_eq!(till.orders().await, 1);
}

async fn a_tab_from_before_an_advance_hears_of_it_too(world: World) {
    let till = Till::open(world).await;
    let parking = |amount| NewOrder {
        account: till.world.cast.parking.account,
        seen: Money::ZERO,
        ..till.form(amount)
    };
    let tab = parking("500");
    let confirmation = till.press(till.world.cast.anna, &parking("500")).await.unwrap();
    till.bank.pay(&payment_at(&confirmation));
    till.hear(&payment_at(&confirmation)).await;
    let told = rejection(till.press(till.world.cast.anna, &tab).await);
    assert_eq!(told, Rejection::form(Rule::DebtChanged { owed: Money::ZERO }));
    let fresh = NewOrder { seen: Money(-50_000), ..parking("500") };
    assert!(till.press(till.world.cast.anna, &fresh).await.unwrap().url.is_some());
}

async fn after_a_refusal_of_the_bank_a_new_page_is_a_new_order(world: World) {
    let till = Till::open(world).await;
    let form = till.form("100");
    let first = till.press(till.world.cast.anna, &form).await.unwrap();
    till.bank.decline(&payment_at(&first), domain::payments::CancelReason::NoMoney);
    let second = till.press(till.world.cast.anna, &till.form("100")).await.unwrap();
    assert_ne!(payment_at(&first), payment_at(&second));
    // The old page leads to what became of the old order.
    let again = till.press(till.world.cast.anna, &form).await.unwrap();
    assert_eq!((again.order, again.url), (first.order, None));
    let row = till.row(first.order).await;
    assert_eq!((row.state.as_str(), row.reason.as_deref()), ("canceled", Some("no_money")));
}

async fn a_lost_answer_is_asked_for_again_with_the_same_key(world: World) {
    let till = Till::open(world).await;
    till.bank.trouble([Trouble::Unanswered, Trouble::Lost]);
    let form = till.form("100");
    for _ in 0..2 {
        let silent = till.press(till.world.cast.anna, &form).await.unwrap();
        assert_eq!(silent.url, None);
        assert_eq!(till.state(silent.order).await, OrderState::Created);
    }
    let confirmation = till.press(till.world.cast.anna, &form).await.unwrap();
    assert_eq!([payment_at(&confirmation)].as_slice(), till.bank.ids());
}

async fn what_the_acquirer_does_not_take_on_is_canceled(world: World) {
    let till = Till::open(world).await;
    till.bank.trouble([Trouble::Refused]);
    let refused = till.press(till.world.cast.anna, &till.form("100")).await.unwrap();
    assert_eq!(refused.url, None);
    let row = till.row(refused.order).await;
    assert_eq!((row.state.as_str(), row.reason.as_deref()), ("canceled", Some("refused")));
    assert!(till.press(till.world.cast.anna, &till.form("100")).await.unwrap().url.is_some());
}

async fn each_recipient_has_its_part_and_the_advance_goes_to_the_first(world: World) {
    let till = Till::open(world).await;
    let chosen = NewOrder { chosen: vec![till.charges[2]], ..till.form("60") };
    let confirmation = till.press(till.world.cast.anna, &chosen).await.unwrap();
    let parts = |order| {
        let db = till.world.db.read();
        async move { store::orders::parts(&db, order).await.unwrap() }
    };
    let of = |parts: Vec<store::orders::Part>| -> Vec<(String, i64)> {
        parts.into_iter().map(|part| (part.recipient, part.amount.0)).collect()
    };
    assert_eq!(
        of(parts(confirmation.order).await),
        [("Квартплата".into(), 1_000), ("Капремонт".into(), 5_000)]
    );
    let (order, _) = till.order("1000").await;
    assert_eq!(of(parts(order).await), [("Квартплата".into(), 95_000), ("Капремонт".into(), 5_000)]);
}

async fn the_fee_comes_on_top(world: World) {
    let terms = Terms { fee: Fee { rate: 100, least: Money::ZERO }, ..Terms::default() };
    let till = Till::with(world, terms).await;
    let (order, payment) = till.paid("355").await;
    assert_eq!(till.row(order).await.fee, Money(355));
    assert_eq!(till.bank.payment(&payment).amount, Money(35_855));
    assert_eq!(till.ledger().await, Money(35_500));
    let wish = till.bank.state().wishes[0].clone();
    assert_eq!(wish.items.last().unwrap().name, "Комиссия за перевод");
    assert_eq!(wish.items.iter().map(|item| item.amount).sum::<Money>(), wish.total);
}

async fn a_wrong_form_writes_nothing_down(world: World) {
    let till = Till::open(world).await;
    let good = till.form("100");
    for (form, field, rule) in [
        (NewOrder { amount: "1.005".into(), ..good.clone() }, "amount", MoneyError::TooManyDecimals.into()),
        (NewOrder { amount: "-5".into(), ..good.clone() }, "amount", MoneyError::Negative.into()),
        (NewOrder { email: "anna@".into(), ..good.clone() }, "email", EmailError::Incomplete.into()),
        (NewOrder { phone: "12".into(), ..good.clone() }, "phone", PhoneError::Length { digits: 2 }.into()),
        (NewOrder { offer: false, ..good.clone() }, "offer", Rule::OfferNotAccepted),
    ] {
        let told = rejection(till.press(till.world.cast.anna, &form).await);
        assert_eq!(told, Rejection::of(field, rule));
    }
    assert_eq!((till.orders().await, till.bank.ids().len()), (0, 0));
}

async fn a_guest_signs_in_first(world: World) {
    let till = Till::open(world).await;
    let guest = till.world.guest();
    assert!(matches!(orders::create(&guest, till.form("100")).await, Err(Error::SignInRequired)));
    assert!(matches!(orders::form(&guest).await, Err(Error::SignInRequired)));
}

async fn anothers_account_and_anothers_charge_are_not_found(world: World) {
    let till = Till::open(world).await;
    let tx = till.world.db.begin().await.unwrap();
    let (neighbours, rent) = (till.world.cast.neighbours.account, till.rent);
    let theirs = charge(&tx, &till.world, (neighbours, rent), 12, (7_000, 0)).await;
    tx.commit().await.unwrap();
    let boris = till.world.cast.boris;
    assert!(matches!(till.press(boris, &till.form("100")).await, Err(Error::NotFound)));
    for charge in [theirs, ChargeId(Uuid::nil())] {
        let form = NewOrder { chosen: vec![charge], ..till.form("100") };
        assert!(matches!(till.press(till.world.cast.anna, &form).await, Err(Error::NotFound)));
    }
    assert_eq!(till.orders().await, 0);
}

async fn nothing_is_paid_for_a_closed_account(world: World) {
    let till = Till::open(world).await;
    store::testing::execute(
        &till.world.db,
        "UPDATE account SET closed_on = '2018-01-24' WHERE number = '7000418'",
    )
    .await;
    let told = rejection(till.press(till.world.cast.anna, &till.form("100")).await);
    assert_eq!(told, Rejection::form(Rule::AccountClosed));
    let form = orders::form(&till.world.signed_in(till.world.cast.timur).await).await;
    assert!(form.is_ok_and(|form| form.closed == Some(Rule::AccountClosed)));
}

async fn without_an_acquirer_nothing_is_paid(world: World) {
    let ctx = world.signed_in(world.cast.anna).await;
    assert_eq!(orders::form(&ctx).await.unwrap().closed, Some(Rule::NoAcquirer));
    assert_eq!(orders::reconcile(&world.system()).await.unwrap(), 0);
}

async fn e_mail_and_telephone_are_remembered_when_wished(world: World) {
    let till = Till::open(world).await;
    let anna = till.world.cast.anna;
    let contact = async || orders::form(&till.world.signed_in(anna).await).await.unwrap().contact;
    assert_eq!((contact().await.email.as_str(), contact().await.remembered), ("anna@example.org", false));
    let remember = NewOrder { remember: true, email: "pay@example.org".into(), ..till.form("100") };
    till.press(anna, &remember).await.unwrap();
    let known = contact().await;
    assert_eq!((known.email.as_str(), known.phone.as_deref()), ("pay@example.org", Some("79215550107")));
    assert!(known.remembered);
    till.press(anna, &till.form("200")).await.unwrap();
    assert!(all::<payer_contact::Entity>(&till.world.db).await.is_empty());
}
