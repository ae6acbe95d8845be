use super::sheet;
use crate::{plan, testing::Scratch};

#[tokio::test]
async fn the_table_of_an_account_is_found_by_indexes_alone() {
    let scratch = Scratch::sqlite().await;
    for sql in sheet::statements() {
        let plan = plan::of(&scratch.db, &sql).await;
        assert!(
            plan.iter().all(|step| !step.starts_with("SCAN") && !step.contains("TEMP B-TREE")),
            "{plan:#?}"
        );
    }
}
