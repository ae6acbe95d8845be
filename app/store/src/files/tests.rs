use super::{OF_TICKET, seen_sql};
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
    let dispatcher = Actor::Person { user: UserId(Uuid::nil()), role: Some(Role::Dispatcher) };
    let scopes = [dispatcher.own().unwrap(), dispatcher.staff_of_houses(Permission::HandleTickets).unwrap()];
    let seen = scopes.map(|scope| seen_sql(&scope, &mut vec![Value::from(Uuid::nil())]));
    for sql in seen.iter().map(String::as_str).chain([OF_TICKET]) {
        let plan = plan::of(&scratch.db, sql).await;
        assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{plan:#?}");
    }
}
