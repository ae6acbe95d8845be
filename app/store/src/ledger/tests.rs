use super::{bills, books};
use crate::{plan, testing::Scratch};

#[tokio::test]
async fn the_books_of_an_account_are_found_by_indexes_alone() {
    let scratch = Scratch::sqlite().await;
    for sql in books::statements().into_iter().chain([bills::standing_of("$3")]) {
        let plan = plan::of(&scratch.db, &sql).await;
        assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{plan:#?}");
    }
}
