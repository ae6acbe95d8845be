use super::{lists, staff};
use crate::{plan, testing::Scratch};
use chrono::DateTime;
use domain::{ids::NewsId, news::NewsState};
use uuid::Uuid;

#[tokio::test]
async fn the_news_of_a_home_are_read_in_the_order_of_an_index_however_many_there_are() {
    let scratch = Scratch::sqlite().await;
    for sql in [lists::latest_sql(4), lists::latest_sql(7), lists::unread_sql(4)] {
        let plan = plan::of(&scratch.db, &sql).await;
        assert!(
            plan.iter().any(|step| step.starts_with("SEARCH t USING INDEX news_target_place")),
            "{plan:#?}"
        );
        // What is put together of the keys is little, and is sorted.
        let tables = ["SCAN t", "SCAN n", "SCAN r"];
        assert!(plan.iter().all(|step| !tables.iter().any(|scan| step.starts_with(scan))), "{plan:#?}");
    }
}

#[tokio::test]
async fn the_list_of_staff_is_walked_along_an_index() {
    let scratch = Scratch::sqlite().await;
    let now = DateTime::UNIX_EPOCH;
    let after = staff::StaffKey { at: now, id: NewsId(Uuid::nil()) };
    for state in [None, Some(NewsState::Draft), Some(NewsState::Published)] {
        for after in [None, Some(after)] {
            let (sql, _) = staff::statement(state, after, now, 30);
            let plan = plan::of(&scratch.db, &sql).await;
            assert!(plan.iter().any(|step| step.contains("n USING INDEX news_saved")), "{plan:#?}");
            assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:#?}");
        }
    }
}
