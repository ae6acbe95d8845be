//! The registry of accounts: houses, units, accounts, owners.
mod owners;
mod place;
mod told;

pub(crate) use told::building_key;

use self::place::Place;
use super::{
    Progress, Reason,
    mode::Mode,
    outcome::{BadRow, Outcome},
};
use crate::{Ctx, Result};
use domain::{
    accounts::name_key,
    ids::{AccountId, BuildingId, CompanyId, OwnerId, UnitId},
    imports::{Change, Verdict},
};
use exchange::{
    Row, Table,
    accounts::{self as columns, AccountRow},
};
use owners::Named;
use std::collections::{HashMap, HashSet};
use store::{
    Tx,
    entity::{account, account_owner, building, unit},
    registry,
};
use uuid::Uuid;

pub(super) async fn take(
    ctx: &Ctx,
    tx: &Tx,
    table: &Table<'_>,
    mode: Mode,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let groups = by_account(table, mode, &mut outcome);
    let mut company = CompanyId(Uuid::now_v7());
    if mode.writes(&outcome) {
        company = registry::company(tx, &ctx.portal.company, company).await?;
    }
    let mut known = Known::new(registry::load(tx).await?, company);
    let mut write = Write::default();
    let total = table.len();
    let mut done = 0;
    for group in &groups {
        let (verdict, changes) = known.settle(group, &mut write);
        match verdict {
            Verdict::New => outcome.added += 1,
            Verdict::Changed => outcome.changed += 1,
            Verdict::Same | Verdict::Waits | Verdict::Refused => outcome.unchanged += 1,
        }
        if mode.tells() {
            outcome.tell(group.row, verdict, group.account.written.clone(), changes);
        }
        done += group.rows;
        if done % 10_000 < group.rows {
            progress(Progress { done, total });
        }
    }
    outcome.not_mentioned = known.not_mentioned(&groups);
    if mode.writes(&outcome) {
        write.run(tx, mode).await?;
    }
    Ok(outcome)
}

/// One account with all of its rows.
struct Group {
    /// The first of them.
    row: usize,
    account: AccountRow,
    owners: Vec<Named>,
    rows: usize,
}

/// Puts rows of one account together: each may add an owner, and none may say otherwise than the first.
fn by_account(table: &Table<'_>, mode: Mode, outcome: &mut Outcome) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<String, (usize, usize)> = HashMap::new();
    for row in table.rows() {
        let Some(mut account) = outcome.cells(columns::read(&row)) else { continue };
        let owner = Named::of(&mut account);
        if let Some((at, first)) = places.get(account.number.as_str()) {
            let group = &mut groups[*at];
            group.rows += 1;
            let before = mode.tells().then(|| group.account.clone());
            let bad = merge(&mut group.account, account, &row, *first);
            if let Some(before) = before.filter(|_| !bad.is_empty()) {
                // A row that is left out says nothing of the account.
                group.account = before;
            } else {
                group.owners.extend(owner);
            }
            for bad in bad {
                outcome.complain(bad);
            }
        } else {
            places.insert(account.number.to_string(), (groups.len(), row.number));
            let owners = owner.into_iter().collect();
            groups.push(Group { row: row.number, account, owners, rows: 1 });
        }
    }
    groups
}

/// What the first row does not say, a later one may. A telephone and an e-mail are each owner's own: the first counts.
fn merge(into: &mut AccountRow, from: AccountRow, row: &Row<'_>, first: usize) -> Vec<BadRow> {
    let mut bad = Vec::new();
    let mut disagrees = |column: usize, value: String| {
        bad.push(BadRow::of(row, column, Reason::Disagrees { row: first, value }));
    };
    if Place::of(&into.address) != Place::of(&from.address) {
        disagrees(columns::ADDRESS, format!("{}, {}", into.address.building, into.address.unit));
    }
    if let Some(said) = agree(&mut into.unified, from.unified) {
        disagrees(columns::UNIFIED, said);
    }
    if let Some(said) = agree(&mut into.entrance, from.entrance) {
        disagrees(columns::ENTRANCE, said);
    }
    if let Some(said) = agree(&mut into.area_hundredths, from.area_hundredths) {
        disagrees(columns::AREA, format!("{},{:02}", said / 100, said % 100));
    }
    if let Some(said) = agree(&mut into.residents, from.residents) {
        disagrees(columns::RESIDENTS, said.to_string());
    }
    if let Some(said) = agree(&mut into.opened_on, from.opened_on) {
        disagrees(columns::OPENED, said.format("%d.%m.%Y").to_string());
    }
    if let Some(said) = agree(&mut into.closed_on, from.closed_on) {
        disagrees(columns::CLOSED, said.format("%d.%m.%Y").to_string());
    }
    into.phone = into.phone.take().or(from.phone);
    into.email = into.email.take().or(from.email);
    bad
}

/// Fills what is not said yet; what is said already comes back when the other is not the same.
fn agree<T: PartialEq + Clone>(into: &mut Option<T>, from: Option<T>) -> Option<T> {
    match (into.as_ref(), from) {
        (Some(said), Some(other)) => (*said != other).then(|| said.clone()),
        (None, other) => {
            *into = other;
            None
        }
        (Some(_), None) => None,
    }
}

/// What is in the database, by what a file calls it.
struct Known {
    company: CompanyId,
    buildings: HashMap<String, BuildingId>,
    /// Where each unit is, in words.
    addresses: HashMap<BuildingId, String>,
    units: HashMap<(BuildingId, String), unit::Model>,
    keys: HashMap<UnitId, (BuildingId, String)>,
    accounts: HashMap<String, account::Model>,
    owners: HashMap<AccountId, Vec<account_owner::Model>>,
}

#[derive(Default)]
struct Write {
    buildings: Vec<building::Model>,
    units: HashMap<UnitId, unit::Model>,
    accounts: Vec<account::Model>,
    owners: Vec<account_owner::Model>,
    gone: Vec<OwnerId>,
}

impl Known {
    fn new(registry: registry::Registry, company: CompanyId) -> Self {
        let mut owners: HashMap<AccountId, Vec<account_owner::Model>> = HashMap::new();
        for owner in registry.owners {
            owners.entry(owner.account_id).or_default().push(owner);
        }
        Self {
            company,
            addresses: registry.buildings.iter().map(|b| (b.id, b.address.clone())).collect(),
            buildings: registry.buildings.into_iter().map(|b| (Place::building(&b.address), b.id)).collect(),
            keys: (registry.units.iter())
                .map(|unit| (unit.id, (unit.building_id, Place::unit(&unit.label))))
                .collect(),
            units: (registry.units.into_iter())
                .map(|unit| ((unit.building_id, Place::unit(&unit.label)), unit))
                .collect(),
            accounts: registry.accounts.into_iter().map(|a| (a.number_key.clone(), a)).collect(),
            owners,
        }
    }

    fn settle(&mut self, group: &Group, write: &mut Write) -> (Verdict, Vec<Change>) {
        let row = &group.account;
        let before = self.accounts.get(row.number.as_str()).cloned();
        let was = before.as_ref().and_then(|before| self.place_of(before.unit_id));
        let (unit, moved) = self.unit(row, write);
        let now = account(before.as_ref(), row, unit);
        let same = before.as_ref() == Some(&now);
        let mut changes = Vec::new();
        told::place(&mut changes, was.as_ref(), self.place_of(unit).as_ref());
        told::account(&mut changes, before.as_ref(), &now);
        let owners_changed = self.owners(now.id, &group.owners, &mut changes, write);
        if !same {
            write.accounts.push(now);
        }
        let verdict = if before.is_none() {
            Verdict::New
        } else if !same || moved || owners_changed {
            Verdict::Changed
        } else {
            Verdict::Same
        };
        (verdict, changes)
    }

    /// The address of a unit and its entrance.
    fn place_of(&self, unit: UnitId) -> Option<(String, Option<String>)> {
        let unit = self.units.get(self.keys.get(&unit)?)?;
        let building = self.addresses.get(&unit.building_id)?;
        Some((format!("{building}, {}", unit.label), unit.entrance.clone()))
    }

    /// The unit of an address, and whether anything about it is new.
    fn unit(&mut self, row: &AccountRow, write: &mut Write) -> (UnitId, bool) {
        let place = Place::of(&row.address);
        let building = *self.buildings.entry(place.building).or_insert_with(|| {
            let building = building::Model {
                id: BuildingId(Uuid::now_v7()),
                company_id: self.company,
                address: row.address.building.clone(),
                window_first_day: None,
                window_last_day: None,
            };
            let id = building.id;
            self.addresses.insert(id, building.address.clone());
            write.buildings.push(building);
            id
        });
        let mut changed = false;
        let key = (building, place.unit);
        let unit = self.units.entry(key.clone()).or_insert_with(|| {
            changed = true;
            unit::Model {
                id: UnitId(Uuid::now_v7()),
                building_id: building,
                label: row.address.unit.clone(),
                entrance: None,
            }
        });
        if row.entrance.is_some() && unit.entrance != row.entrance {
            unit.entrance.clone_from(&row.entrance);
            changed = true;
        }
        if changed {
            write.units.insert(unit.id, unit.clone());
            self.keys.insert(unit.id, key);
        }
        (unit.id, changed)
    }

    /// Accounts that the file does not name, and owners of those that it names.
    fn not_mentioned(&self, groups: &[Group]) -> Vec<String> {
        let named: HashSet<&str> = groups.iter().map(|group| group.account.number.as_str()).collect();
        let mut rest: Vec<String> = (self.accounts.values())
            .filter(|account| !named.contains(account.number_key.as_str()))
            .map(|account| account.number.clone())
            .collect();
        for group in groups.iter().filter(|group| !group.owners.is_empty()) {
            let Some(account) = self.accounts.get(group.account.number.as_str()) else { continue };
            let named: HashSet<String> = group.owners.iter().map(|owner| name_key(&owner.name)).collect();
            let owners = self.owners.get(&account.id).into_iter().flatten();
            let unnamed = owners.filter(|owner| !named.contains(&name_key(&owner.name)));
            rest.extend(unnamed.map(|owner| format!("{} {}", account.number, owner.name)));
        }
        rest.sort_unstable();
        rest
    }
}

/// An account as it is, with what the row says of it.
fn account(before: Option<&account::Model>, row: &AccountRow, unit: UnitId) -> account::Model {
    let mut account = before.cloned().unwrap_or_else(|| account::Model {
        id: AccountId(Uuid::now_v7()),
        unit_id: unit,
        number: row.written.clone(),
        number_key: row.number.to_string(),
        unified_number: None,
        area_hundredths: None,
        residents: None,
        opened_on: None,
        closed_on: None,
        phone: None,
        email: None,
    });
    account.unit_id = unit;
    say(&mut account.unified_number, row.unified.as_ref());
    say(&mut account.area_hundredths, row.area_hundredths.as_ref());
    say(&mut account.residents, row.residents.as_ref());
    say(&mut account.opened_on, row.opened_on.as_ref());
    say(&mut account.closed_on, row.closed_on.as_ref());
    say(&mut account.phone, row.phone.as_ref());
    say(&mut account.email, row.email.as_ref().map(ToString::to_string).as_ref());
    account
}

fn say<T: Clone>(known: &mut Option<T>, said: Option<&T>) {
    if let Some(said) = said {
        *known = Some(said.clone());
    }
}

impl Write {
    async fn run(self, tx: &Tx, mode: Mode) -> Result<()> {
        let mut journal = mode.journal();
        journal.put(tx, self.buildings).await?;
        journal.put(tx, self.units.into_values().collect()).await?;
        journal.put(tx, self.accounts).await?;
        journal.remove_owners(tx, &self.gone).await?;
        journal.put(tx, self.owners).await?;
        Ok(())
    }
}
