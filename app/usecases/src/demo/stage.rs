//! Builds the demo in memory and writes it at once.
mod common;

pub(super) use common::Common;

use crate::{
    Ctx, Result,
    ledger::{self, Booking, NewBill, NewPayment, Origin},
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{
    access::Role,
    accounts::{name_key, surname_of},
    calendar::Period,
    charges::{ChargeKind, ServiceLine},
    ids::{
        AccountId, BuildingId, CompanyId, MeterId, OwnerId, PaymentId, ReadingId, RecipientId, ResidencyId,
        UnitId, UserId,
    },
    money::Money,
    notices::QuietHours,
    readings::{Meter, Resource, SubmissionWindow},
    residency::ResidencyKind,
};
use store::{
    Tx,
    entity::{
        account, account_owner, building, house_meter, house_reading, managing_company, meter, person,
        reading, recipient, residency, unit,
    },
    insert, insert_all,
    law::law,
    notices,
    readings::Source,
    registry,
};
use uuid::Uuid;

/// A unit with its account and owner.
pub(super) struct Flat {
    pub house: &'static str,
    pub unit: &'static str,
    pub number: &'static str,
    pub owner: &'static str,
    pub area_hundredths: i64,
    pub residents: i16,
}

pub(super) struct Hardware {
    pub resource: Resource,
    pub serial: &'static str,
    pub zones: i16,
    /// Digits and decimals.
    pub dial: (i16, i16),
    pub verified_until: Option<NaiveDate>,
}

/// Readings that lead up to the last month, in steps of the dial, for each zone.
pub(super) struct Fresh {
    pub first: [i64; 2],
    pub monthly: [i64; 2],
    /// So many months ago nothing was given.
    pub missed: Option<u32>,
}

/// Months of fresh readings.
const MONTHS: u32 = 14;

pub(super) struct Stage<'a> {
    now: DateTime<Utc>,
    password: &'a str,
    company: managing_company::Model,
    buildings: Vec<building::Model>,
    units: Vec<unit::Model>,
    accounts: Vec<account::Model>,
    owners: Vec<account_owner::Model>,
    people: Vec<person::Model>,
    residencies: Vec<residency::Model>,
    meters: Vec<meter::Model>,
    readings: Vec<reading::Model>,
    common_meters: Vec<house_meter::Model>,
    common_readings: Vec<house_reading::Model>,
    recipients: [recipient::Model; 2],
    bills: Vec<NewBill>,
    payments: Vec<NewPayment>,
}

impl<'a> Stage<'a> {
    pub(super) fn new(ctx: &Ctx, password: &'a str) -> Self {
        let window = SubmissionWindow::DEFAULT;
        let company = CompanyId(Uuid::now_v7());
        Self {
            now: ctx.now,
            password,
            company: managing_company::Model {
                id: company,
                name: ctx.portal.company.clone(),
                window_first_day: window.first_day.into(),
                window_last_day: window.last_day.into(),
                time_zone: None,
            },
            buildings: Vec::new(),
            units: Vec::new(),
            accounts: Vec::new(),
            owners: Vec::new(),
            people: Vec::new(),
            residencies: Vec::new(),
            meters: Vec::new(),
            readings: Vec::new(),
            common_meters: Vec::new(),
            common_readings: Vec::new(),
            recipients: recipients(company),
            bills: Vec::new(),
            payments: Vec::new(),
        }
    }

    pub(super) fn person(&mut self, email: &str, role: Option<Role>) -> UserId {
        let id = UserId(Uuid::now_v7());
        self.people.push(person::Model {
            id,
            email: email.to_owned(),
            password_hash: self.password.to_owned(),
            role: role.map(|role| role.code().to_owned()),
            created_at: self.now,
            suspended_at: None,
        });
        id
    }

    pub(super) fn account(&mut self, flat: &Flat) -> AccountId {
        let building_id = self.building(flat.house);
        let unit_id = UnitId(Uuid::now_v7());
        self.units.push(unit::Model {
            id: unit_id,
            building_id,
            label: flat.unit.to_owned(),
            entrance: None,
        });
        let id = AccountId(Uuid::now_v7());
        self.accounts.push(account::Model {
            id,
            unit_id,
            number: flat.number.to_owned(),
            number_key: flat.number.to_owned(),
            unified_number: None,
            area_hundredths: Some(flat.area_hundredths),
            residents: Some(flat.residents),
            opened_on: NaiveDate::from_ymd_opt(2012, 3, 1),
            closed_on: None,
            phone: None,
            email: None,
        });
        self.owners.push(account_owner::Model {
            id: OwnerId(Uuid::now_v7()),
            account_id: id,
            name: flat.owner.to_owned(),
            surname_key: name_key(surname_of(flat.owner)),
            share: Some("1".to_owned()),
            from_day: None,
            to_day: None,
        });
        id
    }

    fn building(&mut self, address: &str) -> BuildingId {
        if let Some(known) = self.buildings.iter().find(|building| building.address == address) {
            return known.id;
        }
        let id = BuildingId(Uuid::now_v7());
        self.buildings.push(building::Model {
            id,
            company_id: self.company.id,
            address: address.to_owned(),
            window_first_day: None,
            window_last_day: None,
        });
        id
    }

    pub(super) fn residency(&mut self, person: UserId, account: AccountId, kind: ResidencyKind) {
        self.residencies.push(residency::Model {
            id: ResidencyId(Uuid::now_v7()),
            person_id: person,
            account_id: account,
            kind: kind.code().to_owned(),
            since: self.now,
            suspended_at: None,
            ended_at: None,
        });
    }

    pub(super) fn meter(&mut self, account: AccountId, hardware: &Hardware) -> MeterId {
        let id = MeterId(Uuid::now_v7());
        self.meters.push(meter::Model {
            id,
            account_id: account,
            resource: hardware.resource.code().to_owned(),
            serial: hardware.serial.to_owned(),
            serial_key: Meter::serial_key(hardware.serial),
            zones: hardware.zones,
            digits: hardware.dial.0,
            decimals: hardware.dial.1,
            place: None,
            automatic: false,
            installed_on: None,
            removed_on: None,
            verified_until: hardware.verified_until,
        });
        id
    }

    /// A reading that the company has accepted, in steps of the dial.
    pub(super) fn reading(&mut self, meter: MeterId, on: NaiveDate, values: &[i64]) {
        self.readings.push(reading::Model {
            id: ReadingId(Uuid::now_v7()),
            meter_id: meter,
            period: Period::of(on),
            taken_on: on,
            recorded_at: on.and_time(NaiveTime::MIN).and_utc(),
            value_1: values.first().copied().unwrap_or_default(),
            value_2: values.get(1).copied(),
            value_3: values.get(2).copied(),
            value_4: values.get(3).copied(),
            source: Source::Import.code().to_owned(),
            needs_review: false,
            explanation: None,
            corrects_id: None,
            submission_id: None,
            person_id: None,
        });
    }

    /// Fourteen months of readings up to the month before `today`, each up to a fifth more or less than the usual.
    pub(super) fn fresh_readings(&mut self, meter: MeterId, fresh: &Fresh, today: NaiveDate) {
        let zones = if fresh.monthly[1] > 0 { 2 } else { 1 };
        let mut values = fresh.first;
        for ago in (1..=MONTHS).rev() {
            for (zone, value) in values.iter_mut().enumerate().take(zones) {
                let percent = 80 + (i64::from(ago) * 17 + fresh.first[zone]) % 41;
                *value += (fresh.monthly[zone] * percent + 50) / 100;
            }
            if fresh.missed != Some(ago) {
                let day = 19 + u8::try_from(ago % 6).unwrap_or_default();
                self.reading(meter, Period::of(today).minus(ago).day(day), &values[..zones]);
            }
        }
    }

    /// A bill for «Квартплата».
    pub(super) fn rent(&mut self, account: AccountId, period: Period, lines: Vec<ServiceLine>) {
        self.bill(account, self.recipients[0].id, period, lines);
    }

    /// A bill for «Капремонт».
    pub(super) fn repair(&mut self, account: AccountId, period: Period, lines: Vec<ServiceLine>) {
        self.bill(account, self.recipients[1].id, period, lines);
    }

    fn bill(&mut self, account: AccountId, recipient: RecipientId, period: Period, lines: Vec<ServiceLine>) {
        self.bills.push(NewBill {
            account,
            recipient,
            period,
            kind: ChargeKind::Bill,
            issued_on: period.last_day(),
            due_on: period.last_day(),
            penalty: Money::ZERO,
            lines,
        });
    }

    pub(super) fn paid(&mut self, account: AccountId, on: NaiveDate, amount: Money, bank: &str) {
        self.payment(account, self.recipients[0].id, on, amount, bank);
    }

    pub(super) fn paid_for_repair(&mut self, account: AccountId, on: NaiveDate, amount: Money, bank: &str) {
        self.payment(account, self.recipients[1].id, on, amount, bank);
    }

    fn payment(
        &mut self,
        account: AccountId,
        recipient: RecipientId,
        paid_on: NaiveDate,
        amount: Money,
        bank: &str,
    ) {
        self.payments.push(NewPayment {
            id: PaymentId(Uuid::now_v7()),
            account,
            recipient,
            paid_on,
            amount,
            bank: bank.to_owned(),
            operation: None,
            payer: None,
            purpose: None,
            order: None,
            origin: Origin::default(),
        });
    }

    pub(super) async fn write(self, ctx: &Ctx, tx: &Tx) -> Result<()> {
        insert(tx, self.company).await?;
        insert_all(tx, self.buildings).await?;
        registry::learn_addresses(tx).await?;
        insert_all(tx, self.units).await?;
        insert_all(tx, self.accounts).await?;
        insert_all(tx, self.owners).await?;
        let people: Vec<UserId> = self.people.iter().map(|person| person.id).collect();
        insert_all(tx, self.people).await?;
        // Whoever tries the demo at night waits for no morning.
        for person in people {
            notices::be_quiet(tx, person, QuietHours::NEVER).await?;
        }
        insert_all(tx, self.residencies).await?;
        insert_all(tx, self.meters).await?;
        insert_all(tx, self.readings).await?;
        insert_all(tx, self.common_meters).await?;
        insert_all(tx, self.common_readings).await?;
        insert_all(tx, self.recipients.into()).await?;
        let (booking, law) = (Booking::open(ctx).await?, law(&ctx.db).await?);
        let bills = self.bills.into_iter().map(|bill| NewBill { due_on: law.due_on(bill.period), ..bill });
        ledger::issue(tx, &booking, bills.collect()).await?;
        ledger::credit(tx, &booking, self.payments, &[]).await?;
        Ok(())
    }
}

/// Invented, but with right control digits.
fn recipients(company: CompanyId) -> [recipient::Model; 2] {
    let recipient =
        |position, name: &str, legal_name: &str, inn: &str, bank_account: &str| recipient::Model {
            id: RecipientId(Uuid::now_v7()),
            company_id: company,
            name: name.to_owned(),
            name_key: name_key(name),
            position,
            legal_name: legal_name.to_owned(),
            inn: inn.to_owned(),
            kpp: None,
            bank_account: bank_account.to_owned(),
            bank_name: "Банк «Северный»".to_owned(),
            bic: "044030001".to_owned(),
            corr_account: "30101810000000000001".to_owned(),
        };
    [
        recipient(0, "Квартплата", super::COMPANY, "7800000002", "40702810800000000001"),
        recipient(1, "Капремонт", "Фонд капитального ремонта", "7810001005", "40604810800000000002"),
    ]
}
