use super::{board, callers, followers, lists};
use crate::{plan, testing::Scratch};
use domain::{
    access::{Actor, Permission, Role},
    ids::{BuildingId, ExecutorId, UserId},
    tickets::{BoardFilter, BoardKey, ExecutorFilter},
};
use uuid::Uuid;

/// The plan reads no table from end to end and sorts nothing.
#[track_caller]
fn check(plan: &[String]) {
    assert!(plan.iter().all(|step| !step.starts_with("SCAN") && !step.contains("TEMP B-TREE")), "{plan:#?}");
}

#[tokio::test]
async fn the_lists_of_residents_are_found_by_indexes_alone() {
    let scratch = Scratch::sqlite().await;
    for sql in [lists::of_account_sql(), lists::of_house_sql()] {
        check(&plan::of(&scratch.db, &sql).await);
    }
}

#[tokio::test]
async fn offers_and_callers_are_found_by_indexes() {
    let scratch = Scratch::sqlite().await;
    // What is found is little, and is sorted.
    for sql in [followers::offers_sql(), callers::callers_sql(false, "TRUE", chrono::NaiveDate::MIN)] {
        let plan = plan::of(&scratch.db, &sql).await;
        // The few that one way has found.
        let of_way = |step: &str| step.starts_with("SCAN by_");
        assert!(plan.iter().all(|step| !step.starts_with("SCAN") || of_way(step)), "{plan:#?}");
    }
}

#[tokio::test]
async fn the_board_is_read_in_the_order_of_an_index_however_long_it_is() {
    let scratch = Scratch::sqlite().await;
    let id = Uuid::nil();
    let dispatcher = Actor::Person { user: UserId(id), role: Some(Role::Dispatcher), bound: true };
    let scope = dispatcher.staff_of_houses(Permission::HandleTickets).unwrap();
    let building = Some(BuildingId(id));
    let executor = Some(ExecutorFilter::Is(ExecutorId(id)));
    let key = "1516876320-7218204".parse::<BoardKey>().unwrap();
    for (filter, index) in [
        (BoardFilter::default(), "ticket_waiting"),
        (BoardFilter { building, ..BoardFilter::default() }, "ticket_waiting_building"),
        (BoardFilter { ended: true, ..BoardFilter::default() }, "ticket_ended"),
        (BoardFilter { ended: true, building, ..BoardFilter::default() }, "ticket_ended_building"),
        (BoardFilter { ended: true, executor, ..BoardFilter::default() }, "ticket_ended_executor"),
    ] {
        for after in [None, Some(key)] {
            let (sql, _) = board::statement(&scope, &filter, after, 50);
            let plan = plan::of(&scratch.db, &sql).await;
            let reads = format!("SEARCH t USING INDEX {index} ");
            let walks = format!("SCAN t USING INDEX {index}");
            assert!(plan.iter().any(|step| *step == walks || step.starts_with(&reads)), "{plan:#?}");
            assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:#?}");
        }
    }
}
