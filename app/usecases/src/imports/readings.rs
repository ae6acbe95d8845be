//! Readings of the company's own records: accepted, and checked against each other.
use super::{
    Progress, Reason,
    line::Line,
    meters::Accounts,
    mode::Mode,
    outcome::{BadRow, Outcome},
};
use crate::{Ctx, Result};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::{AccountId, MeterId},
    quantity::{Quantity, ValueError},
    readings::Meter,
};
use exchange::{
    Row, Table,
    readings::{self as columns, Kind, ReadingRow},
};
use std::collections::{HashMap, HashSet};
use store::{Tx, entity::reading, registry};

/// Meters whose readings are loaded and judged together.
const MANY: usize = 1_000;
/// Months before a current reading that tell what is usual.
const HISTORY: u32 = 7;

pub(super) async fn take(
    ctx: &Ctx,
    tx: &Tx,
    table: &Table<'_>,
    mode: Mode,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let known = Known::load(tx).await?;
    let mut taken: HashMap<MeterId, Vec<Taken>> = HashMap::new();
    for row in table.rows() {
        let Some(cells) = outcome.cells(columns::read(&row)) else { continue };
        match known.resolve(&cells, &row, ctx.today()) {
            Ok((meter, reading)) => taken.entry(meter).or_default().push(reading),
            Err(bad) => bad.into_iter().for_each(|bad| outcome.complain(bad)),
        }
    }
    let mut meters: Vec<MeterId> = taken.keys().copied().collect();
    meters.sort_unstable();
    let mut done = 0;
    let mut journal = mode.journal();
    for meters in meters.chunks(MANY) {
        let periods = || meters.iter().filter_map(|meter| taken.get(meter)).flatten().map(Taken::period);
        let (Some(mut from), Some(to)) = (periods().min(), periods().max()) else { continue };
        if to >= Period::of(ctx.today()) {
            from = from.min(to.minus(HISTORY));
        }
        let mut recorded: HashMap<MeterId, Vec<reading::Model>> = HashMap::new();
        for reading in registry::readings_about(tx, meters, from, to).await? {
            recorded.entry(reading.meter_id).or_default().push(reading);
        }
        let mut fresh = Vec::new();
        for id in meters {
            let (Some((account, meter)), Some(rows)) = (known.meters.get(id), taken.remove(id)) else {
                continue;
            };
            done += rows.len();
            let subject = if mode.tells() { known.subject(*account, meter) } else { String::new() };
            let line = Line::new(meter, recorded.remove(id).unwrap_or_default(), table, mode, subject);
            fresh.extend(line.judge(ctx, rows, &mut outcome));
        }
        match mode {
            Mode::Apply(_) => journal.put(tx, fresh).await?,
            _ if mode.writes(&outcome) => store::insert_all(tx, fresh).await?,
            _ => {}
        }
        progress(Progress { done, total: table.len() });
    }
    outcome.not_mentioned = known.not_mentioned(&meters.into_iter().collect(), ctx.today());
    Ok(outcome)
}

/// One row whose meter and values are known.
pub(super) struct Taken {
    pub row: usize,
    pub on: NaiveDate,
    pub values: Vec<Quantity>,
    pub kind: Kind,
}

impl Taken {
    pub(super) fn period(&self) -> Period {
        Period::of(self.on)
    }
}

/// Accounts and meters, by what a file calls them.
struct Known {
    accounts: Accounts,
    meters: HashMap<MeterId, (AccountId, Meter)>,
    by_serial: HashMap<(AccountId, String), Vec<MeterId>>,
}

impl Known {
    async fn load(tx: &Tx) -> Result<Self> {
        let accounts = Accounts::new(registry::accounts(tx).await?);
        let mut known = Self { accounts, meters: HashMap::new(), by_serial: HashMap::new() };
        for row in registry::meters(tx).await? {
            known.by_serial.entry((row.account_id, row.serial_key.clone())).or_default().push(row.id);
            known.meters.insert(row.id, (row.account_id, row.try_into()?));
        }
        Ok(known)
    }

    /// «7000418, ХВС 100708114».
    fn subject(&self, account: AccountId, meter: &Meter) -> String {
        let resource = exchange::resource::name(meter.resource);
        format!("{}, {resource} {}", self.accounts.number(account), meter.serial)
    }

    fn resolve(
        &self,
        cells: &ReadingRow,
        row: &Row<'_>,
        today: NaiveDate,
    ) -> Result<(MeterId, Taken), Vec<BadRow>> {
        let bad = |column: usize, reason: Reason| BadRow::of(row, column, reason);
        let meter = self.meter(cells).map_err(|(column, reason)| vec![bad(column, reason)])?;
        let mut wrong = Vec::new();
        let day = cells.taken_on;
        if day > today {
            wrong.push(bad(columns::DATE, Reason::InTheFuture { today }));
        }
        if let Some(on) = meter.installed_on.filter(|on| day < *on) {
            wrong.push(bad(columns::DATE, Reason::NotInstalled { on }));
        }
        if let Some(on) = meter.removed_on.filter(|on| *on < day) {
            wrong.push(bad(columns::DATE, Reason::Removed { on }));
        }
        let mut values = Vec::with_capacity(meter.zones().len());
        for (zone, text) in cells.values.iter().enumerate() {
            let column = columns::VALUES + zone;
            if zone >= meter.zones().len() {
                if !text.is_empty() {
                    wrong.push(bad(column, Reason::NoSuchZone { zones: meter.zones }));
                }
                continue;
            }
            match meter.dial.parse(text) {
                Ok(value) => values.push(value),
                Err(ValueError::Empty) => wrong.push(bad(column, Reason::ZoneMissing { zones: meter.zones })),
                Err(error) => wrong.push(bad(column, Reason::Value(error))),
            }
        }
        if wrong.is_empty() {
            Ok((meter.id, Taken { row: row.number, on: day, values, kind: cells.kind }))
        } else {
            Err(wrong)
        }
    }

    fn meter(&self, cells: &ReadingRow) -> Result<&Meter, (usize, Reason)> {
        let number = cells.account.as_str();
        let Some(account) = self.accounts.id(number) else {
            return Err((
                columns::ACCOUNT,
                Reason::UnknownAccount { similar: self.accounts.similar(number) },
            ));
        };
        let meter = |id: &MeterId| self.meters.get(id).map(|(_, meter)| meter);
        let serial = (account, Meter::serial_key(&cells.serial));
        let mut found = (self.by_serial.get(&serial).into_iter().flatten().filter_map(meter))
            .filter(|meter| cells.resource.is_none_or(|resource| meter.resource == resource));
        match (found.next(), found.next()) {
            (Some(meter), None) => Ok(meter),
            (Some(_), Some(_)) => Err((columns::RESOURCE, Reason::ResourceNeeded)),
            (None, _) => {
                let of_account = self.meters.values().filter(|(owner, _)| *owner == account);
                let mut known: Vec<String> = of_account.map(|(_, meter)| meter.serial.clone()).collect();
                known.sort_unstable();
                Err((columns::METER, Reason::UnknownMeter { known }))
            }
        }
    }

    /// Meters in use of which the file has no reading.
    fn not_mentioned(&self, named: &HashSet<MeterId>, today: NaiveDate) -> Vec<String> {
        let unnamed =
            self.meters.values().filter(|(_, meter)| meter.is_in_use(today) && !named.contains(&meter.id));
        let mut rest: Vec<String> = unnamed
            .map(|(account, meter)| format!("{} {}", self.accounts.number(*account), meter.serial))
            .collect();
        rest.sort_unstable();
        rest
    }
}
