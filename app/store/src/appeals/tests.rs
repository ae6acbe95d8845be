use super::{inbox, lists};
use crate::{plan, testing::Scratch};
use domain::{
    access::{Actor, Permission, Role},
    appeals::{AssigneeFilter, InboxFilter},
    ids::{BuildingId, UserId},
    tickets::BoardKey,
};
use uuid::Uuid;

#[tokio::test]
async fn the_list_of_a_resident_is_found_by_an_index_alone() {
    let scratch = Scratch::sqlite().await;
    let plan = plan::of(&scratch.db, &lists::of_account_sql()).await;
    let whole = |step: &String| step.starts_with("SCAN") || step.contains("TEMP B-TREE");
    assert!(!plan.iter().any(whole), "{plan:#?}");
}

#[tokio::test]
async fn the_inbox_is_read_in_the_order_of_an_index_however_long_it_is() {
    let scratch = Scratch::sqlite().await;
    let id = Uuid::nil();
    let manager = Actor::Person { user: UserId(id), role: Some(Role::Manager), bound: true };
    let scope = manager.staff_of_houses(Permission::AnswerAppeals).unwrap();
    let building = Some(BuildingId(id));
    let assignee = Some(AssigneeFilter::Is(UserId(id)));
    let key = "1516876320-1042".parse::<BoardKey>().unwrap();
    for (filter, index) in [
        (InboxFilter::default(), "appeal_waiting"),
        (InboxFilter { building, ..InboxFilter::default() }, "appeal_waiting_building"),
        (InboxFilter { ended: true, ..InboxFilter::default() }, "appeal_ended"),
        (InboxFilter { ended: true, building, ..InboxFilter::default() }, "appeal_ended_building"),
        (InboxFilter { ended: true, assignee, ..InboxFilter::default() }, "appeal_ended_assignee"),
    ] {
        for after in [None, Some(key)] {
            let (sql, _) = inbox::statement(&scope, &filter, after, 50, chrono::NaiveDate::MIN);
            let plan = plan::of(&scratch.db, &sql).await;
            let reads = format!("SEARCH t USING INDEX {index} ");
            let walks = format!("SCAN t USING INDEX {index}");
            assert!(plan.iter().any(|step| *step == walks || step.starts_with(&reads)), "{plan:#?}");
            assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:#?}");
        }
    }
}
