//! Browsers that notices are pushed to.
use crate::{Result, Tx, entity::push_subscription, notices::quiet_hours, rows::MOST_VALUES, sql::places};
use chrono::{DateTime, Utc};
use domain::{
    ids::{SubscriptionId, UserId},
    notices::{QuietHours, Subject},
};
use sea_orm::{FromQueryResult, Value};

/// Browsers of one person.
const MOST: i64 = 20;

/// Notes a browser. One that is there already is whoever's it is now; of too many the oldest go.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, row: push_subscription::Model) -> Result<()> {
    const ADD: &str = "\
INSERT INTO push_subscription (id, person_id, session_id, endpoint, p256dh, auth, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (endpoint) DO UPDATE SET id = $1, person_id = $2, session_id = $3, p256dh = $5, auth = $6,
    created_at = $7, pushed_at = NULL";
    const FORGET: &str = "\
DELETE FROM push_subscription WHERE person_id = $1 AND id NOT IN (
    SELECT id FROM push_subscription WHERE person_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2)";
    let person = row.person_id;
    let values: [Value; 7] = [
        row.id.into(),
        person.into(),
        row.session_id.into(),
        row.endpoint.into(),
        row.p256dh.into(),
        row.auth.into(),
        row.created_at.into(),
    ];
    tx.change(ADD, values).await?;
    tx.change(FORGET, [person.into(), MOST.into()]).await?;
    Ok(())
}

/// A browser with its name.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Subscribed {
    pub id: SubscriptionId,
    /// «Chrome, Windows»
    pub device: String,
    pub created_at: DateTime<Utc>,
    pub pushed_at: Option<DateTime<Utc>>,
}

/// Those of a person whose sessions have not been ended, the newest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_person(tx: &Tx, person: UserId) -> Result<Vec<Subscribed>> {
    const SQL: &str = "\
SELECT p.id, s.device, p.created_at, p.pushed_at
FROM push_subscription p JOIN session s ON s.id = p.session_id AND s.ended_at IS NULL
WHERE p.person_id = $1 ORDER BY p.created_at DESC, p.id DESC";
    tx.rows(SQL, [person.into()]).await
}

/// Takes a browser of a person off, by its address. `false` when there is none.
///
/// # Errors
/// When the database cannot.
pub async fn remove(tx: &Tx, person: UserId, endpoint: &str) -> Result<bool> {
    const SQL: &str = "DELETE FROM push_subscription WHERE person_id = $1 AND endpoint = $2";
    Ok(tx.change(SQL, [person.into(), endpoint.into()]).await? > 0)
}

/// The same, by its id.
///
/// # Errors
/// When the database cannot.
pub async fn remove_one(tx: &Tx, person: UserId, id: SubscriptionId) -> Result<bool> {
    const SQL: &str = "DELETE FROM push_subscription WHERE person_id = $1 AND id = $2";
    Ok(tx.change(SQL, [person.into(), id.into()]).await? > 0)
}

/// Forgets a browser that its push service knows no more.
///
/// # Errors
/// When the database cannot.
pub async fn forget(tx: &Tx, id: SubscriptionId) -> Result<()> {
    tx.change("DELETE FROM push_subscription WHERE id = $1", [id.into()]).await?;
    Ok(())
}

/// Forgets the browsers whose sessions were ended.
///
/// # Errors
/// When the database cannot.
pub async fn forget_ended(tx: &Tx) -> Result<()> {
    const SQL: &str = "\
DELETE FROM push_subscription WHERE session_id NOT IN (SELECT id FROM session WHERE ended_at IS NULL)";
    tx.change(SQL, []).await?;
    Ok(())
}

/// Where something is pushed, and when not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    pub id: SubscriptionId,
    pub person: UserId,
    pub quiet: Option<QuietHours>,
}

/// The browsers of these people in which they want to hear of a subject.
///
/// # Errors
/// When the database cannot answer.
pub async fn reached(tx: &Tx, subject: Subject, people: &[UserId]) -> Result<Vec<Reached>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: SubscriptionId,
        person_id: UserId,
        from_minute: Option<i16>,
        to_minute: Option<i16>,
    }
    let mut found = Vec::new();
    for some in people.chunks(MOST_VALUES - 1) {
        let sql = format!(
            "SELECT p.id, p.person_id, q.from_minute, q.to_minute FROM push_subscription p \
             JOIN session s ON s.id = p.session_id AND s.ended_at IS NULL \
             LEFT JOIN notice_choice c ON c.person_id = p.person_id AND c.subject = $1 \
             LEFT JOIN quiet_hours q ON q.person_id = p.person_id \
             WHERE p.person_id IN ({}) AND COALESCE(c.push, TRUE)",
            places(some.len(), 2)
        );
        let values =
            [Value::from(subject.code())].into_iter().chain(some.iter().map(|person| (*person).into()));
        found.extend(tx.rows::<Row>(&sql, values).await?.into_iter().map(|row| Reached {
            id: row.id,
            person: row.person_id,
            quiet: quiet_hours(row.from_minute, row.to_minute),
        }));
    }
    Ok(found)
}

/// A browser that is still to be reached.
///
/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: SubscriptionId) -> Result<Option<push_subscription::Model>> {
    const SQL: &str = "\
SELECT p.* FROM push_subscription p JOIN session s ON s.id = p.session_id AND s.ended_at IS NULL WHERE p.id = $1";
    tx.row(SQL, [id.into()]).await
}

/// Its push service has taken something for it.
///
/// # Errors
/// When the database cannot.
pub async fn pushed(tx: &Tx, id: SubscriptionId, now: DateTime<Utc>) -> Result<()> {
    tx.change("UPDATE push_subscription SET pushed_at = $2 WHERE id = $1", [id.into(), now.into()]).await?;
    Ok(())
}
