use super::*;
use crate::support::twins;
use tokio::task::JoinSet;
use usecases::ledger;

twins! {
    twenty_payments_for_one_account_at_once_never_pay_a_charge_twice,
    bills_payments_and_refunds_at_once_leave_nothing_beside_a_debt,
    one_operation_credited_twenty_times_at_once_is_one,
}

async fn twenty_payments_for_one_account_at_once_never_pay_a_charge_twice(world: World) {
    let [rent, _] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let month = Period::new(2017, 12).unwrap();
    let tx = begin(&world).await;
    ledger::issue(&tx, &booking, vec![bill_of(account, rent, month, 1_500)]).await.unwrap();
    tx.commit().await.unwrap();
    let mut payers = JoinSet::new();
    for _ in 0..20 {
        let (db, booking) = (world.db.clone(), booking.clone());
        payers.spawn(async move {
            let tx = db.begin().await.unwrap();
            let paid = payment_of(account, rent, day("2018-01-25"), 100);
            ledger::credit(&tx, &booking, vec![paid], &[]).await.unwrap();
            tx.commit().await.unwrap();
        });
    }
    payers.join_all().await;
    let sums = check(&world).await.remove(&(account, rent)).unwrap();
    assert_eq!((sums.debt, sums.advance, sums.ledger), (0, 500, -500));
}

async fn bills_payments_and_refunds_at_once_leave_nothing_beside_a_debt(world: World) {
    let [rent, _] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let first = payment_of(account, rent, day("2017-01-25"), 900);
    let id = first.id;
    let tx = begin(&world).await;
    ledger::credit(&tx, &booking, vec![first], &[]).await.unwrap();
    tx.commit().await.unwrap();
    let mut clerks = JoinSet::new();
    for at in 0..18 {
        let (db, booking) = (world.db.clone(), booking.clone());
        clerks.spawn(async move {
            let tx = db.begin().await.unwrap();
            let month = Period::new(2016, 1).unwrap().plus(at);
            match at % 3 {
                0 => {
                    let bill = bill_of(account, rent, month, 250);
                    ledger::issue(&tx, &booking, vec![bill]).await.unwrap();
                }
                1 => {
                    let paid = payment_of(account, rent, day("2018-01-25"), 210);
                    ledger::credit(&tx, &booking, vec![paid], &[]).await.unwrap();
                }
                _ => {
                    let refund = refund_of(id, day("2018-01-25"), 100);
                    ledger::refund(&tx, &booking, &refund).await.unwrap();
                }
            }
            tx.commit().await.unwrap();
        });
    }
    clerks.join_all().await;
    let sums = check(&world).await.remove(&(account, rent)).unwrap();
    assert_eq!((sums.charged, sums.paid), (1_500, 900 + 1_260 - 600));
}

async fn one_operation_credited_twenty_times_at_once_is_one(world: World) {
    let [rent, _] = recipients(&world).await;
    let account = world.cast.flat.account;
    let booking = booking(world.now, day("2018-01-25"));
    let mut tellers = JoinSet::new();
    for _ in 0..20 {
        let (db, booking) = (world.db.clone(), booking.clone());
        tellers.spawn(async move {
            let tx = db.begin().await.unwrap();
            let operation = Some("417".to_owned());
            let paid = NewPayment { operation, ..payment_of(account, rent, day("2018-01-25"), 100) };
            let new = ledger::credit(&tx, &booking, vec![paid], &[]).await.unwrap();
            tx.commit().await.unwrap();
            new.len()
        });
    }
    let credited: usize = tellers.join_all().await.into_iter().sum();
    assert_eq!((credited, check(&world).await[&(account, rent)].paid), (1, 100));
}
