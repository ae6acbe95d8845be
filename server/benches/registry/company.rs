//! A company of so many accounts, written in bulk: each account has an owner and a meter, and one of ten is claimed by somebody.
use super::{
    bench::Bench,
    names::{SURNAMES, street},
    support::fill::{Rows, moment, number},
};
use anyhow::{Context as _, Result};
use domain::{
    access::Role,
    accounts::name_key,
    ids::{AccountId, BuildingId, CompanyId, MeterId, OwnerId, ResidencyClaimId, UnitId, UserId},
};
use std::mem::take;
use store::{Db, DbSettings, entity};
use uuid::Uuid;

/// Units of the first house: their list has several parts.
const FIRST: usize = 200;
/// Units of the others, so that a small company has a part of houses too.
const HOUSE: usize = 16;
/// Houses of a street.
const STREET: usize = 100;
/// Accounts of one claim.
const CLAIMS: usize = 10;
/// Accounts that are looked at, evenly among the others.
const WATCHED: usize = 100;
/// Accounts that are held in memory at once.
const PORTION: usize = 20_000;

/// An account that is looked at.
pub struct Watched {
    pub account: AccountId,
    pub meter: MeterId,
    pub number: String,
    pub serial: String,
    pub street: String,
    /// Of the street.
    pub house: usize,
    /// Of the house.
    pub unit: usize,
}

pub struct Company {
    /// Address of its database.
    pub url: String,
    /// The session of a manager who serves all houses.
    pub manager: String,
    pub watched: Vec<Watched>,
    pub first_house: BuildingId,
    /// In the order of the list.
    pub addresses: Vec<String>,
    /// Likewise.
    pub claims: Vec<ResidencyClaimId>,
}

/// A company without houses: the address of its database, and the session of its manager.
pub async fn empty(bench: &Bench) -> Result<(String, String)> {
    let (db, url) = open(bench, "empty").await?;
    let mut rows = Rows::new(moment());
    let (_, manager) = rows.person(Some(Role::Manager));
    rows.write(&db).await?;
    db.close().await?;
    Ok((url, manager))
}

async fn open(bench: &Bench, name: &str) -> Result<(Db, String)> {
    let url = format!("sqlite://{}", bench.path(&format!("{name}.sqlite")).display());
    let db = Db::open(&DbSettings { url: url.clone(), max_connections: 4 }).await?;
    db.migrate().await?;
    Ok((db, url))
}

pub async fn fill(bench: &Bench, accounts: usize) -> Result<Company> {
    let (db, url) = open(bench, &accounts.to_string()).await?;
    let mut rows = Rows::new(moment());
    let (_, manager) = rows.person(Some(Role::Manager));
    let (claimant, _) = rows.person(None);
    rows.write(&db).await?;

    let mut books = Books::new(rows.company, claimant);
    let mut watched = Vec::with_capacity(WATCHED);
    let every = (accounts / WATCHED).max(1);
    for made in 0..accounts {
        let one = books.account(made);
        if made.is_multiple_of(every) && watched.len() < WATCHED {
            watched.push(one);
        }
        if (made + 1).is_multiple_of(PORTION) || made + 1 == accounts {
            books.write(&db).await?;
        }
    }
    db.close().await?;
    let first_house = books.first_house.context("no houses")?;
    books.addresses.sort_unstable();
    Ok(Company { url, manager, watched, first_house, addresses: books.addresses, claims: books.claims })
}

/// Rows that wait to be written.
struct Books {
    company: CompanyId,
    claimant: UserId,
    building: BuildingId,
    first_house: Option<BuildingId>,
    addresses: Vec<String>,
    claims: Vec<ResidencyClaimId>,
    buildings: Vec<entity::building::Model>,
    units: Vec<entity::unit::Model>,
    accounts: Vec<entity::account::Model>,
    owners: Vec<entity::account_owner::Model>,
    meters: Vec<entity::meter::Model>,
    waiting: Vec<entity::residency_claim::Model>,
}

impl Books {
    fn new(company: CompanyId, claimant: UserId) -> Self {
        Self {
            company,
            claimant,
            building: BuildingId(Uuid::nil()),
            first_house: None,
            addresses: Vec::new(),
            claims: Vec::new(),
            buildings: Vec::new(),
            units: Vec::new(),
            accounts: Vec::new(),
            owners: Vec::new(),
            meters: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// The account that is made after so many others.
    fn account(&mut self, made: usize) -> Watched {
        let (house, place) = match made.checked_sub(FIRST) {
            None => (0, made),
            Some(later) => (later / HOUSE + 1, later % HOUSE),
        };
        let (street, of_street) = (street(house / STREET), house % STREET + 1);
        if place == 0 {
            self.house(format!("г Москва, ул {street}, д. {of_street}"));
        }
        let (unit, account) = (UnitId(Uuid::now_v7()), AccountId(Uuid::now_v7()));
        let (meter, number, serial) = (MeterId(Uuid::now_v7()), number(made), format!("5{made:07}"));
        let surname = SURNAMES[made % SURNAMES.len()];
        self.units.push(entity::unit::Model {
            id: unit,
            building_id: self.building,
            label: (place + 1).to_string(),
            entrance: Some((place / HOUSE + 1).to_string()),
        });
        self.accounts.push(entity::account::Model {
            id: account,
            unit_id: unit,
            number_key: number.clone(),
            number: number.clone(),
            unified_number: None,
            area_hundredths: Some(5_430),
            residents: Some(2),
            opened_on: None,
            closed_on: None,
            phone: None,
            email: None,
        });
        self.owners.push(entity::account_owner::Model {
            id: OwnerId(Uuid::now_v7()),
            account_id: account,
            name: format!("{surname} Мария Петровна"),
            surname_key: name_key(surname),
            share: None,
            from_day: None,
            to_day: None,
        });
        self.meters.push(entity::meter::Model {
            id: meter,
            account_id: account,
            resource: "cold_water".into(),
            serial: serial.clone(),
            serial_key: serial.clone(),
            zones: 1,
            digits: 5,
            decimals: 0,
            place: None,
            automatic: false,
            installed_on: None,
            removed_on: None,
            verified_until: None,
        });
        if made.is_multiple_of(CLAIMS) {
            self.claim(account, &number, surname);
        }
        Watched { account, meter, number, serial, street, house: of_street, unit: place + 1 }
    }

    fn house(&mut self, address: String) {
        self.building = BuildingId(Uuid::now_v7());
        self.first_house.get_or_insert(self.building);
        self.addresses.push(address.clone());
        self.buildings.push(entity::building::Model {
            id: self.building,
            company_id: self.company,
            address,
            window_first_day: None,
            window_last_day: None,
        });
    }

    fn claim(&mut self, account: AccountId, number: &str, surname: &str) {
        let id = ResidencyClaimId(Uuid::now_v7());
        self.claims.push(id);
        self.waiting.push(entity::residency_claim::Model {
            id,
            person_id: self.claimant,
            account_number: number.to_owned(),
            surname: surname.to_owned(),
            requested_at: moment(),
            sent_at: moment(),
            account_id: Some(account),
            closed_at: None,
        });
    }

    /// Writes the rows that wait.
    async fn write(&mut self, db: &Db) -> Result<()> {
        let tx = db.begin().await?;
        store::insert_all(&tx, take(&mut self.buildings)).await?;
        store::insert_all(&tx, take(&mut self.units)).await?;
        store::insert_all(&tx, take(&mut self.accounts)).await?;
        store::insert_all(&tx, take(&mut self.owners)).await?;
        store::insert_all(&tx, take(&mut self.meters)).await?;
        store::insert_all(&tx, take(&mut self.waiting)).await?;
        Ok(tx.commit().await?)
    }
}
