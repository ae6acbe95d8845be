//! The dated numbers of the law. Every page that shows a balance needs them and they change a few times a year, so each process keeps
//! them for a minute: a corrected number is everywhere a minute later, and no page asks for them.
use crate::{Db, Result, StoreError, Tx, entity::dated_parameter};
use chrono::NaiveDate;
use domain::{
    balance::Norms,
    calendar::{Span, WorkingDays},
    law::{Dated, Law},
    money::Volume,
    penalties::{Figures, Timeline},
    readings::Resource,
    tickets::{Limit, Limits},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use std::{num::NonZeroU16, sync::Arc, time::Duration};
use tokio::{sync::Mutex, time::Instant};

/// How long they are kept.
const KEEP: Duration = Duration::from_mins(1);

/// What was loaded last, and when.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Option<(Instant, Arc<Law>)>>);

#[derive(FromQueryResult)]
struct Row {
    code: String,
    since: NaiveDate,
    until: NaiveDate,
    value: i64,
}

const ALL: &str = "\
SELECT code, since, since AS until, value FROM dated_parameter
WHERE code = 'bill.due_day' OR code LIKE 'penalty.%' OR code LIKE 'ticket.%' OR code LIKE 'appeal.%'
      OR code LIKE 'norm.%' OR code LIKE 'expired_factor.%'
UNION ALL SELECT 'moratorium', since, until, 0 FROM moratorium
UNION ALL SELECT 'special_day', day, day, CASE WHEN working THEN 1 ELSE 0 END FROM special_day";

/// The law as it stood within the last minute: one statement, or none. Those that ask at once wait for the same statement.
///
/// # Errors
/// When the database cannot answer, or a number in it makes no sense.
pub async fn law(db: &Db) -> Result<Arc<Law>> {
    let mut kept = db.law.0.lock().await;
    if let Some((loaded, law)) = &*kept
        && loaded.elapsed() < KEEP
    {
        return Ok(Arc::clone(law));
    }
    let law = Arc::new(read(db.read().rows(ALL, []).await?)?);
    *kept = Some((Instant::now(), Arc::clone(&law)));
    Ok(law)
}

/// Makes a correction count at once in this process; others follow within a minute.
pub async fn forget(db: &Db) {
    *db.law.0.lock().await = None;
}

const COMPUTED: &str = "penalty.computed";
/// Before any debt of the portal.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap();

/// The portal counts penalties from this day on; what grew before it, the company brings with its files.
///
/// # Errors
/// When the database cannot.
pub async fn compute_penalties_from(tx: &Tx, day: NaiveDate) -> Result<()> {
    let of_code = dated_parameter::Column::Code.eq(COMPUTED);
    dated_parameter::Entity::delete_many().filter(of_code).exec(&tx.on()).await?;
    let row = |since, value| dated_parameter::Model { code: COMPUTED.to_owned(), since, value };
    let brought = Some(row(EARLIEST, 0)).filter(|_| EARLIEST < day);
    crate::insert_all(tx, brought.into_iter().chain([row(day.max(EARLIEST), 1)]).collect()).await
}

fn read(rows: Vec<Row>) -> Result<Law> {
    let mut special = Vec::new();
    let mut moratoria = Vec::new();
    let mut numbers: Vec<Row> = Vec::new();
    for row in rows {
        match row.code.as_str() {
            "special_day" => special.push((row.since, row.value != 0)),
            "moratorium" => moratoria.push(Span { from: row.since, to: row.until }),
            _ => numbers.push(row),
        }
    }
    let count = |code: &str| dated(&numbers, code, |value| u32::try_from(value).ok());
    let divisor = |code| dated(&numbers, code, |value| NonZeroU16::new(u16::try_from(value).ok()?));
    let limits = Limit::ALL.into_iter().map(|limit| Ok((limit, count(limit.code())?)));
    let limits = Limits::new(limits.collect::<Result<Vec<_>>>()?);
    let figures = Figures {
        rate: count("penalty.rate")?,
        free: count("penalty.free_days")?,
        early_until: count("penalty.early_days")?,
        early: divisor("penalty.early_divisor")?,
        late: divisor("penalty.late_divisor")?,
        computed: dated(&numbers, COMPUTED, |value| match value {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        })?,
        moratoria,
    };
    let of_resources =
        |code: &str| Resource::ALL.map(|resource| (resource, format!("{code}{}", resource.code())));
    let norm = |value: i64| Some(Volume(value.saturating_mul(1_000)));
    let norms = of_resources("norm.").into_iter().map(|(of, code)| Ok((of, dated(&numbers, &code, norm)?)));
    let factors = of_resources("expired_factor.").into_iter().map(|(of, code)| Ok((of, count(&code)?)));
    Ok(Law {
        norms: Norms(norms.collect::<Result<_>>()?),
        expired_factors: factors.collect::<Result<_>>()?,
        penalties: Timeline::new(&figures),
        limits,
        working_days: WorkingDays::new(special),
        due_day: dated(&numbers, "bill.due_day", |value| {
            u8::try_from(value).ok().filter(|day| (1..=31).contains(day))
        })?,
    })
}

fn dated<T: Copy>(rows: &[Row], code: &str, value: impl Fn(i64) -> Option<T>) -> Result<Dated<T>> {
    let values = rows.iter().filter(|row| row.code == code).map(|row| match value(row.value) {
        Some(value) => Ok((row.since, value)),
        None => Err(StoreError::Corrupt(format!("{code} since {} cannot be {}", row.since, row.value))),
    });
    Ok(Dated::new(values.collect::<Result<Vec<_>>>()?))
}
