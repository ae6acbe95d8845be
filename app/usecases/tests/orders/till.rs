use crate::support::{Bank, World};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    calendar::Period,
    ids::{AccountId, BillId, ChargeId, OrderId, RecipientId, UserId},
    money::Money,
    payments::{Confirmation, NewOrder, OrderState, Terms},
};
use store::{
    Tx,
    entity::{bill, charge, fiscal_receipt, ledger_entry, payment, payment_order, recipient, suspense},
    testing::all,
};
use usecases::{Error, orders};
use uuid::Uuid;

/// A house where payments are taken. Flat 7 owes 355.00 ₽: «Квартплата» 100.00 for 11.2017 and 200.00 with 5.00 of penalty for 12.2017,
/// «Капремонт» 50.00 for 12.2017.
pub struct Till {
    pub world: World,
    pub bank: Bank,
    pub rent: RecipientId,
    pub repair: RecipientId,
    /// In the order above.
    pub charges: [ChargeId; 3],
}

impl Till {
    pub async fn open(world: World) -> Self {
        Self::with(world, Terms::default()).await
    }

    pub async fn with(mut world: World, terms: Terms) -> Self {
        let bank = Bank::open("bank", world.now);
        world.take_payments(bank.clone(), terms);
        let tx = world.db.begin().await.unwrap();
        let rent = recipient(&tx, &world, "Квартплата", 1).await;
        let repair = recipient(&tx, &world, "Капремонт", 2).await;
        let flat = world.cast.flat.account;
        let charges = [
            charge(&tx, &world, (flat, rent), 11, (10_000, 0)).await,
            charge(&tx, &world, (flat, rent), 12, (20_000, 500)).await,
            charge(&tx, &world, (flat, repair), 12, (5_000, 0)).await,
        ];
        tx.commit().await.unwrap();
        Self { world, bank, rent, repair, charges }
    }

    /// A fresh page, filled in by Anna for flat 7.
    pub fn form(&self, amount: &str) -> NewOrder {
        NewOrder {
            id: OrderId(Uuid::now_v7()),
            account: self.world.cast.flat.account,
            chosen: Vec::new(),
            amount: amount.into(),
            seen: Money(35_500),
            email: "anna@example.org".into(),
            phone: "+7 921 555-01-07".into(),
            remember: false,
            offer: true,
        }
    }

    pub async fn press(&self, user: UserId, form: &NewOrder) -> Result<Confirmation, Error> {
        orders::create(&self.world.signed_in(user).await, form.clone()).await
    }

    /// Anna's order, and what the bank calls its payment.
    pub async fn order(&self, amount: &str) -> (OrderId, String) {
        let seen =
            store::orders::standing(&self.world.db.read(), self.world.cast.flat.account).await.unwrap();
        let form = NewOrder { seen, ..self.form(amount) };
        let confirmation = self.press(self.world.cast.anna, &form).await.unwrap();
        (confirmation.order, payment_at(&confirmation))
    }

    /// The same, and it is paid.
    pub async fn paid(&self, amount: &str) -> (OrderId, String) {
        let (order, payment) = self.order(amount).await;
        assert!(self.bank.pay(&payment));
        self.hear(&payment).await;
        (order, payment)
    }

    pub async fn hear(&self, payment: &str) {
        orders::hear(&self.world.system(), payment).await.unwrap();
    }

    pub fn wait(&mut self, time: TimeDelta) {
        self.world.wait(time);
        self.bank.wait_until(self.world.now);
    }

    pub async fn row(&self, order: OrderId) -> payment_order::Model {
        let rows = all::<payment_order::Entity>(&self.world.db).await;
        rows.into_iter().find(|row| row.id == order).unwrap()
    }

    pub async fn state(&self, order: OrderId) -> OrderState {
        OrderState::from_code(&self.row(order).await.state).unwrap()
    }

    pub async fn orders(&self) -> usize {
        all::<payment_order::Entity>(&self.world.db).await.len()
    }

    pub async fn payments(&self) -> Vec<payment::Model> {
        all::<payment::Entity>(&self.world.db).await
    }

    /// Money of payments and refunds, by the ledger.
    pub async fn ledger(&self) -> Money {
        let entries = all::<ledger_entry::Entity>(&self.world.db).await;
        let money = entries.iter().filter(|entry| entry.kind != "charge" && entry.kind != "penalty");
        -money.map(|entry| entry.amount).sum::<Money>()
    }

    /// Kopecks and reason of what is under check.
    pub async fn suspense(&self) -> Vec<(i64, String)> {
        let mut rows = all::<suspense::Entity>(&self.world.db).await;
        rows.sort_by_key(|row| row.id);
        rows.into_iter().map(|row| (row.amount.0, row.reason)).collect()
    }

    pub async fn receipts(&self) -> Vec<fiscal_receipt::Model> {
        all::<fiscal_receipt::Entity>(&self.world.db).await
    }

    /// What is left of each charge, penalties included.
    pub async fn left(&self) -> Vec<i64> {
        let form = orders::form(&self.world.signed_in(self.world.cast.timur).await).await.unwrap();
        let owed =
            |id: &ChargeId| form.charges.iter().find(|charge| charge.id == *id).map_or(0, |c| c.owed().0);
        self.charges.iter().map(owed).collect()
    }
}

/// What the bank calls the payment that a confirmation leads to.
pub fn payment_at(confirmation: &Confirmation) -> String {
    let url = confirmation.url.as_deref().expect("a page to pay on");
    url.strip_prefix("https://bank.example/").unwrap().to_owned()
}

async fn recipient(tx: &Tx, world: &World, name: &str, position: i16) -> RecipientId {
    let id = RecipientId(Uuid::now_v7());
    let company = all::<store::entity::managing_company::Entity>(&world.db).await[0].id;
    let row = recipient::Model {
        id,
        company_id: company,
        name: name.into(),
        name_key: name.to_uppercase(),
        position,
        legal_name: "ООО «УК Очаг»".into(),
        inn: "7800000000".into(),
        kpp: None,
        bank_account: "40702810000000000001".into(),
        bank_name: "ПАО Банк".into(),
        bic: "044000000".into(),
        corr_account: "30101810000000000000".into(),
    };
    store::insert(tx, row).await.unwrap();
    id
}

pub async fn charge(
    tx: &Tx,
    world: &World,
    (account_id, recipient_id): (AccountId, RecipientId),
    month: u32,
    (amount, penalty): (i64, i64),
) -> ChargeId {
    let (id, period) = (ChargeId(Uuid::now_v7()), Period::new(2017, month).unwrap());
    let row = charge::Model { id, account_id, recipient_id, period, kind: "bill".into() };
    store::insert(tx, row).await.unwrap();
    let row = bill::Model {
        id: BillId(Uuid::now_v7()),
        charge_id: id,
        corrects_id: None,
        issued_on: period.last_day(),
        due_on: NaiveDate::from_ymd_opt(2018, 1, month).unwrap(),
        amount: Money(amount),
        penalty: Money(penalty),
        code: id.to_string(),
        recorded_at: world.now,
    };
    store::insert(tx, row).await.unwrap();
    id
}
