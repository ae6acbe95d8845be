//! Bills and payments, written as the company's files would leave them.
use crate::support::World;
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    charges::{ChargeKind, VolumeSource},
    ids::{AccountId, BillId, ChargeId, PaymentId, RecipientId, RefundId},
    ledger::Purpose,
    money::{Money, Tariff, Volume},
    papers::PaperCode,
};
use store::{entity, testing};
use uuid::Uuid;

/// Writes one row.
macro_rules! put {
    ($world:expr, $row:expr) => {
        let tx = $world.db.begin().await.unwrap();
        store::insert(&tx, $row).await.unwrap();
        tx.commit().await.unwrap();
    };
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// A recipient, «Квартплата» or another.
pub async fn recipient(world: &World, name: &str) -> RecipientId {
    recipient_with(world, name, |_| ()).await
}

pub async fn recipient_with(
    world: &World,
    name: &str,
    change: impl FnOnce(&mut entity::recipient::Model),
) -> RecipientId {
    let company = testing::all::<entity::managing_company::Entity>(&world.db).await.remove(0);
    let known = testing::all::<entity::recipient::Entity>(&world.db).await.len();
    let mut row = entity::recipient::Model {
        id: RecipientId(Uuid::now_v7()),
        company_id: company.id,
        name: name.into(),
        name_key: name.to_uppercase(),
        position: i16::try_from(known).unwrap(),
        legal_name: "ООО «УК Очаг»".into(),
        inn: "7800000000".into(),
        kpp: Some("780001001".into()),
        bank_account: "40702810000000000001".into(),
        bank_name: "ПАО СБЕРБАНК".into(),
        bic: "044525225".into(),
        corr_account: "30101810400000000225".into(),
    };
    change(&mut row);
    let id = row.id;
    put!(world, row);
    id
}

/// A charge with its first bill: issued on the last day of the month, due on the 10th of the next one.
pub struct Issued {
    pub charge: ChargeId,
    pub bill: BillId,
    pub code: PaperCode,
}

pub struct New {
    pub account: AccountId,
    pub recipient: RecipientId,
    pub period: &'static str,
    pub amount: i64,
    pub penalty: i64,
    pub kind: ChargeKind,
}

pub async fn issue(world: &World, new: New) -> Issued {
    let charge = ChargeId(Uuid::now_v7());
    let period = period(new.period);
    let row = entity::charge::Model {
        id: charge,
        account_id: new.account,
        recipient_id: new.recipient,
        period,
        kind: new.kind.code().into(),
    };
    put!(world, row);
    bill(world, charge, None, period.last_day(), (new.amount, new.penalty)).await
}

/// A later version of a bill.
pub async fn correct(world: &World, old: &Issued, on: &str, amount: i64) -> Issued {
    bill(world, old.charge, Some(old.bill), day(on), (amount, 0)).await
}

async fn bill(
    world: &World,
    charge: ChargeId,
    corrects: Option<BillId>,
    issued_on: NaiveDate,
    (amount, penalty): (i64, i64),
) -> Issued {
    let bill = BillId(Uuid::now_v7());
    let bytes: [u8; 10] = bill.0.as_bytes()[6..].try_into().unwrap();
    let code = PaperCode::from_random(bytes);
    let row = entity::bill::Model {
        id: bill,
        charge_id: charge,
        corrects_id: corrects,
        issued_on,
        due_on: Period::of(issued_on).plus(1).day(10),
        amount: Money(amount),
        penalty: Money(penalty),
        code: code.as_str().into(),
        recorded_at: world.now,
    };
    put!(world, row);
    Issued { charge, bill, code }
}

/// A line of a bill: service, unit, volume and tariff in millionths, source, sum.
pub type Line<'a> = (&'a str, &'a str, i64, Option<VolumeSource>, i64, i64);

pub async fn lines(world: &World, bill: BillId, lines: &[Line<'_>]) {
    for (position, (service, unit, volume, source, tariff, charged)) in (0..).zip(lines) {
        let row = entity::bill_line::Model {
            bill_id: bill,
            position,
            service: (*service).into(),
            unit: (*unit).into(),
            volume: Some(Volume(*volume)),
            source: source.map(|source| source.code().into()),
            tariff: Some(Tariff(*tariff)),
            charged: Money(*charged),
            factor: None,
            factor_sum: Money::ZERO,
            recalculation: Money::ZERO,
            benefit: Money::ZERO,
        };
        put!(world, row);
    }
}

/// A payment that went to charges as told.
pub async fn pay(
    world: &World,
    account: AccountId,
    recipient: RecipientId,
    on: &str,
    amount: i64,
    shares: &[(ChargeId, Purpose, i64)],
) -> PaymentId {
    let payment = PaymentId(Uuid::now_v7());
    let row = entity::payment::Model {
        id: payment,
        account_id: account,
        recipient_id: recipient,
        paid_on: day(on),
        amount: Money(amount),
        bank: "Сбербанк".into(),
        operation: None,
        payer: None,
        purpose: None,
        order_id: None,
        recorded_at: world.now,
        import_id: None,
        suspense_id: None,
        undone_at: None,
    };
    put!(world, row);
    for (charge, purpose, amount) in shares {
        let row = entity::payment_allocation::Model {
            id: Uuid::now_v7(),
            payment_id: payment,
            charge_id: *charge,
            purpose: purpose.code().into(),
            amount: Money(*amount),
            recorded_at: world.now,
        };
        put!(world, row);
    }
    payment
}

pub async fn give_back(world: &World, payment: PaymentId, on: &str, amount: i64) {
    let row = entity::refund::Model {
        id: RefundId(Uuid::now_v7()),
        payment_id: payment,
        order_id: None,
        amount: Money(amount),
        refunded_on: day(on),
        acquirer_id: None,
        recorded_at: world.now,
    };
    put!(world, row);
}
