use super::{known_kind, may_change, note_looks, seeing};
use crate::{Ctx, Error, Result, charges::Standing};
use domain::{
    access::{Permission, Role},
    calendar::Period,
    ids::{AccountId, MeterId},
    imports::State,
    journal::JournalKey,
    readings::{Meter, Reading},
    registry::{AccountPage, HistoryLine, LoadedFrom, MeterCard, MeterPage, OwnerCard, Resident},
};
use store::{
    readings::{self, SheetRow, View},
    registry::{self, HistoryRow, ImportRow, ResidentRow},
};
use uuid::Uuid;

/// Lines of the history on one part of it.
const LINES: usize = 20;
/// Spreadsheets that are shown.
const SPREADSHEETS: i64 = 10;
/// Readings of a meter that are shown.
const READINGS: usize = 12;
/// Months that they may be of.
const MONTHS: u32 = 24;
/// What the history of an account tells. Tickets, appeals and payments have pages of their own, with rights of their own.
const HISTORY: [&str; 14] = [
    "meter.replaced",
    "meter.verified",
    "meter.removed",
    "account.closed",
    "account.opened",
    "owner.dated",
    "residency.added",
    "residency.dated",
    "residency.disputed",
    "dispute.settled",
    "claim.confirmed",
    "claim.refused",
    "readings.submitted",
    "reading.reviewed",
];

fn most() -> i64 {
    i64::try_from(LINES + 1).unwrap_or(i64::MAX)
}

/// The card of an account. That somebody looked is in the journal. Nine statements, and one more where one sees money.
///
/// # Errors
/// `NotFound` without the permission, and for an account of no house that one serves.
pub async fn account(ctx: &Ctx, id: AccountId, before: Option<JournalKey>) -> Result<AccountPage> {
    let scope = seeing(ctx)?;
    let today = ctx.today();
    let tx = ctx.db.begin().await?;
    let row = registry::account(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let owners = registry::owners(&tx, id).await?.into_iter().map(|owner| OwnerCard {
        id: owner.id,
        name: owner.name,
        share: owner.share,
        from: owner.from_day,
        to: owner.to_day,
    });
    let mut owners: Vec<OwnerCard> = owners.collect();
    owners.sort_by_key(|owner| (!owner.owns_on(today), std::cmp::Reverse(owner.to)));
    let residents = registry::residents(&tx, id).await?;
    let mut residents = residents.into_iter().map(|row| resident(ctx, row)).collect::<Result<Vec<_>>>()?;
    residents.sort_by_key(|resident| resident.to.is_some());
    let period = Period::of(today);
    let view = View { from: period, before: 1, to: None, period, today };
    let sheet = readings::sheet(&tx, &scope, id, view).await?.ok_or(Error::NotFound)?;
    let mut meters: Vec<MeterCard> = sheet.rows.into_iter().map(meter_card).collect();
    meters.sort_by_key(|card| card.meter.removed_on.is_some());
    let debt = match ctx.actor.staff_of_houses(Permission::PrintReceipts) {
        Ok(_) => Some(Standing::read(ctx, &tx, &scope, id).await?.balance(today)),
        Err(_) => None,
    };
    let mut history = registry::history_of_account(&tx, id, &HISTORY, before, most()).await?;
    let more = history.len() > LINES;
    history.truncate(LINES);
    let older = history.last().filter(|_| more).map(|last| JournalKey { at: last.at, id: last.id });
    let imports = registry::imports_of(&tx, id.0, SPREADSHEETS).await?;
    note_looks(ctx, &tx, &[id]).await?;
    tx.commit().await?;
    let account = row.account;
    Ok(AccountPage {
        today,
        id,
        number: account.number,
        unified_number: account.unified_number,
        building: row.building,
        address: row.address,
        label: row.label,
        entrance: row.entrance,
        area_hundredths: account.area_hundredths,
        inhabitants: account.residents,
        opened_on: account.opened_on,
        closed_on: account.closed_on,
        phone: account.phone,
        email: account.email,
        owners,
        residents,
        meters,
        debt,
        history: history.into_iter().map(|row| line(ctx, row)).collect(),
        older,
        imports: loaded_from(ctx, imports),
        may_change: may_change(ctx),
    })
}

/// A meter with its readings and its history. That somebody looked at its account is in the journal. Six statements.
///
/// # Errors
/// `NotFound` without the permission, and for a meter of no house that one serves.
pub async fn meter(ctx: &Ctx, id: MeterId) -> Result<MeterPage> {
    let scope = seeing(ctx)?;
    let today = ctx.today();
    let tx = ctx.db.begin().await?;
    let row = registry::meter(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let since = Period::of(today).minus(MONTHS);
    let readings = readings::histories(&tx, &[id], since).await?.remove(&id).unwrap_or_default();
    let history = registry::history_of_meter(&tx, id, most()).await?.into_iter();
    let imports = registry::imports_of(&tx, id.0, SPREADSHEETS).await?;
    note_looks(ctx, &tx, &[row.account]).await?;
    tx.commit().await?;
    Ok(MeterPage {
        today,
        meter: row.meter,
        account: row.account,
        number: row.number,
        address: row.address,
        label: row.label,
        readings: standing(readings).into_iter().rev().take(READINGS).collect(),
        history: history.map(|row| line(ctx, row)).collect(),
        imports: loaded_from(ctx, imports),
        fresh: MeterId(Uuid::now_v7()),
        may_change: may_change(ctx),
    })
}

/// Of each month the reading that stands: corrections follow what they correct.
fn standing(readings: Vec<Reading>) -> Vec<Reading> {
    let mut standing: Vec<Reading> = Vec::with_capacity(readings.len());
    for reading in readings {
        match standing.last_mut() {
            Some(last) if last.period == reading.period => *last = reading,
            _ => standing.push(reading),
        }
    }
    standing
}

fn meter_card(row: SheetRow) -> MeterCard {
    let meter: Meter = row.meter;
    MeterCard { meter, last: row.readings.into_iter().next_back() }
}

fn resident(ctx: &Ctx, row: ResidentRow) -> Result<Resident> {
    Ok(Resident {
        id: row.id,
        kind: known_kind(&row.kind)?,
        from: ctx.local(row.since).date(),
        to: row.ended_at.map(|at| ctx.local(at).date()),
        suspended: row.suspended_at.is_some() && row.ended_at.is_none(),
        email: row.email,
    })
}

fn line(ctx: &Ctx, row: HistoryRow) -> HistoryLine {
    HistoryLine {
        at: ctx.local(row.at),
        who: row.who,
        role: row.role.as_deref().and_then(Role::from_code),
        change: row.details.as_deref().and_then(|details| serde_json::from_str(details).ok()),
        kind: row.kind,
        about: row.about,
    }
}

fn loaded_from(ctx: &Ctx, rows: Vec<ImportRow>) -> Vec<LoadedFrom> {
    let loaded = rows.into_iter().map(|row| LoadedFrom {
        id: row.id,
        file_name: row.file_name,
        at: ctx.local(row.changed_at),
        who: row.who,
        undone: row.state == State::Undone.code(),
    });
    loaded.collect()
}
