use super::*;
use crate::support::twins;
use domain::ids::OrderId;
use store::entity::payment_order;
use usecases::ledger::{self, Issued, Refunded};

twins! {
    the_kopeck_of_the_guide_comes_out,
    a_bill_again_changes_nothing_and_another_corrects_it,
    what_was_paid_of_a_charge_that_became_smaller_is_an_advance,
    a_charge_below_zero_pays_the_next_one,
    a_refund_is_given_once_and_never_more_than_was_paid,
    a_part_of_an_order_and_an_operation_of_a_bank_are_credited_once,
    a_computed_penalty_enters_the_ledger_when_it_is_paid,
    one_recipients_advance_does_not_pay_another,
}

async fn the_kopeck_of_the_guide_comes_out(world: World) {
    let [rent, _] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let november = Period::new(2017, 11).unwrap();
    let tx = begin(&world).await;
    let issued = ledger::issue(&tx, &booking, vec![bill_of(account, rent, november, 492_301)]).await.unwrap();
    assert_eq!((issued.added, issued.charged), (1, Money(492_301)));
    let paid = payment_of(account, rent, day("2017-12-20"), 492_302);
    let id = paid.id;
    assert_eq!(ledger::credit(&tx, &booking, vec![paid], &[]).await.unwrap(), [id]);
    ledger::issue(&tx, &booking, vec![bill_of(account, rent, november.plus(1), 461_160)]).await.unwrap();
    tx.commit().await.unwrap();
    let sums = check(&world).await.remove(&(account, rent)).unwrap();
    assert_eq!((sums.debt, sums.advance, sums.ledger), (461_159, 0, 461_159));
}

async fn a_bill_again_changes_nothing_and_another_corrects_it(world: World) {
    let [rent, _] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let month = Period::new(2017, 12).unwrap();
    let tx = begin(&world).await;
    let two = NewBill { lines: vec![line(700), line(300)], ..bill_of(account, rent, month, 0) };
    ledger::issue(&tx, &booking, vec![two.clone()]).await.unwrap();
    let turned = NewBill { lines: vec![line(300), line(700)], ..two.clone() };
    let again = ledger::issue(&tx, &booking, vec![turned]).await.unwrap();
    assert_eq!(again, Issued { unchanged: 1, ..Issued::default() });
    let more = NewBill { lines: vec![line(700), line(350)], penalty: Money(8), ..two };
    let corrected = ledger::issue(&tx, &booking, vec![more]).await.unwrap();
    assert_eq!(
        corrected,
        Issued { changed: 1, charged: Money(50), penalties: Money(8), ..Issued::default() }
    );
    tx.commit().await.unwrap();
    let sums = check(&world).await.remove(&(account, rent)).unwrap();
    assert_eq!((sums.charged, sums.ledger), (1_050, 1_058));
    let bills = testing::all::<bill::Entity>(&world.db).await;
    let [first, second] = &bills[..] else { panic!("{bills:?}") };
    assert_eq!((second.corrects_id, second.due_on), (Some(first.id), first.due_on));
    assert_ne!(first.code, second.code);
}

async fn what_was_paid_of_a_charge_that_became_smaller_is_an_advance(world: World) {
    let [rent, _] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let month = Period::new(2017, 12).unwrap();
    let tx = begin(&world).await;
    ledger::issue(&tx, &booking, vec![bill_of(account, rent, month, 1_000)]).await.unwrap();
    let paid = payment_of(account, rent, day("2018-01-20"), 1_000);
    ledger::credit(&tx, &booking, vec![paid], &[]).await.unwrap();
    tx.commit().await.unwrap();
    let before = rows(&world).await;
    let tx = begin(&world).await;
    ledger::issue(&tx, &booking, vec![bill_of(account, rent, month, 600)]).await.unwrap();
    tx.commit().await.unwrap();
    let sums = check(&world).await.remove(&(account, rent)).unwrap();
    assert_eq!((sums.debt, sums.advance, sums.ledger), (0, 400, -400));
    let after = rows(&world).await;
    assert!(before.iter().all(|row| after.contains(row)), "nothing that was written is changed");
}

async fn a_charge_below_zero_pays_the_next_one(world: World) {
    let [rent, _] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let month = Period::new(2017, 11).unwrap();
    for (at, amount) in [(0, -500), (1, 300), (2, 450)] {
        let tx = begin(&world).await;
        ledger::issue(&tx, &booking, vec![bill_of(account, rent, month.plus(at), amount)]).await.unwrap();
        tx.commit().await.unwrap();
        check(&world).await;
    }
    let sums = check(&world).await.remove(&(account, rent)).unwrap();
    assert_eq!((sums.debt, sums.advance, sums.ledger), (250, 0, 250));
}

async fn a_refund_is_given_once_and_never_more_than_was_paid(world: World) {
    let [rent, _] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let month = Period::new(2017, 12).unwrap();
    let tx = begin(&world).await;
    ledger::issue(&tx, &booking, vec![bill_of(account, rent, month, 1_000)]).await.unwrap();
    let paid = payment_of(account, rent, day("2018-01-20"), 1_200);
    let id = paid.id;
    ledger::credit(&tx, &booking, vec![paid], &[]).await.unwrap();
    let some = NewRefund { acquirer_id: Some("r-1".into()), ..refund_of(id, day("2018-01-25"), 500) };
    assert_eq!(ledger::refund(&tx, &booking, &some).await.unwrap(), Refunded::Given);
    assert_eq!(ledger::refund(&tx, &booking, &some).await.unwrap(), Refunded::AlreadyGiven);
    let renamed = NewRefund { id: RefundId(Uuid::now_v7()), ..some };
    assert_eq!(ledger::refund(&tx, &booking, &renamed).await.unwrap(), Refunded::AlreadyGiven);
    let much = refund_of(id, day("2018-01-25"), 701);
    let refused = ledger::refund(&tx, &booking, &much).await.unwrap();
    assert_eq!(refused, Refunded::MoreThanPaid { left: Money(700) });
    tx.commit().await.unwrap();
    let sums = check(&world).await.remove(&(account, rent)).unwrap();
    assert_eq!((sums.debt, sums.advance, sums.paid), (300, 0, 700));
}

async fn a_part_of_an_order_and_an_operation_of_a_bank_are_credited_once(world: World) {
    let [rent, repair] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let order = OrderId(Uuid::now_v7());
    let tx = begin(&world).await;
    store::insert(&tx, order_row(&world, order)).await.unwrap();
    let part = |recipient, amount| NewPayment {
        order: Some(order),
        operation: Some("22e12f66".into()),
        ..payment_of(account, recipient, day("2018-01-25"), amount)
    };
    let parts = || vec![part(rent, 700), part(repair, 50)];
    assert_eq!(ledger::credit(&tx, &booking, parts(), &[]).await.unwrap().len(), 2);
    assert!(ledger::credit(&tx, &booking, parts(), &[]).await.unwrap().is_empty());
    let operation = |amount| NewPayment {
        operation: Some("417".into()),
        ..payment_of(account, rent, day("2018-01-24"), amount)
    };
    assert_eq!(ledger::credit(&tx, &booking, vec![operation(100)], &[]).await.unwrap().len(), 1);
    assert!(ledger::credit(&tx, &booking, vec![operation(100)], &[]).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    let sums = check(&world).await;
    assert_eq!((sums[&(account, rent)].paid, sums[&(account, repair)].paid), (800, 50));
}

fn order_row(world: &World, id: OrderId) -> payment_order::Model {
    payment_order::Model {
        id,
        account_id: world.cast.flat.account,
        person_id: world.cast.anna,
        amount: Money(750),
        fee: Money::ZERO,
        refunded: Money::ZERO,
        chosen: "[]".into(),
        email: "anna@example.org".into(),
        phone: None,
        state: "succeeded".into(),
        acquirer_id: None,
        confirmation_url: None,
        reason: None,
        created_at: world.now,
        changed_at: world.now,
        expires_at: world.now,
        asked_at: None,
        ask_again_at: None,
    }
}

async fn a_computed_penalty_enters_the_ledger_when_it_is_paid(world: World) {
    let [rent, _] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = Booking { accrued: Arc::new(daily), ..booking(world.now, day("2018-01-25")) };
    let month = Period::new(2017, 10).unwrap();
    let tx = begin(&world).await;
    ledger::issue(&tx, &booking, vec![bill_of(account, rent, month, 1_000)]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(check(&world).await[&(account, rent)].ledger, 1_000);
    let tx = begin(&world).await;
    let paid = payment_of(account, rent, day("2017-12-10"), 1_100);
    ledger::credit(&tx, &booking, vec![paid], &[]).await.unwrap();
    tx.commit().await.unwrap();
    let sums = check(&world).await.remove(&(account, rent)).unwrap();
    assert_eq!((sums.penalties, sums.advance, sums.ledger), (30, 70, -70));
}

async fn one_recipients_advance_does_not_pay_another(world: World) {
    let [rent, repair] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let month = Period::new(2017, 12).unwrap();
    let tx = begin(&world).await;
    let bills = vec![bill_of(account, rent, month, 1_000), bill_of(account, repair, month, 90)];
    ledger::issue(&tx, &booking, bills).await.unwrap();
    let paid = payment_of(account, repair, day("2018-01-20"), 200);
    ledger::credit(&tx, &booking, vec![paid], &[]).await.unwrap();
    tx.commit().await.unwrap();
    let sums = check(&world).await;
    assert_eq!((sums[&(account, rent)].debt, sums[&(account, repair)].advance), (1_000, 110));
}
