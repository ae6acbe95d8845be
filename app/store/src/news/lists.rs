//! What residents see.
use crate::{Result, Tx, entity::news, scope};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Reach, Scope},
    ids::{AccountId, BuildingId, NewsId, UnitId, UserId},
    news::{Home, NewsKey},
};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

/// An item, with what this person has done about it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Line {
    #[sea_orm(nested)]
    pub news: news::Model,
    pub read_at: Option<DateTime<Utc>>,
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// The key under which it was found, or one of them.
    pub place: String,
}

/// A home of whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Living {
    pub account: AccountId,
    pub home: Home,
}

/// The homes of whoever asks.
///
/// # Errors
/// When the database cannot answer.
pub async fn living(tx: &Tx, scope: &Scope) -> Result<Vec<Living>> {
    #[derive(FromQueryResult)]
    struct Row {
        account: AccountId,
        building: BuildingId,
        entrance: Option<String>,
        unit: UnitId,
    }
    if !matches!(scope.reach(), Reach::Own(_)) {
        return Ok(Vec::new());
    }
    let mut values = Vec::new();
    let own = scope::own(scope, "a.id", &mut values);
    let sql = format!(
        "SELECT a.id AS account, u.building_id AS building, u.entrance, u.id AS unit \
         FROM account a JOIN unit u ON u.id = a.unit_id {own} ORDER BY a.id"
    );
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    let living = |row: Row| Living {
        account: row.account,
        home: Home { building: row.building, entrance: row.entrance, unit: row.unit },
    };
    Ok(rows.into_iter().map(living).collect())
}

/// Of the keys each has an index that ends with what is asked for: however many items there are, few are read.
fn found(keys: usize, beyond: &str) -> String {
    let of_key = |at: usize| {
        format!(
            "SELECT * FROM (SELECT t.news_id, t.published_at, t.place FROM news_target t \
             WHERE t.place = ${} AND t.published_at IS NOT NULL AND t.published_at <= $2 \
             AND (t.expires_at IS NULL OR t.expires_at > $2) AND (t.published_at, t.news_id) {beyond} ($4, $5) \
             ORDER BY t.published_at DESC, t.news_id DESC LIMIT $3) k{at}",
            at + FIRST_KEY
        )
    };
    let found = (0..keys).map(of_key).collect::<Vec<_>>().join(" UNION ALL ");
    format!(
        "SELECT n.*, r.read_at, r.acknowledged_at, f.place FROM (\
         SELECT news_id, published_at, MIN(place) AS place FROM ({found}) g GROUP BY news_id, published_at) f \
         JOIN news n ON n.id = f.news_id LEFT JOIN news_read r ON r.news_id = n.id AND r.person_id = $1"
    )
}

/// After the person, the moment, the count and the place of the list.
const FIRST_KEY: usize = 6;

/// What is shown under these keys now, the newest first, from after a place of the list on.
///
/// # Errors
/// When the database cannot answer.
pub async fn latest(
    tx: &Tx,
    person: UserId,
    keys: &[String],
    before: Option<NewsKey>,
    now: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Line>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    // What is shown now was shown before the next second.
    let before = before.unwrap_or(NewsKey { at: now + TimeDelta::seconds(1), id: NewsId(Uuid::nil()) });
    tx.rows(&latest_sql(keys.len()), values(person, now, most, before, keys)).await
}

pub(super) fn latest_sql(keys: usize) -> String {
    let found = found(keys, "<");
    format!("{found} ORDER BY f.published_at DESC, f.news_id DESC LIMIT $3")
}

/// What pops up: shown under these keys since a moment and neither read nor, where it must be, acknowledged since it was announced; the oldest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn unread(
    tx: &Tx,
    person: UserId,
    keys: &[String],
    since: DateTime<Utc>,
    now: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Line>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let since = NewsKey { at: since, id: NewsId(Uuid::nil()) };
    let values = values(person, now, MOST_OF_A_KEY, since, keys);
    let sql = format!("{} LIMIT {most}", unread_sql(keys.len()));
    tx.rows(&sql, values).await
}

/// Items of one key since then that are looked at.
const MOST_OF_A_KEY: i64 = 200;

pub(super) fn unread_sql(keys: usize) -> String {
    let found = found(keys, ">=");
    format!(
        "{found} WHERE (n.pops_up OR n.must_read) AND (r.read_at IS NULL OR r.read_at < n.announced_at \
         OR (n.must_read AND (r.acknowledged_at IS NULL OR r.acknowledged_at < n.announced_at))) \
         ORDER BY f.published_at, f.news_id"
    )
}

/// One item that is, or was, shown under one of these keys.
///
/// # Errors
/// When the database cannot answer.
pub async fn item(
    tx: &Tx,
    person: UserId,
    keys: &[String],
    id: NewsId,
    now: DateTime<Utc>,
) -> Result<Option<Line>> {
    if keys.is_empty() {
        return Ok(None);
    }
    let mut values: Vec<Value> = vec![person.into(), now.into(), id.into()];
    values.extend(keys.iter().map(|key| Value::from(key.as_str())));
    let sql = format!(
        "SELECT n.*, r.read_at, r.acknowledged_at, f.place FROM (\
         SELECT t.news_id, MIN(t.place) AS place FROM news_target t \
         WHERE t.news_id = $3 AND t.published_at <= $2 AND t.place IN ({}) GROUP BY t.news_id) f \
         JOIN news n ON n.id = f.news_id LEFT JOIN news_read r ON r.news_id = n.id AND r.person_id = $1",
        crate::sql::places(keys.len(), 4)
    );
    tx.row(&sql, values).await
}

/// When an item that is for one of these keys was taken back.
///
/// # Errors
/// When the database cannot answer.
pub async fn withdrawn(tx: &Tx, keys: &[String], id: NewsId) -> Result<Option<DateTime<Utc>>> {
    #[derive(FromQueryResult)]
    struct Row {
        withdrawn_at: DateTime<Utc>,
    }
    if keys.is_empty() {
        return Ok(None);
    }
    let mut values: Vec<Value> = vec![id.into()];
    values.extend(keys.iter().map(|key| Value::from(key.as_str())));
    let sql = format!(
        "SELECT n.withdrawn_at FROM news n WHERE n.id = $1 AND n.withdrawn_at IS NOT NULL \
         AND EXISTS (SELECT 1 FROM news_target t WHERE t.news_id = n.id AND t.place IN ({}))",
        crate::sql::places(keys.len(), 2)
    );
    Ok(tx.row::<Row>(&sql, values).await?.map(|row| row.withdrawn_at))
}

/// Whether a person has acknowledged an item since that moment.
///
/// # Errors
/// When the database cannot answer.
pub async fn acknowledged(tx: &Tx, person: UserId, id: NewsId, since: DateTime<Utc>) -> Result<bool> {
    #[derive(FromQueryResult)]
    #[expect(dead_code, reason = "only its presence counts")]
    struct Row {
        news_id: NewsId,
    }
    const SQL: &str =
        "SELECT news_id FROM news_read WHERE person_id = $1 AND news_id = $2 AND acknowledged_at >= $3";
    Ok(tx.row::<Row>(SQL, [person.into(), id.into(), since.into()]).await?.is_some())
}

/// Notes that a person has read an item, and that they acknowledged it. What was noted since it was announced keeps its moment.
///
/// # Errors
/// When the database cannot.
pub async fn mark(
    tx: &Tx,
    person: UserId,
    id: NewsId,
    now: DateTime<Utc>,
    announced: DateTime<Utc>,
    acknowledged: bool,
) -> Result<()> {
    const SQL: &str = "\
INSERT INTO news_read (person_id, news_id, read_at, acknowledged_at) VALUES ($1, $2, $3, $5)
ON CONFLICT (person_id, news_id) DO UPDATE SET
    read_at = CASE WHEN news_read.read_at < $4 THEN excluded.read_at ELSE news_read.read_at END,
    acknowledged_at = CASE
        WHEN excluded.acknowledged_at IS NULL OR news_read.acknowledged_at >= $4 THEN news_read.acknowledged_at
        ELSE excluded.acknowledged_at END";
    let acknowledged = acknowledged.then_some(now);
    let values = [person.into(), id.into(), now.into(), announced.into(), acknowledged.into()];
    tx.change(SQL, values).await?;
    Ok(())
}

fn values(person: UserId, now: DateTime<Utc>, most: i64, from: NewsKey, keys: &[String]) -> Vec<Value> {
    let mut values: Vec<Value> = vec![person.into(), now.into(), most.into(), from.at.into(), from.id.into()];
    values.extend(keys.iter().map(|key| Value::from(key.as_str())));
    values
}
