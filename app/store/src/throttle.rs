//! How often something was tried within a window of time.
use crate::{Result, StoreError, Tx};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::FromQueryResult;

/// Attempts in the current window of a key, this one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Attempts {
    pub attempts: i64,
    pub window_start: DateTime<Utc>,
}

/// Counts an attempt; a window that is over begins anew. Attempts that come together are all counted.
///
/// # Errors
/// When the database cannot answer.
pub async fn attempt(tx: &Tx, key: &str, window: TimeDelta, now: DateTime<Utc>) -> Result<Attempts> {
    const COUNT: &str = "\
INSERT INTO throttle (key, window_start, attempts) VALUES ($1, $2, 1)
ON CONFLICT (key) DO UPDATE SET
    attempts = CASE WHEN throttle.window_start <= $3 THEN 1 ELSE throttle.attempts + 1 END,
    window_start = CASE WHEN throttle.window_start <= $3 THEN $2 ELSE throttle.window_start END
RETURNING attempts, window_start";
    let counted: Attempts = tx
        .row(COUNT, [key.into(), now.into(), (now - window).into()])
        .await?
        .ok_or_else(|| StoreError::Corrupt("an attempt was not counted".into()))?;
    if counted.attempts == 1 {
        // Whoever opens a window takes away those that ended long ago: the table does not grow.
        let skip = if tx.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
        let sweep = format!(
            "DELETE FROM throttle WHERE key IN
(SELECT key FROM throttle WHERE window_start < $1 ORDER BY window_start LIMIT 100 {skip})"
        );
        tx.change(&sweep, [(now - TimeDelta::days(1)).into()]).await?;
    }
    Ok(counted)
}

/// Forgets the attempts of a key.
///
/// # Errors
/// When the database cannot answer.
pub async fn forget(tx: &Tx, key: &str) -> Result<()> {
    tx.change("DELETE FROM throttle WHERE key = $1", [key.into()]).await?;
    Ok(())
}
