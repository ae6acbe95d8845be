//! What all seeds of one thread share: a database with a house, two residents, an accountant, two recipients.
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Role,
    calendar::Period,
    ids::{AccountId, BillId, BuildingId, ChargeId, CompanyId, RecipientId, ResidencyId, UnitId, UserId},
    money::Money,
};
use store::{Db, entity::*, insert, testing, testing::Scratch};
use uuid::Uuid;

/// Protections that are taken out, to see that the simulation misses them.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a protection of its own")]
pub struct TakenOut {
    /// The bank forgets idempotence keys.
    pub keys: bool,
    /// Notifications are believed as they come.
    pub asking_again: bool,
    pub reconciliation: bool,
    /// An order forgets that it was paid.
    pub state: bool,
    /// The unique indexes on payments and receipts of an order.
    pub index: bool,
    /// Pages do not say what they have seen.
    pub seen: bool,
    /// An open order for the same is not recognised.
    pub continuing: bool,
    /// Rows of the suspense account go missing.
    pub suspense: bool,
}

pub struct Stand {
    pub db: Db,
    pub taken_out: TakenOut,
    pub residents: [UserId; 2],
    pub accountant: UserId,
    recipients: [RecipientId; 2],
    unit: UnitId,
    _scratch: Scratch,
}

pub fn start() -> DateTime<Utc> {
    "2018-01-25T10:20:00Z".parse().unwrap()
}

impl Stand {
    pub async fn build(taken_out: TakenOut) -> Self {
        let scratch = Scratch::sqlite_in_memory().await;
        let db = scratch.db.clone();
        if taken_out.index {
            testing::execute(&db, "DROP INDEX payment_order_part_paid").await;
            testing::execute(&db, "DROP INDEX fiscal_receipt_payment").await;
        }
        let tx = db.begin().await.unwrap();
        let company = managing_company::Model {
            id: CompanyId(Uuid::from_u128(1)),
            name: "УК".into(),
            window_first_day: 15,
            window_last_day: 25,
            time_zone: None,
        };
        let house = building::Model {
            id: BuildingId(Uuid::from_u128(2)),
            company_id: company.id,
            address: "ул Авиаторов, д. 6".into(),
            window_first_day: None,
            window_last_day: None,
        };
        let flat = unit::Model {
            id: UnitId(Uuid::from_u128(3)),
            building_id: house.id,
            label: "7".into(),
            entrance: None,
        };
        let recipient = |number: u128, name: &str| recipient::Model {
            id: RecipientId(Uuid::from_u128(number)),
            company_id: company.id,
            name: name.into(),
            name_key: name.to_uppercase(),
            position: i16::try_from(number).unwrap(),
            legal_name: "ООО".into(),
            inn: "7800000000".into(),
            kpp: None,
            bank_account: "40702810000000000001".into(),
            bank_name: "Банк".into(),
            bic: "044000000".into(),
            corr_account: "30101810000000000000".into(),
        };
        let recipients = [recipient(1, "Квартплата"), recipient(2, "Капремонт")];
        let person = |number: u128, role: Option<Role>| person::Model {
            id: UserId(Uuid::from_u128(number)),
            email: format!("{number}@example.org"),
            password_hash: String::new(),
            role: role.map(|role| role.code().into()),
            created_at: start(),
            suspended_at: None,
        };
        let people = [person(1, None), person(2, None), person(3, Some(Role::Accountant))];
        let stand = Self {
            taken_out,
            residents: [people[0].id, people[1].id],
            accountant: people[2].id,
            recipients: [recipients[0].id, recipients[1].id],
            unit: flat.id,
            db: db.clone(),
            _scratch: scratch,
        };
        insert(&tx, company).await.unwrap();
        insert(&tx, house).await.unwrap();
        insert(&tx, flat).await.unwrap();
        store::insert_all(&tx, recipients.into()).await.unwrap();
        store::insert_all(&tx, people.into()).await.unwrap();
        tx.commit().await.unwrap();
        stand
    }

    /// An account of its own for a seed, with charges of these kopecks and penalties.
    pub async fn account(&self, seed: u64, charges: &[(i64, i64)]) -> (AccountId, Vec<ChargeId>) {
        let id = |kind: u128, number: usize| {
            Uuid::from_u128((u128::from(seed) << 64) | (kind << 32) | number as u128)
        };
        let account = AccountId(id(1, 0));
        let tx = self.db.begin().await.unwrap();
        let row = account::Model {
            id: account,
            unit_id: self.unit,
            number: format!("{seed}"),
            number_key: format!("{seed}"),
            unified_number: None,
            area_hundredths: None,
            residents: None,
            opened_on: None,
            closed_on: None,
            phone: None,
            email: None,
        };
        insert(&tx, row).await.unwrap();
        let residencies = self.residents.iter().enumerate().map(|(number, resident)| residency::Model {
            id: ResidencyId(id(2, number)),
            person_id: *resident,
            account_id: account,
            kind: "owner".into(),
            since: start(),
            suspended_at: None,
            ended_at: None,
        });
        store::insert_all(&tx, residencies.collect()).await.unwrap();
        let mut ids = Vec::new();
        for (number, (amount, penalty)) in charges.iter().enumerate() {
            let charge = ChargeId(id(3, number));
            let period = Period::new(2017, 12).unwrap().minus(u32::try_from(number).unwrap());
            ids.push(charge);
            let row = charge::Model {
                id: charge,
                account_id: account,
                recipient_id: self.recipients[number % 2],
                period,
                kind: "bill".into(),
            };
            insert(&tx, row).await.unwrap();
            let row = bill::Model {
                id: BillId(id(4, number)),
                charge_id: charge,
                corrects_id: None,
                issued_on: period.last_day(),
                due_on: NaiveDate::from_ymd_opt(2018, 2, 20).unwrap(),
                amount: Money(*amount),
                penalty: Money(*penalty),
                code: charge.to_string(),
                recorded_at: start(),
            };
            insert(&tx, row).await.unwrap();
        }
        tx.commit().await.unwrap();
        (account, ids)
    }
}
