//! A company of many accounts beside the people of the demo: to see the portal at its real size. The same number of accounts is the same company.
use super::COMPANY;
use crate::{Ctx, Result};
use chrono::NaiveTime;
use domain::{
    accounts::{name_key, surname_of},
    calendar::Period,
    ids::{AccountId, BuildingId, CompanyId, MeterId, OwnerId, ReadingId, UnitId},
    readings::Resource,
};
use store::{
    Tx,
    entity::{account, account_owner, building, meter, reading, unit},
    insert_all,
    readings::Source,
    registry,
};
use uuid::Uuid;

/// The number of the first account.
const FIRST: u64 = 9_000_001;
/// Accounts of one house, and of one entrance.
const HOUSE: u64 = 120;
const ENTRANCE: u64 = 40;
/// Accounts that are written together.
const AT_ONCE: u64 = 1_000;
/// Months of readings before this one.
const MONTHS: u32 = 12;

const STREETS: [&str; 6] = ["Авиаторов", "Лётная", "Штурманская", "Планерная", "Аэродромная", "Взлётная"];
const SURNAMES: [&str; 12] = [
    "Алексеев",
    "Борисов",
    "Васильев",
    "Григорьев",
    "Денисов",
    "Егоров",
    "Захаров",
    "Ильин",
    "Крылов",
    "Лебедев",
    "Морозов",
    "Новиков",
];
const MEN: [&str; 6] =
    ["Алексей Петрович", "Борис Ильич", "Виктор Олегович", "Глеб Андреевич", "Денис Юрьевич", "Иван Львович"];
const WOMEN: [&str; 6] = [
    "Анна Петровна",
    "Вера Ильинична",
    "Дарья Олеговна",
    "Елена Андреевна",
    "Жанна Юрьевна",
    "Ирина Львовна",
];

/// Adds so many accounts with their houses, units, owners, meters and a year of readings; nothing where they are there already.
///
/// # Errors
/// When the database cannot answer.
pub async fn crowd(ctx: &Ctx, accounts: u32) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !registry::numbered(&tx, &[&FIRST.to_string()]).await?.is_empty() {
        return Ok(());
    }
    let company = registry::company(&tx, COMPANY, CompanyId(Uuid::now_v7())).await?;
    let mut rows = Rows::new(company, Period::of(ctx.today()));
    for made in 0..u64::from(accounts) {
        rows.account(made);
        if made % AT_ONCE == AT_ONCE - 1 {
            rows.write(&tx).await?;
        }
    }
    rows.write(&tx).await?;
    Ok(tx.commit().await?)
}

/// Numbers that look like chance and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = self.below(of.len() as u64);
        usize::try_from(at).ok().and_then(|at| of.get(at)).copied().unwrap_or_default()
    }

    fn between(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(to.abs_diff(from))).unwrap_or(0)
    }
}

/// Rows that wait to be written.
struct Rows {
    company: CompanyId,
    house: BuildingId,
    now: Period,
    buildings: Vec<building::Model>,
    units: Vec<unit::Model>,
    accounts: Vec<account::Model>,
    owners: Vec<account_owner::Model>,
    meters: Vec<meter::Model>,
    readings: Vec<reading::Model>,
}

impl Rows {
    const fn new(company: CompanyId, now: Period) -> Self {
        Self {
            company,
            house: BuildingId(Uuid::nil()),
            now,
            buildings: Vec::new(),
            units: Vec::new(),
            accounts: Vec::new(),
            owners: Vec::new(),
            meters: Vec::new(),
            readings: Vec::new(),
        }
    }

    fn account(&mut self, made: u64) {
        let mut dice = Dice(made);
        let (house, flat) = (made / HOUSE, made % HOUSE);
        if flat == 0 {
            self.house = BuildingId(Uuid::now_v7());
            let street = STREETS.get(usize::try_from(house % 6).unwrap_or(0)).copied().unwrap_or_default();
            self.buildings.push(building::Model {
                id: self.house,
                company_id: self.company,
                address: format!("г Москва, ул {street}, д. {}", 100 + house / 6),
                window_first_day: None,
                window_last_day: None,
            });
        }
        let (unit, account) = (UnitId(Uuid::now_v7()), AccountId(Uuid::now_v7()));
        self.units.push(unit::Model {
            id: unit,
            building_id: self.house,
            label: (flat + 1).to_string(),
            entrance: Some((flat / ENTRANCE + 1).to_string()),
        });
        let number = (FIRST + made).to_string();
        self.accounts.push(account::Model {
            id: account,
            unit_id: unit,
            number_key: number.clone(),
            number,
            unified_number: None,
            area_hundredths: Some(dice.between(3_000, 9_000)),
            residents: i16::try_from(dice.between(1, 5)).ok(),
            opened_on: None,
            closed_on: None,
            phone: Some(format!(
                "+7 900 {:03}-{:02}-{:02}",
                dice.below(1_000),
                dice.below(100),
                dice.below(100)
            )),
            email: None,
        });
        let surname = dice.one(&SURNAMES);
        let name = if dice.below(2) == 0 {
            format!("{surname} {}", dice.one(&MEN))
        } else {
            format!("{surname}а {}", dice.one(&WOMEN))
        };
        self.owners.push(account_owner::Model {
            id: OwnerId(Uuid::now_v7()),
            account_id: account,
            surname_key: name_key(surname_of(&name)),
            name,
            share: None,
            from_day: None,
            to_day: None,
        });
        self.meter(account, Resource::ColdWater, made, (2_000, 6_000), &mut dice);
        self.meter(account, Resource::HotWater, made, (1_000, 4_000), &mut dice);
        self.meter(account, Resource::Electricity, made, (80_000, 250_000), &mut dice);
    }

    /// A meter with three decimals, and what it showed on the twentieth of each month.
    fn meter(
        &mut self,
        account: AccountId,
        resource: Resource,
        made: u64,
        (least, most): (i64, i64),
        dice: &mut Dice,
    ) {
        let id = MeterId(Uuid::now_v7());
        let serial = format!("{}{}", 10 + made % 90, 100_000 + dice.below(900_000));
        self.meters.push(meter::Model {
            id,
            account_id: account,
            resource: resource.code().to_owned(),
            serial_key: domain::readings::Meter::serial_key(&serial),
            serial,
            zones: 1,
            digits: if resource == Resource::Electricity { 6 } else { 5 },
            decimals: 3,
            place: None,
            automatic: false,
            installed_on: None,
            removed_on: None,
            verified_until: Some(self.now.plus(6 + u32::try_from(dice.below(48)).unwrap_or(0)).last_day()),
        });
        let mut value = dice.between(10_000, 900_000);
        for back in (1..=MONTHS).rev() {
            let period = self.now.minus(back);
            let taken_on = period.first_day() + chrono::Days::new(19);
            value += dice.between(least, most);
            self.readings.push(reading::Model {
                id: ReadingId(Uuid::now_v7()),
                meter_id: id,
                period,
                taken_on,
                recorded_at: taken_on.and_time(NaiveTime::MIN).and_utc(),
                value_1: value,
                value_2: None,
                value_3: None,
                value_4: None,
                source: Source::Import.code().to_owned(),
                needs_review: false,
                explanation: None,
                corrects_id: None,
                submission_id: None,
                person_id: None,
            });
        }
    }

    async fn write(&mut self, tx: &Tx) -> Result<()> {
        insert_all(tx, std::mem::take(&mut self.buildings)).await?;
        registry::learn_addresses(tx).await?;
        insert_all(tx, std::mem::take(&mut self.units)).await?;
        insert_all(tx, std::mem::take(&mut self.accounts)).await?;
        insert_all(tx, std::mem::take(&mut self.owners)).await?;
        insert_all(tx, std::mem::take(&mut self.meters)).await?;
        insert_all(tx, std::mem::take(&mut self.readings)).await?;
        Ok(())
    }
}
