//! Whatever happens, in whatever order, the books add up.
use super::*;
use crate::support::twins;
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use usecases::ledger::{self, Refunded};

twins! {
    books_add_up_after_any_history_with_penalties_of_the_file,
    books_add_up_after_any_history_with_computed_penalties,
}

async fn books_add_up_after_any_history_with_penalties_of_the_file(world: World) {
    for seed in 1..=4 {
        live(&world, seed, false).await;
    }
}

async fn books_add_up_after_any_history_with_computed_penalties(world: World) {
    for seed in 11..=14 {
        live(&world, seed, true).await;
    }
}

/// Two years of two accounts, made up from a seed.
async fn live(world: &World, seed: u64, computed: bool) {
    let mut chance = StdRng::seed_from_u64(seed);
    let recipients = fresh_recipients(world, seed).await;
    let accounts = [world.cast.flat.account, world.cast.parking.account];
    let mut payments: Vec<PaymentId> = Vec::new();
    let mut today = day("2016-01-15");
    let mut before = rows(world).await;
    for _ in 0..60 {
        today = later(today, chance.random_range(0..25));
        let now = today.and_hms_opt(9, 0, 0).unwrap().and_utc();
        let mut booking = booking(now, today);
        if computed {
            booking.accrued = Arc::new(daily);
        }
        let account = accounts[chance.random_range(0..2)];
        let recipient = recipients[chance.random_range(0..2)];
        let tx = begin(world).await;
        match chance.random_range(0..10) {
            0..4 => {
                let month = Period::of(today).minus(chance.random_range(0..4));
                let amount = chance.random_range(-300..1_500);
                let penalty = if computed { 0 } else { chance.random_range(0..40) };
                let bill = NewBill { penalty: Money(penalty), ..bill_of(account, recipient, month, amount) };
                ledger::issue(&tx, &booking, vec![bill]).await.unwrap();
            }
            4..8 => {
                let on = today - Days::new(chance.random_range(0..50));
                let paid = payment_of(account, recipient, on, chance.random_range(1..2_000));
                let chosen: Vec<ChargeId> = testing::all::<charge::Entity>(&world.db)
                    .await
                    .iter()
                    .filter(|charge| charge.recipient_id == recipient)
                    .filter(|_| chance.random_range(0..5) == 0)
                    .map(|charge| charge.id)
                    .collect();
                payments.extend(ledger::credit(&tx, &booking, vec![paid], &chosen).await.unwrap());
            }
            _ => {
                if let Some(payment) = payments.get(chance.random_range(0..payments.len().max(1))) {
                    let refund = refund_of(*payment, today, chance.random_range(1..900));
                    let outcome = ledger::refund(&tx, &booking, &refund).await.unwrap();
                    assert!(matches!(outcome, Refunded::Given | Refunded::MoreThanPaid { .. }));
                }
            }
        }
        tx.commit().await.unwrap();
        check(world).await;
        let after = rows(world).await;
        assert!(before.iter().all(|row| after.contains(row)), "seed {seed}: a row was changed");
        before = after;
    }
}

/// Recipients of their own for each seed, so that books begin empty.
async fn fresh_recipients(world: &World, seed: u64) -> [RecipientId; 2] {
    let companies = testing::all::<managing_company::Entity>(&world.db).await;
    let tx = begin(world).await;
    let rows = ["a", "b"].map(|name| row(&format!("{name}{seed}"), 0, companies[0].id));
    store::insert_all(&tx, rows.to_vec()).await.unwrap();
    tx.commit().await.unwrap();
    rows.map(|row| row.id)
}
