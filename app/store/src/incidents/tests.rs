use super::touching_sql;
use crate::{plan, testing::Scratch};

#[tokio::test]
async fn what_touches_an_account_is_found_by_indexes_alone() {
    let scratch = Scratch::sqlite().await;
    let plan = plan::of(&scratch.db, &touching_sql()).await;
    assert!(plan.iter().all(|step| !step.starts_with("SCAN") && !step.contains("TEMP B-TREE")), "{plan:#?}");
}
