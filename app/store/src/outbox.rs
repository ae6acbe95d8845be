//! Work that a transaction has promised. A job is taken for a while, and is free again if its worker does not come back.
use crate::{Result, Tx, entity};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ids::JobId, jobs::FailureCounts};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

/// A job that was taken to be done now.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Taken {
    pub id: JobId,
    pub payload: String,
    /// The number of this attempt, from 1; it tells this taking from a later one.
    pub attempts: i64,
    /// It comes again after so many seconds, whatever becomes of it.
    pub every_seconds: Option<i64>,
}

/// For the metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    pub waiting: i64,
    /// Given up: kept for somebody to look at.
    pub dead: i64,
}

/// Promises a job.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, kind: &str, payload: String, now: DateTime<Utc>) -> Result<()> {
    crate::insert(tx, promised(kind, payload, now, now)).await
}

/// Promises jobs, each by its kind and what it carries, that are due at `run_at`.
///
/// # Errors
/// When the database cannot.
pub async fn add_all(
    tx: &Tx,
    jobs: impl IntoIterator<Item = (&'static str, String)>,
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = jobs.into_iter().map(|(kind, payload)| promised(kind, payload, run_at, now));
    crate::insert_all(tx, rows.collect()).await
}

fn promised(kind: &str, payload: String, run_at: DateTime<Utc>, now: DateTime<Utc>) -> entity::outbox::Model {
    entity::outbox::Model {
        id: JobId(Uuid::now_v7()),
        kind: kind.to_owned(),
        payload,
        created_at: now,
        run_at,
        attempts: 0,
        locked_until: None,
        done_at: None,
        dead_at: None,
        last_error: None,
        every_seconds: None,
    }
}

/// Promises a job that comes again and again, once for all instances: the id is the same everywhere.
///
/// # Errors
/// When the database cannot.
pub async fn add_recurring(
    tx: &Tx,
    id: JobId,
    kind: &str,
    payload: &str,
    every: TimeDelta,
    now: DateTime<Utc>,
) -> Result<()> {
    const SQL: &str = "\
INSERT INTO outbox (id, kind, payload, created_at, run_at, attempts, every_seconds) VALUES ($1, $2, $3, $4, $4, 0, $5)
ON CONFLICT (id) DO UPDATE SET payload = $3, every_seconds = $5";
    let values: [Value; 5] = [id.into(), kind.into(), payload.into(), now.into(), every.num_seconds().into()];
    tx.change(SQL, values).await?;
    Ok(())
}

/// Jobs of one kind, or all others.
#[derive(Debug, Clone, Copy)]
pub enum Lane {
    Only(&'static str),
    Without(&'static str),
}

/// What is due, `$1` being the moment.
fn due(lane: Lane) -> String {
    let (is, kind) = match lane {
        Lane::Only(kind) => ("=", kind),
        Lane::Without(kind) => ("<>", kind),
    };
    format!(
        "SELECT id FROM outbox
WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= $1 AND (locked_until IS NULL OR locked_until <= $1) AND kind {is} '{kind}'"
    )
}

/// Whether anything is due: cheaper than to take nothing.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_due(tx: &Tx, lane: Lane, now: DateTime<Utc>) -> Result<bool> {
    #[derive(FromQueryResult)]
    #[expect(dead_code, reason = "only its presence counts")]
    struct Any {
        id: JobId,
    }
    Ok(tx.row::<Any>(&format!("{} LIMIT 1", due(lane)), [now.into()]).await?.is_some())
}

/// Takes jobs that are due, oldest first, for the time of `lease`. Two workers never take the same one.
///
/// # Errors
/// When the database cannot answer.
pub async fn take(
    tx: &Tx,
    lane: Lane,
    now: DateTime<Utc>,
    lease: TimeDelta,
    most: i64,
) -> Result<Vec<Taken>> {
    let due = due(lane);
    let skip = if tx.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "UPDATE outbox SET locked_until = $2, attempts = attempts + 1
WHERE id IN ({due} ORDER BY run_at LIMIT $3 {skip})
RETURNING id, payload, attempts, every_seconds"
    );
    tx.rows(&sql, [now.into(), (now + lease).into(), most.into()]).await
}

/// The job is done; what it carried is forgotten. `false` when it is somebody else's by now.
///
/// # Errors
/// When the database cannot.
pub async fn finish(tx: &Tx, job: &Taken, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "\
UPDATE outbox SET done_at = $3, payload = '', locked_until = NULL, last_error = NULL
WHERE id = $1 AND attempts = $2 AND done_at IS NULL AND dead_at IS NULL";
    Ok(tx.change(SQL, [job.id.into(), job.attempts.into(), now.into()]).await? == 1)
}

/// The job is to be tried again at `run_at`.
///
/// # Errors
/// When the database cannot.
pub async fn postpone(tx: &Tx, job: &Taken, run_at: DateTime<Utc>, error: &str) -> Result<()> {
    const SQL: &str = "\
UPDATE outbox SET run_at = $3, locked_until = NULL, last_error = $4
WHERE id = $1 AND attempts = $2 AND done_at IS NULL";
    tx.change(SQL, [job.id.into(), job.attempts.into(), run_at.into(), error.into()]).await?;
    Ok(())
}

/// The job comes again at `run_at`: a recurring one that is done for now, or one that it is not the time for.
///
/// # Errors
/// When the database cannot.
pub async fn again(tx: &Tx, job: &Taken, run_at: DateTime<Utc>, error: Option<&str>) -> Result<()> {
    const SQL: &str =
        "UPDATE outbox SET run_at = $3, locked_until = NULL, last_error = $4 WHERE id = $1 AND attempts = $2";
    tx.change(SQL, [job.id.into(), job.attempts.into(), run_at.into(), error.into()]).await?;
    Ok(())
}

/// Nobody tries any more; the job is kept as it is.
///
/// # Errors
/// When the database cannot.
pub async fn bury(tx: &Tx, job: &Taken, now: DateTime<Utc>, error: &str) -> Result<()> {
    const SQL: &str = "\
UPDATE outbox SET dead_at = $3, locked_until = NULL, last_error = $4
WHERE id = $1 AND attempts = $2 AND done_at IS NULL";
    tx.change(SQL, [job.id.into(), job.attempts.into(), now.into(), error.into()]).await?;
    Ok(())
}

/// How many jobs wait, and how many were given up. Those that always come again are not counted.
///
/// # Errors
/// When the database cannot answer.
pub async fn counts(tx: &Tx) -> Result<Counts> {
    const SQL: &str = "\
SELECT COUNT(*) FILTER (WHERE dead_at IS NULL) AS waiting, COUNT(dead_at) AS dead
FROM outbox WHERE done_at IS NULL AND every_seconds IS NULL";
    Ok(tx.row(SQL, []).await?.unwrap_or(Counts { waiting: 0, dead: 0 }))
}

/// A job that could not be done.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Failed {
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    pub created_at: DateTime<Utc>,
    pub run_at: DateTime<Utc>,
    pub attempts: i64,
    pub dead_at: Option<DateTime<Utc>>,
    pub last_error: String,
}

/// Given up, or tried three times and more without getting on.
const FAILED: &str = "done_at IS NULL AND last_error IS NOT NULL AND (dead_at IS NOT NULL OR attempts >= 3)";

/// How many jobs failed.
///
/// # Errors
/// When the database cannot answer.
pub async fn failure_counts(tx: &Tx) -> Result<FailureCounts> {
    #[derive(FromQueryResult)]
    struct Row {
        dead: i64,
        failing: i64,
    }
    let sql = format!(
        "SELECT COUNT(dead_at) AS dead, COUNT(*) FILTER (WHERE dead_at IS NULL) AS failing FROM outbox WHERE {FAILED}"
    );
    let row: Option<Row> = tx.row(&sql, []).await?;
    Ok(row.map_or_else(FailureCounts::default, |row| FailureCounts { dead: row.dead, failing: row.failing }))
}

/// Jobs that failed: those that were given up first, then the latest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn failed(tx: &Tx, most: i64) -> Result<Vec<Failed>> {
    let sql = format!(
        "SELECT id, kind, payload, created_at, run_at, attempts, dead_at, last_error FROM outbox WHERE {FAILED} \
         ORDER BY CASE WHEN dead_at IS NULL THEN 1 ELSE 0 END, created_at DESC, id DESC LIMIT $1"
    );
    tx.rows(&sql, [most.into()]).await
}

/// The kind of a job.
///
/// # Errors
/// When the database cannot answer.
pub async fn kind_of(tx: &Tx, id: JobId) -> Result<Option<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        kind: String,
    }
    let row: Option<Row> = tx.row("SELECT kind FROM outbox WHERE id = $1", [id.into()]).await?;
    Ok(row.map(|row| row.kind))
}

/// Has jobs that failed tried once more, now: one, or all. Those that somebody is at are left alone. How many they are.
///
/// # Errors
/// When the database cannot.
pub async fn retry(tx: &Tx, id: Option<JobId>, now: DateTime<Utc>) -> Result<u64> {
    let mut values: Vec<Value> = vec![now.into()];
    let one = id.map_or_else(String::new, |id| {
        values.push(id.into());
        "AND id = $2".to_owned()
    });
    let sql = format!(
        "UPDATE outbox SET dead_at = NULL, run_at = $1 \
         WHERE {FAILED} AND (locked_until IS NULL OR locked_until <= $1) {one}"
    );
    tx.change(&sql, values).await
}
