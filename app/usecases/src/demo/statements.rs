//! Payments that wait for the accountant of the demo.
use crate::{Ctx, Result};
use chrono::Days;
use domain::{money::Money, statements::Unplaced};
use store::{Tx, entity::suspense, ledger::add_suspense};
use uuid::Uuid;

/// Days ago, kopecks, the bank's number, payer and purpose.
const WAITING: [(u64, i64, &str, &str, &str); 3] = [
    (1, 320_000, "18405", "Соколова Мария Ивановна", "за квартиру и капремонт"),
    (2, 1_500_000, "317", "ООО «Ромашка»", "Аренда подвала по договору 12"),
    (3, 461_159, "18377", "Петрова А. В.", "квартплата 7000425"),
];

pub(super) async fn fill(ctx: &Ctx, tx: &Tx) -> Result<()> {
    let today = ctx.today();
    let rows = WAITING.map(|(ago, amount, number, payer, purpose)| {
        let mentions = purpose.contains("7000425");
        let why = if mentions { Unplaced::Uncertain } else { Unplaced::NoAccount };
        suspense::Model {
            id: Uuid::now_v7(),
            received_on: today.checked_sub_days(Days::new(ago)).unwrap_or(today),
            amount: Money(amount),
            bank: "ПАО Сбербанк".to_owned(),
            operation: Some(number.to_owned()),
            account_text: String::new(),
            payer: Some(payer.to_owned()),
            recipient_id: None,
            purpose: Some(purpose.to_owned()),
            reason: why.code().to_owned(),
            order_id: None,
            recorded_at: ctx.now,
            payment_id: None,
            settled_at: None,
            import_id: None,
            outcome: None,
            why: None,
            for_day: None,
            person_id: None,
            attempts: 0,
            undone_at: None,
        }
    });
    Ok(add_suspense(tx, rows.to_vec()).await?)
}
