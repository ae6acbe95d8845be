//! What editors see.
use crate::{Result, Tx, entity::news};
use chrono::{DateTime, Utc};
use domain::{ids::NewsId, news::NewsState};
use sea_orm::{FromQueryResult, Value};

/// An item in the list of staff.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Row {
    #[sea_orm(nested)]
    pub news: news::Model,
    pub readers: i64,
}

/// Where a part of the list begins: after what was saved then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffKey {
    pub at: DateTime<Utc>,
    pub id: NewsId,
}

/// All items, or those of a state, what was saved last first.
///
/// # Errors
/// When the database cannot answer.
pub async fn staff_list(
    tx: &Tx,
    state: Option<NewsState>,
    after: Option<StaffKey>,
    now: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Row>> {
    let (sql, values) = statement(state, after, now, most);
    tx.rows(&sql, values).await
}

pub(super) fn statement(
    state: Option<NewsState>,
    after: Option<StaffKey>,
    now: DateTime<Utc>,
    most: i64,
) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![most.into()];
    let mut conditions = vec!["TRUE".to_owned()];
    if let Some(after) = after {
        values.extend([after.at.into(), after.id.into()]);
        conditions.push("(n.saved_at, n.id) < ($2, $3)".to_owned());
    }
    let mut moment = || {
        values.push(now.into());
        format!("${}", values.len())
    };
    match state {
        None => {}
        Some(NewsState::Draft) => {
            conditions.push("n.published_at IS NULL AND n.withdrawn_at IS NULL".to_owned());
        }
        Some(NewsState::Withdrawn) => {
            conditions.push("n.published_at IS NULL AND n.withdrawn_at IS NOT NULL".to_owned());
        }
        Some(NewsState::Scheduled) => {
            let now = moment();
            conditions
                .push(format!("n.published_at > {now} AND (n.expires_at IS NULL OR n.expires_at > {now})"));
        }
        Some(NewsState::Published) => {
            let now = moment();
            conditions
                .push(format!("n.published_at <= {now} AND (n.expires_at IS NULL OR n.expires_at > {now})"));
        }
        Some(NewsState::Expired) => {
            let now = moment();
            conditions.push(format!("n.published_at IS NOT NULL AND n.expires_at <= {now}"));
        }
    }
    let conditions = conditions.join(" AND ");
    let sql = format!(
        "SELECT n.*, (SELECT COUNT(*) FROM news_read r WHERE r.news_id = n.id AND r.read_at >= n.announced_at) AS readers \
         FROM news n WHERE {conditions} ORDER BY n.saved_at DESC, n.id DESC LIMIT $1"
    );
    (sql, values)
}

/// What editors have begun and not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Begun {
    pub drafts: i64,
    pub scheduled: i64,
    /// When the next one is published.
    pub next: Option<DateTime<Utc>>,
}

/// How many drafts there are, and how many items wait for their moment.
///
/// # Errors
/// When the database cannot answer.
pub async fn begun(tx: &Tx, now: DateTime<Utc>) -> Result<Begun> {
    const SQL: &str = "\
SELECT COUNT(*) FILTER (WHERE n.published_at IS NULL AND n.withdrawn_at IS NULL) AS drafts,
       COUNT(*) FILTER (WHERE n.published_at > $1) AS scheduled,
       MIN(CASE WHEN n.published_at > $1 THEN n.published_at END) AS next
FROM news n";
    Ok(tx.row(SQL, [now.into()]).await?.unwrap_or(Begun { drafts: 0, scheduled: 0, next: None }))
}
