use super::{addresses, card, claims, lists};
use crate::{plan, testing::Scratch};

/// Read by an index from its beginning to where enough is found, and nothing is sorted.
async fn check(sql: &str, index: &str) {
    let scratch = Scratch::sqlite().await;
    let plan = plan::of(&scratch.db, sql).await;
    assert!(plan.iter().any(|step| step.contains(index)), "{index}: {plan:#?}");
    assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:#?}");
    let walks = |step: &String| step.starts_with("SCAN") && !step.contains("USING");
    assert!(!plan.iter().any(walks), "{plan:#?}");
}

#[tokio::test]
async fn houses_are_read_in_the_order_of_their_addresses() {
    check(&lists::houses_sql("TRUE"), "SEARCH b USING INDEX sqlite_autoindex_building_2 (address>?)").await;
}

#[tokio::test]
async fn houses_are_found_by_the_words_of_their_addresses() {
    for others in [&[][..], &[(3, true), (4, false)]] {
        let sql = addresses::with_words_sql(false, others, "TRUE");
        check(&sql, "SEARCH w USING COVERING INDEX building_word_begins (word>? AND word<?)").await;
    }
}

#[tokio::test]
async fn the_history_of_an_account_is_read_by_its_index() {
    for before in [false, true] {
        check(&card::history_sql(before, 3), "SEARCH e USING INDEX event_account (account_id=?").await;
    }
}

#[tokio::test]
async fn claims_and_disputes_that_wait_have_indexes_of_their_own() {
    check(&claims::claims_sql("c.id > $1", "TRUE"), "c USING INDEX residency_claim_waiting").await;
    check(&claims::disputes_sql("TRUE"), "r USING INDEX residency_suspended").await;
}

#[tokio::test]
async fn the_units_of_a_house_are_found_by_the_house() {
    let scratch = Scratch::sqlite().await;
    // Those of one house are few, and are sorted.
    let plan = plan::of(&scratch.db, &lists::units_sql("")).await;
    assert!(plan.iter().any(|step| step.contains("(building_id=?")), "{plan:#?}");
    assert!(plan.iter().any(|step| step.contains("account_unit")), "{plan:#?}");
}

#[tokio::test]
async fn the_spreadsheets_of_a_record_are_found_by_the_record() {
    let scratch = Scratch::sqlite().await;
    // They are few, and are sorted.
    let plan = plan::of(&scratch.db, card::IMPORTS_OF).await;
    assert!(plan.iter().any(|step| step.contains("import_change_row (row_id=?)")), "{plan:#?}");
    assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{plan:#?}");
}
