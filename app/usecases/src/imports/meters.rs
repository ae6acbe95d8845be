//! The registry of meters.
use super::{
    Progress, Reason,
    mode::{Mode, change, day},
    outcome::Outcome,
};
use crate::{Ctx, Result};
use domain::{
    ids::{AccountId, MeterId},
    imports::{Change, Verdict},
    quantity::Dial,
    readings::{Meter, Resource},
};
use exchange::{
    CellError, Row, Table,
    meters::{self as columns, MeterRow, usual_dial},
};
use std::collections::{HashMap, HashSet};
use store::{
    Tx,
    entity::{account, meter},
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
    let today = ctx.today();
    let accounts = Accounts::new(registry::accounts(tx).await?);
    let mut known: HashMap<Key, meter::Model> =
        registry::meters(tx).await?.into_iter().map(|meter| (Key::of(&meter), meter)).collect();
    let mut named: HashMap<Key, (MeterRow, usize)> = HashMap::new();
    let mut write: Vec<meter::Model> = Vec::new();
    let mut other_dials: Vec<(MeterId, Row<'_>)> = Vec::new();
    for (done, row) in table.rows().enumerate() {
        if done % 10_000 == 9_999 {
            progress(Progress { done, total: table.len() });
        }
        let Some(cells) = outcome.cells(columns::read(&row)) else { continue };
        let Some(account) = accounts.id(cells.account.as_str()) else {
            let similar = accounts.similar(cells.account.as_str());
            outcome.refuse(&row, columns::ACCOUNT, Reason::UnknownAccount { similar });
            continue;
        };
        if cells.installed_on.is_some_and(|on| on > today) {
            outcome.refuse(&row, columns::INSTALLED, Reason::InTheFuture { today });
            continue;
        }
        let key = Key {
            account,
            resource: cells.resource.code().to_owned(),
            serial: Meter::serial_key(&cells.serial),
        };
        if let Some((same, first)) = named.get(&key) {
            if *same == cells {
                outcome.unchanged += 1;
                if mode.tells() {
                    outcome.tell(
                        row.number,
                        Verdict::Same,
                        row.cell(columns::ACCOUNT).to_owned(),
                        Vec::new(),
                    );
                }
            } else {
                outcome.refuse(&row, columns::SERIAL, Reason::Repeated { row: *first });
            }
            continue;
        }
        let before = known.remove(&key);
        match settle(before.as_ref(), &cells, &key) {
            Err((column, error)) => outcome.complain(row.bad(column, error).into()),
            Ok(now) => {
                let verdict = match &before {
                    None => Verdict::New,
                    Some(before) if *before == now => Verdict::Same,
                    Some(_) => Verdict::Changed,
                };
                if mode.tells() {
                    outcome.tell(row.number, verdict, subject(&accounts, &now), told(before.as_ref(), &now));
                }
                match verdict {
                    Verdict::New => outcome.added += 1,
                    Verdict::Changed => outcome.changed += 1,
                    Verdict::Same | Verdict::Waits | Verdict::Refused => outcome.unchanged += 1,
                }
                let same_dial = |before: &meter::Model| {
                    (before.zones, before.digits, before.decimals) == (now.zones, now.digits, now.decimals)
                };
                let number = row.number;
                if before.as_ref().is_some_and(|before| !same_dial(before)) {
                    other_dials.push((now.id, row));
                }
                if before.as_ref() != Some(&now) {
                    write.push(now);
                }
                named.insert(key, (cells, number));
            }
        }
    }
    let changed: Vec<MeterId> = other_dials.iter().map(|(meter, _)| *meter).collect();
    let read = registry::with_readings(tx, &changed).await?;
    let mut refused: HashSet<usize> = HashSet::new();
    for (_, row) in other_dials.iter().filter(|(meter, _)| read.contains(meter)) {
        outcome.refuse(row, columns::SERIAL, Reason::HasReadings);
        refused.insert(row.number);
    }
    if mode.tells() {
        outcome.changed -= refused.len();
        outcome.told.retain(|told| !refused.contains(&told.row));
        write.retain(|meter| !read.contains(&meter.id));
    }
    outcome.not_mentioned = not_mentioned(&accounts, known.into_values());
    if mode.writes(&outcome) {
        mode.journal().put(tx, write).await?;
    }
    Ok(outcome)
}

/// A meter is known by its account, its resource and its serial number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    account: AccountId,
    resource: String,
    serial: String,
}

impl Key {
    fn of(meter: &meter::Model) -> Self {
        Self { account: meter.account_id, resource: meter.resource.clone(), serial: meter.serial_key.clone() }
    }
}

/// The meter as it is, with what the row says of it.
fn settle(
    before: Option<&meter::Model>,
    row: &MeterRow,
    key: &Key,
) -> Result<meter::Model, (usize, CellError)> {
    let usual = usual_dial(row.resource);
    let mut meter = before.cloned().unwrap_or_else(|| meter::Model {
        id: MeterId(Uuid::now_v7()),
        account_id: key.account,
        resource: key.resource.clone(),
        serial: row.serial.clone(),
        serial_key: key.serial.clone(),
        zones: 1,
        digits: usual.digits.into(),
        decimals: usual.decimals.into(),
        place: None,
        automatic: false,
        installed_on: None,
        removed_on: None,
        verified_until: None,
    });
    meter.zones = row.tariffs.map_or(meter.zones, i16::from);
    meter.digits = row.digits.map_or(meter.digits, i16::from);
    meter.decimals = row.decimals.map_or(meter.decimals, i16::from);
    meter.automatic = row.automatic.unwrap_or(meter.automatic);
    meter.place = row.place.clone().or(meter.place);
    meter.installed_on = row.installed_on.or(meter.installed_on);
    meter.removed_on = row.removed_on.or(meter.removed_on);
    meter.verified_until = row.verified_until.or(meter.verified_until);
    if row.removed && meter.removed_on.is_none() {
        return Err((columns::STATE, CellError::RemovalMissing));
    }
    if meter.installed_on.zip(meter.removed_on).is_some_and(|(installed, removed)| removed < installed) {
        return Err((columns::REMOVED, CellError::Backwards));
    }
    let dial = (u8::try_from(meter.digits), u8::try_from(meter.decimals));
    match dial {
        (Ok(digits), Ok(decimals)) if Dial::new(digits, decimals).is_some() => Ok(meter),
        _ => Err((columns::DIGITS, CellError::NoSuchDial)),
    }
}

/// «7000418, ХВС 100708114».
fn subject(accounts: &Accounts, meter: &meter::Model) -> String {
    let resource = Resource::from_code(&meter.resource).map(exchange::resource::name).unwrap_or_default();
    format!("{}, {resource} {}", accounts.number(meter.account_id), meter.serial)
}

/// What a meter was and what it becomes.
fn told(was: Option<&meter::Model>, now: &meter::Model) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut text = |column: usize, of: fn(&meter::Model) -> Option<String>| {
        let column = &columns::COLUMNS[column];
        change(&mut changes, column, was.and_then(of).as_ref(), of(now).as_ref(), String::clone);
    };
    text(columns::TARIFFS, |meter| Some(meter.zones.to_string()));
    text(columns::DIGITS, |meter| Some(meter.digits.to_string()));
    text(columns::DECIMALS, |meter| Some(meter.decimals.to_string()));
    text(columns::VERIFIED, |meter| meter.verified_until.map(day));
    text(columns::INSTALLED, |meter| meter.installed_on.map(day));
    text(columns::REMOVED, |meter| meter.removed_on.map(day));
    text(columns::AUTOMATIC, |meter| meter.automatic.then(|| "да".to_owned()));
    text(columns::PLACE, |meter| meter.place.clone());
    changes
}

fn not_mentioned(accounts: &Accounts, meters: impl Iterator<Item = meter::Model>) -> Vec<String> {
    let mut rest: Vec<String> = meters
        .filter(|meter| meter.removed_on.is_none())
        .map(|meter| format!("{} {}", accounts.number(meter.account_id), meter.serial))
        .collect();
    rest.sort_unstable();
    rest
}

/// Accounts by their number.
pub(super) struct Accounts {
    ids: HashMap<String, AccountId>,
    numbers: HashMap<AccountId, String>,
}

impl Accounts {
    pub(super) fn new(accounts: Vec<account::Model>) -> Self {
        Self {
            ids: accounts.iter().map(|account| (account.number_key.clone(), account.id)).collect(),
            numbers: accounts.into_iter().map(|account| (account.id, account.number)).collect(),
        }
    }

    pub(super) fn id(&self, key: &str) -> Option<AccountId> {
        self.ids.get(key).copied()
    }

    pub(super) fn number(&self, account: AccountId) -> &str {
        self.numbers.get(&account).map_or("", String::as_str)
    }

    /// The account that was meant, if a zero in front is missing or too many, or a letter stands for a digit.
    pub(super) fn similar(&self, key: &str) -> Option<String> {
        let alike = |key: &str| -> String {
            let digit = |c: char| match c {
                'O' => '0',
                'I' | 'L' => '1',
                'З' => '3',
                other => other,
            };
            key.chars().map(digit).skip_while(|c| *c == '0').collect()
        };
        let meant = alike(key);
        let (_, id) = self.ids.iter().find(|(known, _)| alike(known) == meant)?;
        Some(self.number(*id).to_owned())
    }
}
