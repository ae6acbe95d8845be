//! «Разбор показаний»: what staff decide about readings that are not counted before.
use super::words::{self, name};
use crate::{
    Ctx, Error, Result,
    letters::{self, Words},
    notices,
};
use chrono::{NaiveDate, NaiveTime};
use domain::{
    Rejection, Rule,
    access::{Permission, Scope},
    calendar::Period,
    changes::{Desk, Topic},
    ids::{AccountId, MeterId, ReadingId},
    notices::{Notice, Reviewed, Subject},
    quantity::Quantity,
    readings::{
        Decision, Doubt, Meter, Reading, ReadingSheet, Review, ReviewPage, WaitingReading, doubt, meter_row,
    },
    texts::at_most,
};
use std::collections::HashMap;
use store::{
    Tx, event,
    readings::{self, NewReading, Source, View, Waiting},
    residency,
};
use uuid::Uuid;

/// Readings of one page.
const MOST: usize = 200;
/// Months that are looked at before a reading.
const MONTHS: u32 = 24;
/// Characters of what the resident is told.
const LONGEST_NOTE: u32 = 500;

/// What waits in the houses that one serves, the gravest first: three statements.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn waiting(ctx: &Ctx) -> Result<ReviewPage> {
    let scope = reviewing(ctx)?;
    let tx = ctx.db.read();
    let mut found = readings::waiting(&tx, &scope, i64::try_from(MOST + 1).unwrap_or(i64::MAX)).await?;
    let more = found.len() > MOST;
    found.truncate(MOST);
    let taken_today =
        readings::taken_since(&tx, &scope, ctx.moment(ctx.today().and_time(NaiveTime::MIN))).await?;
    let mut histories = histories(&tx, &found).await?;
    let mut waiting: Vec<WaitingReading> = found
        .into_iter()
        .map(|found| {
            let readings = histories.remove(&found.meter.id).unwrap_or_default();
            card(ctx, found, &readings)
        })
        .collect::<Result<_>>()?;
    waiting.sort_by_key(|reading| (reading.doubt.concern, reading.recorded_at));
    Ok(ReviewPage { today: ctx.today(), waiting, more, taken_today })
}

/// One that waits, with what it may be instead. That somebody looked is in the journal.
///
/// # Errors
/// `NotFound` without the permission, and for what does not wait, or is of no house that one serves.
pub async fn waiting_one(ctx: &Ctx, id: ReadingId) -> Result<ReadingSheet> {
    let scope = reviewing(ctx)?;
    let tx = ctx.db.begin().await?;
    let found = readings::waiting_one(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let (account, period, zones) = (found.account, found.period, found.meter.zones);
    let others = others(&tx, ctx, &scope, account, period).await?;
    let readings =
        histories(&tx, std::slice::from_ref(&found)).await?.remove(&found.meter.id).unwrap_or_default();
    let mut before: Vec<Reading> =
        readings.iter().filter(|reading| reading.period < period).cloned().collect();
    before.reverse();
    let waiting = card(ctx, found, &readings)?;
    event::record(&tx, ctx.event("reading.looked_at").about(id.0).of_account(account)).await?;
    tx.commit().await?;
    let others = others.into_iter().filter(|meter| meter.zones == zones).collect();
    Ok(ReadingSheet { waiting, others, before })
}

/// Decides about a reading that waits, and tells those who live there.
///
/// # Errors
/// `NotFound` without the permission, and for what is of no house that one serves; a rejection of the form ([`Rule::DecidedAlready`]) when
/// it waits no more, of `values` or `note`.
///
/// # Idempotency
/// A reading is decided about once.
pub async fn decide(ctx: &Ctx, review: Review) -> Result<()> {
    let scope = reviewing(ctx)?;
    let tx = ctx.db.begin().await?;
    let Some(found) = readings::waiting_one(&tx, &scope, review.reading).await? else {
        let known = readings::is_reached(&tx, &scope, review.reading).await?;
        return Err(if known { Rejection::form(Rule::DecidedAlready).into() } else { Error::NotFound });
    };
    readings::hold(&tx, found.account).await?;
    let given = given(&tx, &found).await?;
    let note = note_of(&review)?;
    let (outcome, decided) = match review.decision {
        Decision::Count => {
            let values = typed(&found.meter, &review.values)?;
            let outcome = if values == given {
                Reviewed::Counted
            } else if note.is_empty() {
                return Err(Rejection::of("note", Rule::ReasonMissing).into());
            } else {
                Reviewed::Corrected { values: found.meter.shown(&values) }
            };
            let new = NewReading { corrects: Some(found.id), ..fresh(ctx, &found, found.meter.id, values) };
            (outcome, readings::record(&tx, [new]).await)
        }
        Decision::Refuse if note.is_empty() => return Err(Rejection::of("note", Rule::ReasonMissing).into()),
        Decision::Refuse => (Reviewed::Refused, refuse(ctx, &tx, &found, &note).await),
        Decision::Move => {
            let others = others(&tx, ctx, &scope, found.account, found.period).await?;
            let to = others.into_iter().find(|other| Some(other.id) == review.meter);
            let to = to
                .filter(|to| to.zones == found.meter.zones && to.id != found.meter.id)
                .ok_or(Error::NotFound)?;
            let text: Vec<String> = found.meter.shown(&given);
            let new = fresh(ctx, &found, to.id, typed(&to, &text).map_err(|_| misfit())?);
            readings::record(&tx, [new]).await?;
            let name = name(&to);
            let moved = refuse(ctx, &tx, &found, &format!("Записали на счётчик {name}")).await;
            (Reviewed::Moved { meter: name }, moved)
        }
    };
    match decided {
        Err(error) if error.is_duplicate() => return Err(Rejection::form(Rule::DecidedAlready).into()),
        decided => decided?,
    }
    let event = ctx.event("reading.reviewed").about(found.id.0).of_account(found.account);
    event::record(&tx, event.with(code(&outcome))).await?;
    let notice = Notice::ReadingReviewed {
        meter: name(&found.meter),
        period: found.period,
        given: found.meter.shown(&given),
        outcome,
        note,
    };
    tell(ctx, &tx, found.account, &notice).await?;
    tx.announce(Topic::Account(found.account));
    tx.announce(Topic::Desk(Desk::Readings));
    Ok(tx.commit().await?)
}

fn reviewing(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::ReviewReadings)?)
}

fn misfit() -> Error {
    Rejection::of("meter", Rule::OtherDial).into()
}

const fn code(outcome: &Reviewed) -> &'static str {
    match outcome {
        Reviewed::Counted => "counted",
        Reviewed::Corrected { .. } => "corrected",
        Reviewed::Refused => "refused",
        Reviewed::Moved { .. } => "moved",
    }
}

async fn histories(tx: &Tx, found: &[Waiting]) -> Result<HashMap<MeterId, Vec<Reading>>> {
    let Some(oldest) = found.iter().map(|found| found.period).min() else { return Ok(HashMap::new()) };
    let meters: Vec<MeterId> = found.iter().map(|found| found.meter.id).collect();
    Ok(readings::histories(tx, &meters, oldest.minus(MONTHS)).await?)
}

fn card(ctx: &Ctx, found: Waiting, readings: &[Reading]) -> Result<WaitingReading> {
    let row = meter_row(found.meter, readings, found.period);
    let doubt: Doubt =
        doubt(&row).ok_or_else(|| Error::Broken(format!("the reading {} is gone", found.id)))?;
    Ok(WaitingReading {
        id: found.id,
        row,
        address: found.address,
        label: found.label,
        account: found.account,
        account_number: found.account_number,
        recorded_at: ctx.local(found.recorded_at),
        source: found.source,
        explanation: found.explanation,
        doubt,
    })
}

/// Meters of the account that have no reading of the month.
async fn others(tx: &Tx, ctx: &Ctx, scope: &Scope, account: AccountId, period: Period) -> Result<Vec<Meter>> {
    let view = View { from: period, before: 1, to: Some(period), period, today: ctx.today() };
    let sheet = readings::sheet(tx, scope, account, view).await?.ok_or(Error::NotFound)?;
    let free = sheet
        .rows
        .into_iter()
        .filter(|row| !row.meter.automatic && row.readings.iter().all(|reading| reading.period != period));
    Ok(free.map(|row| row.meter).collect())
}

/// The values that wait.
async fn given(tx: &Tx, found: &Waiting) -> Result<Vec<Quantity>> {
    let readings = readings::histories(tx, &[found.meter.id], found.period).await?;
    let reading = readings.into_values().flatten().find(|reading| reading.id == found.id);
    reading.map(|reading| reading.values).ok_or(Error::NotFound)
}

fn typed(meter: &Meter, values: &[String]) -> Result<Vec<Quantity>> {
    (0..meter.zones().len())
        .map(|zone| {
            let text = values.get(zone).map_or("", String::as_str);
            meter
                .dial
                .parse(text)
                .map_err(|error| Rejection::of(&format!("values[{zone}]"), Rule::Reading(error)).into())
        })
        .collect()
}

fn note_of(review: &Review) -> Result<String> {
    Ok(at_most(&review.note, LONGEST_NOTE).map_err(|rule| Rejection::of("note", rule))?)
}

fn fresh(ctx: &Ctx, found: &Waiting, meter: MeterId, values: Vec<Quantity>) -> NewReading {
    by_staff(ctx, meter, found.period, found.taken_on, values)
}

/// A reading that an employee vouches for.
pub(crate) fn by_staff(
    ctx: &Ctx,
    meter: MeterId,
    period: Period,
    taken_on: NaiveDate,
    values: Vec<Quantity>,
) -> NewReading {
    NewReading {
        id: ReadingId(Uuid::now_v7()),
        meter,
        period,
        taken_on,
        recorded_at: ctx.now,
        values,
        source: Source::Staff,
        needs_review: false,
        explanation: None,
        corrects: None,
        submission: None,
        person: ctx.actor.user().ok(),
    }
}

async fn refuse(ctx: &Ctx, tx: &Tx, found: &Waiting, note: &str) -> store::Result<()> {
    readings::refuse(tx, found.id, ctx.now, ctx.actor.user().ok(), note).await
}

async fn tell(ctx: &Ctx, tx: &Tx, account: AccountId, notice: &Notice) -> Result<()> {
    let residents = residency::residents(tx, account).await?;
    let people = || residents.iter().map(|resident| resident.person_id);
    notices::tell(ctx, tx, people(), notice).await?;
    let readers = notices::readers(ctx, tx, Some(Subject::Readings), people()).await?;
    let Notice::ReadingReviewed { meter, period, given, outcome, note } = notice else { return Ok(()) };
    for resident in &residents {
        let Some(at) = readers.get(&resident.person_id) else { continue };
        let words = Words::ReadingReviewed {
            meter,
            month: words::month_in_full(*period),
            given: given.join(" / "),
            outcome: code(outcome),
            instead: match outcome {
                Reviewed::Corrected { values } => values.join(" / "),
                Reviewed::Moved { meter } => meter.clone(),
                Reviewed::Counted | Reviewed::Refused => String::new(),
            },
            note_text: note,
            link: format!("{}{}", ctx.portal.base_url, notice.path()),
        };
        letters::promise_at(ctx, tx, &resident.email, *at, &words).await?;
    }
    Ok(())
}
