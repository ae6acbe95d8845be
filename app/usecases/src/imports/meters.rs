//! The registry of meters.
use super::{Progress, Reason, outcome::Outcome};
use crate::Result;
use domain::{
    ids::{AccountId, MeterId},
    quantity::Dial,
    readings::Meter,
};
use exchange::{
    CellError, Row, Table,
    meters::{self as columns, MeterRow, usual_dial},
};
use std::collections::HashMap;
use store::{
    Tx,
    entity::{account, meter},
    registry,
};
use uuid::Uuid;

pub(super) async fn take(
    tx: &Tx,
    table: &Table<'_>,
    dry_run: bool,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
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
        let key = Key {
            account,
            resource: cells.resource.code().to_owned(),
            serial: Meter::serial_key(&cells.serial),
        };
        if let Some((same, first)) = named.get(&key) {
            if *same == cells {
                outcome.unchanged += 1;
            } else {
                outcome.refuse(&row, columns::SERIAL, Reason::Repeated { row: *first });
            }
            continue;
        }
        let before = known.remove(&key);
        match settle(before.as_ref(), &cells, &key) {
            Err((column, error)) => outcome.errors.push(row.bad(column, error).into()),
            Ok(now) => {
                match &before {
                    None => outcome.added += 1,
                    Some(before) if *before == now => outcome.unchanged += 1,
                    Some(_) => outcome.changed += 1,
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
    for (_, row) in other_dials.iter().filter(|(meter, _)| read.contains(meter)) {
        outcome.refuse(row, columns::SERIAL, Reason::HasReadings);
    }
    outcome.not_mentioned = not_mentioned(&accounts, known.into_values());
    if outcome.errors.is_empty() && !dry_run {
        registry::put(tx, write).await?;
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
