use super::{told, touching_sql};
use crate::{plan, testing::Scratch};

#[tokio::test]
async fn what_touches_an_account_is_found_by_indexes_alone() {
    let scratch = Scratch::sqlite().await;
    let plan = plan::of(&scratch.db, &touching_sql()).await;
    assert!(plan.iter().all(|step| !step.starts_with("SCAN") && !step.contains("TEMP B-TREE")), "{plan:#?}");
}

#[tokio::test]
async fn who_hears_of_an_incident_is_found_from_its_places() {
    let scratch = Scratch::sqlite().await;
    for sql in [told::touched_sql(), told::knowing_sql(false), told::knowing_sql(true)] {
        let plan = plan::of(&scratch.db, &sql).await;
        assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{plan:#?}");
    }
}
