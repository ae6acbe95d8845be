//! People, accounts, meters and readings for the load.
use anyhow::Result;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};
use domain::{
    calendar::Period,
    ids::{AccountId, BuildingId, CompanyId, MeterId, ReadingId, ResidencyId, SessionId, UnitId, UserId},
};
use sha2::{Digest as _, Sha256};
use store::{Db, DbSettings, entity};
use uuid::Uuid;

/// One signed-in person with one account.
#[derive(Debug, Clone)]
pub struct Household {
    pub account: AccountId,
    /// Value of the session cookie.
    pub token: String,
    pub meters: Vec<MeterId>,
}

impl Household {
    pub fn token_hash(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&self.token))
    }
}

/// What is in the database.
pub struct Town {
    /// Three meters and a year of readings.
    pub usual: Household,
    /// Ten times as many meters.
    pub large: Household,
    /// One meter each, for submissions.
    pub crowd: Vec<Household>,
    /// First period of the half year on the page.
    pub since: Period,
    pub due: Period,
}

pub async fn fill(settings: &DbSettings, now: DateTime<Utc>, crowd: usize) -> Result<Town> {
    let db = Db::open(settings).await?;
    db.migrate().await?;
    let mut rows = Rows::new(now);
    let usual = rows.household(3);
    let large = rows.household(30);
    let crowd = (0..crowd).map(|_| rows.household(1)).collect();
    let due = rows.due;
    rows.write(&db).await?;
    db.close().await?;
    Ok(Town { usual, large, crowd, since: due.minus(5), due })
}

struct Rows {
    now: DateTime<Utc>,
    today: NaiveDate,
    due: Period,
    company: entity::managing_company::Model,
    building: entity::building::Model,
    units: Vec<entity::unit::Model>,
    accounts: Vec<entity::account::Model>,
    people: Vec<entity::person::Model>,
    residencies: Vec<entity::residency::Model>,
    sessions: Vec<entity::session::Model>,
    meters: Vec<entity::meter::Model>,
    readings: Vec<entity::reading::Model>,
}

impl Rows {
    fn new(now: DateTime<Utc>) -> Self {
        let company = entity::managing_company::Model {
            id: CompanyId(Uuid::now_v7()),
            name: "УК".into(),
            window_first_day: 1,
            window_last_day: 31,
        };
        let building = entity::building::Model {
            id: BuildingId(Uuid::now_v7()),
            company_id: company.id,
            address: "г Москва, ул Авиаторов, д. 6 корп. 3 лит. А".into(),
            window_first_day: None,
            window_last_day: None,
        };
        let today = now.date_naive();
        Self {
            now,
            today,
            due: Period::of(today),
            company,
            building,
            units: Vec::new(),
            accounts: Vec::new(),
            people: Vec::new(),
            residencies: Vec::new(),
            sessions: Vec::new(),
            meters: Vec::new(),
            readings: Vec::new(),
        }
    }

    fn household(&mut self, meters: usize) -> Household {
        let number = self.accounts.len();
        let unit = UnitId(Uuid::now_v7());
        let account = AccountId(Uuid::now_v7());
        let person = UserId(Uuid::now_v7());
        self.units.push(entity::unit::Model {
            id: unit,
            building_id: self.building.id,
            label: number.to_string(),
            entrance: None,
        });
        self.accounts.push(entity::account::Model {
            id: account,
            unit_id: unit,
            number: number.to_string(),
            number_key: number.to_string(),
            unified_number: None,
            area_hundredths: None,
            residents: None,
            opened_on: None,
            closed_on: None,
            phone: None,
            email: None,
        });
        self.people.push(entity::person::Model {
            id: person,
            email: format!("resident-{number}@example.org"),
            password_hash: String::new(),
            role: None,
            created_at: self.now,
        });
        self.residencies.push(entity::residency::Model {
            id: ResidencyId(Uuid::now_v7()),
            person_id: person,
            account_id: account,
            kind: "owner".into(),
            since: self.now,
            suspended_at: None,
            ended_at: None,
        });
        let meters = (0..meters).map(|at| self.meter(account, at)).collect();
        let household = Household { account, token: format!("benchmark-session-{number:020}"), meters };
        self.sessions.push(entity::session::Model {
            id: SessionId(Uuid::now_v7()),
            token_hash: household.token_hash(),
            person_id: person,
            account_id: None,
            device: "wrk".into(),
            address: "127.0.0.1".into(),
            created_at: self.now,
            seen_at: self.now,
            expires_at: self.now + Days::new(30),
            ended_at: None,
        });
        household
    }

    /// Cold water, hot water and electricity with three zones in turn, each with a year of readings.
    fn meter(&mut self, account: AccountId, at: usize) -> MeterId {
        let id = MeterId(Uuid::now_v7());
        let (resource, zones, decimals) =
            [("cold_water", 1, 0), ("hot_water", 1, 0), ("electricity", 3, 3)][at % 3];
        self.meters.push(entity::meter::Model {
            id,
            account_id: account,
            resource: resource.into(),
            serial: format!("10070{at:04}"),
            serial_key: format!("10070{at:04}"),
            zones,
            digits: 5,
            decimals,
            place: None,
            automatic: false,
            installed_on: None,
            removed_on: None,
            verified_until: self.today.with_year(self.today.year() + 3),
        });
        for month in (1..=12_u32).rev() {
            let period = self.due.minus(month);
            let value = 12_000 - 900 * i64::from(month);
            let zone = |zone: i16| (zones >= zone).then_some(value);
            self.readings.push(entity::reading::Model {
                id: ReadingId(Uuid::now_v7()),
                meter_id: id,
                period,
                taken_on: period.last_day(),
                recorded_at: self.now,
                value_1: value,
                value_2: zone(2),
                value_3: zone(3),
                value_4: None,
                source: "import".into(),
                needs_review: false,
                explanation: None,
                corrects_id: None,
                submission_id: None,
                person_id: None,
            });
        }
        id
    }

    async fn write(self, db: &Db) -> Result<()> {
        let tx = db.begin().await?;
        store::insert(&tx, self.company).await?;
        store::insert(&tx, self.building).await?;
        store::insert_all(&tx, self.units).await?;
        store::insert_all(&tx, self.accounts).await?;
        store::insert_all(&tx, self.people).await?;
        store::insert_all(&tx, self.residencies).await?;
        store::insert_all(&tx, self.sessions).await?;
        store::insert_all(&tx, self.meters).await?;
        store::insert_all(&tx, self.readings).await?;
        Ok(tx.commit().await?)
    }
}
