//! The books: bills, payments, refunds, and that they always add up.
mod books;
mod concurrency;
mod history;

use crate::support::World;
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{
    accounts::name_key,
    calendar::Period,
    charges::{ChargeKind, ServiceLine},
    ids::{AccountId, ChargeId, CompanyId, PaymentId, RecipientId, RefundId},
    ledger::{Overdue, Purpose},
    money::Money,
};
use std::{collections::HashMap, sync::Arc};
use store::{
    Tx,
    entity::{bill, charge, ledger_entry, managing_company, payment, payment_allocation, recipient, refund},
    testing,
};
use usecases::ledger::{Booking, NewBill, NewPayment, NewRefund, Origin};
use uuid::Uuid;

/// «Квартплата» and «Капремонт», whom the company of the world is paid for.
pub async fn recipients(world: &World) -> [RecipientId; 2] {
    let companies = testing::all::<managing_company::Entity>(&world.db).await;
    let tx = world.db.begin().await.unwrap();
    let ids =
        [("Квартплата", 0), ("Капремонт", 1)].map(|(name, position)| row(name, position, companies[0].id));
    store::insert_all(&tx, ids.to_vec()).await.unwrap();
    tx.commit().await.unwrap();
    ids.map(|row| row.id)
}

fn row(name: &str, position: i16, company: CompanyId) -> recipient::Model {
    recipient::Model {
        id: RecipientId(Uuid::now_v7()),
        company_id: company,
        name: name.into(),
        name_key: name_key(name),
        position,
        legal_name: "ООО «УК Уютный дом»".into(),
        inn: "7701234567".into(),
        kpp: None,
        bank_account: "40702810138250123017".into(),
        bank_name: "ПАО Сбербанк".into(),
        bic: "044525225".into(),
        corr_account: "30101810400000000225".into(),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn line(amount: i64) -> ServiceLine {
    ServiceLine {
        service: "Содержание жилья".into(),
        unit: "м²".into(),
        volume: None,
        source: None,
        tariff: None,
        charged: Money(amount),
        factor: None,
        factor_sum: Money::ZERO,
        recalculation: Money::ZERO,
        benefit: Money::ZERO,
    }
}

/// A bill of one line; to be paid by the tenth of the next month.
fn bill_of(account: AccountId, recipient: RecipientId, month: Period, amount: i64) -> NewBill {
    NewBill {
        account,
        recipient,
        period: month,
        kind: ChargeKind::Bill,
        issued_on: month.plus(1).first_day(),
        due_on: month.plus(1).day(10),
        penalty: Money::ZERO,
        lines: vec![line(amount)],
    }
}

pub fn payment_of(account: AccountId, recipient: RecipientId, on: NaiveDate, amount: i64) -> NewPayment {
    NewPayment {
        id: PaymentId(Uuid::now_v7()),
        account,
        recipient,
        paid_on: on,
        amount: Money(amount),
        bank: "ПАО Сбербанк".into(),
        operation: None,
        payer: None,
        purpose: None,
        order: None,
        origin: Origin::default(),
    }
}

fn refund_of(payment: PaymentId, on: NaiveDate, amount: i64) -> NewRefund {
    NewRefund {
        id: RefundId(Uuid::now_v7()),
        payment,
        order: None,
        amount: Money(amount),
        refunded_on: on,
        acquirer_id: None,
    }
}

fn booking(now: DateTime<Utc>, today: NaiveDate) -> Booking {
    Booking { now, today, accrued: Arc::new(|charge, _| charge.brought) }
}

/// A kopeck for each day of delay, until the charge is paid.
fn daily(charge: &Overdue, on: NaiveDate) -> Money {
    let mut paid = Money::ZERO;
    let closed = charge.paid.iter().find(|(_, amount)| {
        paid += *amount;
        paid >= charge.amount
    });
    let until = closed.map_or(on, |(day, _)| *day).min(on);
    let days = (until - charge.due_on).num_days().max(0);
    if charge.amount.is_positive() { Money(days) } else { Money::ZERO }
}

/// What the database says of one account and recipient, added up without any of the portal's own code.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub ledger: i64,
    pub charged: i64,
    /// Of the bills, or paid of computed ones, whichever is more.
    pub penalties: i64,
    /// Less refunds.
    pub paid: i64,
    /// What charges are still open for, penalties apart.
    pub debt: i64,
    /// Money, and charges below zero, that pay nothing.
    pub advance: i64,
}

/// Adds everything up, and holds what must always hold.
pub async fn check(world: &World) -> HashMap<(AccountId, RecipientId), Sums> {
    let db = &world.db;
    let charges = testing::all::<charge::Entity>(db).await;
    let bills = testing::all::<bill::Entity>(db).await;
    let payments = testing::all::<payment::Entity>(db).await;
    let allocations = testing::all::<payment_allocation::Entity>(db).await;
    let refunds = testing::all::<refund::Entity>(db).await;
    let entries = testing::all::<ledger_entry::Entity>(db).await;
    let mut books: HashMap<(AccountId, RecipientId), Sums> = HashMap::new();
    let paid = |charge: ChargeId, purpose: Purpose| -> i64 {
        let of_it = allocations.iter().filter(|a| a.charge_id == charge && a.purpose == purpose.code());
        of_it.map(|a| a.amount.0).sum()
    };
    for charge in &charges {
        let corrected = |bill: &&bill::Model| bills.iter().any(|later| later.corrects_id == Some(bill.id));
        let standing: Vec<_> = bills.iter().filter(|b| b.charge_id == charge.id && !corrected(b)).collect();
        let [standing] = standing[..] else { panic!("{charge:?} has {} standing bills", standing.len()) };
        let (amount, principal) = (standing.amount.0, paid(charge.id, Purpose::Charge));
        assert!(amount.min(0) <= principal && principal <= amount.max(0), "{standing:?} is paid {principal}");
        let penalty = paid(charge.id, Purpose::Penalty);
        assert!(penalty >= 0);
        let sums = books.entry((charge.account_id, charge.recipient_id)).or_default();
        sums.charged += amount;
        sums.penalties += standing.penalty.0.max(penalty);
        sums.debt += (amount - principal).max(0);
        sums.advance += (principal - amount).max(0);
    }
    for payment in &payments {
        let back: i64 = refunds.iter().filter(|r| r.payment_id == payment.id).map(|r| r.amount.0).sum();
        let used: i64 = allocations.iter().filter(|a| a.payment_id == payment.id).map(|a| a.amount.0).sum();
        let free = payment.amount.0 - back - used;
        assert!(free >= 0 && back <= payment.amount.0, "{payment:?}: {used} used, {back} given back");
        let sums = books.entry((payment.account_id, payment.recipient_id)).or_default();
        sums.paid += payment.amount.0 - back;
        sums.advance += free;
    }
    for entry in &entries {
        books.entry((entry.account_id, entry.recipient_id)).or_default().ledger += entry.amount.0;
    }
    for allocation in &allocations {
        let payment = payments.iter().find(|p| p.id == allocation.payment_id).unwrap();
        let charge = charges.iter().find(|c| c.id == allocation.charge_id).unwrap();
        assert_eq!((payment.account_id, payment.recipient_id), (charge.account_id, charge.recipient_id));
    }
    for sums in books.values() {
        assert_eq!(sums.ledger, sums.charged + sums.penalties - sums.paid, "{sums:?}");
        assert!(sums.debt == 0 || sums.advance == 0, "money lies beside a debt: {sums:?}");
    }
    books
}

/// Rows of the books, which only ever grow.
async fn rows(world: &World) -> Vec<String> {
    let db = &world.db;
    let mut rows: Vec<String> = Vec::new();
    rows.extend(testing::all::<bill::Entity>(db).await.iter().map(|row| format!("{row:?}")));
    rows.extend(testing::all::<payment::Entity>(db).await.iter().map(|row| format!("{row:?}")));
    rows.extend(testing::all::<payment_allocation::Entity>(db).await.iter().map(|row| format!("{row:?}")));
    rows.extend(testing::all::<refund::Entity>(db).await.iter().map(|row| format!("{row:?}")));
    rows.extend(testing::all::<ledger_entry::Entity>(db).await.iter().map(|row| format!("{row:?}")));
    rows
}

/// A transaction of its own for each deed.
async fn begin(world: &World) -> Tx {
    world.db.begin().await.unwrap()
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap()
}
