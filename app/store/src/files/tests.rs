use super::{Eyes, OF_APPEAL, OF_TICKET, seen_sql};
use crate::{plan, testing::Scratch};
use domain::{
    access::{Actor, Permission, Role},
    ids::UserId,
};
use sea_orm::Value;
use uuid::Uuid;

#[tokio::test]
async fn files_are_found_by_indexes() {
    let scratch = Scratch::sqlite().await;
    let manager = Actor::Person { user: UserId(Uuid::nil()), role: Some(Role::Manager), bound: true };
    let eyes = Eyes {
        own: Some(manager.own().unwrap()),
        tickets: Some(manager.staff_of_houses(Permission::HandleTickets).unwrap()),
        appeals: Some(manager.staff_of_houses(Permission::AnswerAppeals).unwrap()),
    };
    let seen = seen_sql(&eyes, &mut vec![Value::from(Uuid::nil())]);
    for sql in [&seen, OF_TICKET, OF_APPEAL] {
        let plan = plan::of(&scratch.db, sql).await;
        assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{plan:#?}");
    }
}
