//! Houses, accounts, people, meters and readings, written in bulk.
use anyhow::Result;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};
use domain::{
    access::Role,
    calendar::Period,
    ids::{AccountId, BuildingId, CompanyId, MeterId, ReadingId, ResidencyId, SessionId, UnitId, UserId},
};
use sha2::{Digest as _, Sha256};
use std::mem::take;
use store::{Db, entity};
use uuid::Uuid;

/// Accounts of one building.
const BUILDING: usize = 100;

#[expect(clippy::disallowed_methods, reason = "a benchmark is its own host")]
pub fn moment() -> DateTime<Utc> {
    Utc::now()
}

/// One signed-in person with one account.
#[derive(Debug, Clone)]
pub struct Resident {
    pub account: AccountId,
    /// Value of the session cookie.
    pub token: String,
}

/// What the database knows of a token.
pub fn hash(token: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}

/// The number of the account that was made after so many others.
pub fn number(earlier: usize) -> String {
    (7_000_000 + earlier).to_string()
}

/// Rows that wait to be written.
pub struct Rows {
    now: DateTime<Utc>,
    today: NaiveDate,
    /// The month of today.
    pub due: Period,
    pub company: CompanyId,
    /// Accounts made so far, written ones too.
    made: usize,
    /// People, likewise.
    met: usize,
    companies: Vec<entity::managing_company::Model>,
    buildings: Vec<entity::building::Model>,
    /// Of the account that was made last.
    pub building: BuildingId,
    units: Vec<entity::unit::Model>,
    accounts: Vec<entity::account::Model>,
    people: Vec<entity::person::Model>,
    residencies: Vec<entity::residency::Model>,
    sessions: Vec<entity::session::Model>,
    meters: Vec<entity::meter::Model>,
    readings: Vec<entity::reading::Model>,
}

impl Rows {
    pub fn new(now: DateTime<Utc>) -> Self {
        let company = entity::managing_company::Model {
            id: CompanyId(Uuid::now_v7()),
            name: "УК".into(),
            window_first_day: 1,
            window_last_day: 31,
            time_zone: None,
        };
        let today = now.date_naive();
        Self {
            now,
            today,
            due: Period::of(today),
            company: company.id,
            made: 0,
            met: 0,
            companies: vec![company],
            buildings: Vec::new(),
            building: BuildingId(Uuid::nil()),
            units: Vec::new(),
            accounts: Vec::new(),
            people: Vec::new(),
            residencies: Vec::new(),
            sessions: Vec::new(),
            meters: Vec::new(),
            readings: Vec::new(),
        }
    }

    /// An account in a unit of its own.
    pub fn account(&mut self) -> AccountId {
        if self.made.is_multiple_of(BUILDING) {
            self.building = BuildingId(Uuid::now_v7());
            self.buildings.push(entity::building::Model {
                id: self.building,
                company_id: self.company,
                address: format!("г Москва, ул Авиаторов, д. {} корп. 3 лит. А", self.made / BUILDING + 1),
                window_first_day: None,
                window_last_day: None,
            });
        }
        let number = number(self.made);
        let unit = UnitId(Uuid::now_v7());
        let account = AccountId(Uuid::now_v7());
        self.units.push(entity::unit::Model {
            id: unit,
            building_id: self.building,
            label: (self.made % BUILDING + 1).to_string(),
            entrance: None,
        });
        self.accounts.push(entity::account::Model {
            id: account,
            unit_id: unit,
            number_key: number.clone(),
            number,
            unified_number: None,
            area_hundredths: None,
            residents: None,
            opened_on: None,
            closed_on: None,
            phone: None,
            email: None,
        });
        self.made += 1;
        account
    }

    /// An account, and somebody who is signed in and lives there.
    pub fn resident(&mut self) -> Resident {
        let account = self.account();
        let (person, token) = self.person(None);
        self.residencies.push(entity::residency::Model {
            id: ResidencyId(Uuid::now_v7()),
            person_id: person,
            account_id: account,
            kind: "owner".into(),
            since: self.now,
            suspended_at: None,
            ended_at: None,
        });
        Resident { account, token }
    }

    /// Somebody who is signed in: their id, and the value of their session cookie.
    pub fn person(&mut self, role: Option<Role>) -> (UserId, String) {
        self.met += 1;
        let (number, id) = (self.met, UserId(Uuid::now_v7()));
        self.people.push(entity::person::Model {
            id,
            email: format!("person-{number}@example.org"),
            password_hash: String::new(),
            role: role.map(|role| role.code().to_owned()),
            created_at: self.now,
            suspended_at: None,
        });
        let token = format!("benchmark-session-{number:020}");
        self.sessions.push(entity::session::Model {
            id: SessionId(Uuid::now_v7()),
            token_hash: hash(&token),
            person_id: id,
            account_id: None,
            device: "wrk".into(),
            address: "127.0.0.1".into(),
            created_at: self.now,
            seen_at: self.now,
            expires_at: self.now + Days::new(30),
            ended_at: None,
        });
        (id, token)
    }

    /// Cold water, hot water and electricity with three zones in turn, each with a year of readings.
    pub fn meter(&mut self, account: AccountId, at: usize) -> MeterId {
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

    /// Writes the rows that wait.
    pub async fn write(&mut self, db: &Db) -> Result<()> {
        let tx = db.begin().await?;
        store::insert_all(&tx, take(&mut self.companies)).await?;
        store::insert_all(&tx, take(&mut self.buildings)).await?;
        store::insert_all(&tx, take(&mut self.units)).await?;
        store::insert_all(&tx, take(&mut self.accounts)).await?;
        store::insert_all(&tx, take(&mut self.people)).await?;
        store::insert_all(&tx, take(&mut self.residencies)).await?;
        store::insert_all(&tx, take(&mut self.sessions)).await?;
        store::insert_all(&tx, take(&mut self.meters)).await?;
        store::insert_all(&tx, take(&mut self.readings)).await?;
        Ok(tx.commit().await?)
    }
}
