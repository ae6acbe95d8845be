//! How SQLite would answer a query.
use crate::Db;
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Step {
    detail: String,
}

/// The steps of a plan: `SCAN` reads a whole table.
pub(crate) async fn of(db: &Db, sql: &str) -> Vec<String> {
    // Nothing is bound: a plan does not depend on the values.
    let steps: Vec<Step> = db.read().rows(&format!("EXPLAIN QUERY PLAN {sql}"), []).await.unwrap();
    steps.into_iter().map(|step| step.detail).collect()
}
