use super::sheet;
use crate::{Db, testing::Scratch};
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Step {
    detail: String,
}

async fn plan(db: &Db, sql: &str) -> Vec<String> {
    // Nothing is bound: a plan does not depend on the values.
    let steps: Vec<Step> = db.read().rows(&format!("EXPLAIN QUERY PLAN {sql}"), []).await.unwrap();
    steps.into_iter().map(|step| step.detail).collect()
}

#[tokio::test]
async fn the_table_of_an_account_is_found_by_indexes_alone() {
    let scratch = Scratch::sqlite().await;
    for sql in sheet::statements() {
        let plan = plan(&scratch.db, &sql).await;
        let whole_tables: Vec<&String> = plan.iter().filter(|step| step.starts_with("SCAN")).collect();
        assert!(whole_tables.is_empty(), "{plan:#?}");
        assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:#?}");
    }
}
