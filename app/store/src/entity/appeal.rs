use domain::ids::{AccountId, AppealId, BuildingId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appeal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AppealId,
    pub number: i64,
    pub building_id: BuildingId,
    pub account_id: AccountId,
    pub person_id: UserId,
    pub kind: String,
    pub asker: String,
    pub text: String,
    pub registered_at: DateTimeUtc,
    pub asked_at: DateTimeUtc,
    pub state: String,
    pub state_at: DateTimeUtc,
    pub assignee_id: Option<UserId>,
    pub extended_until: Option<Date>,
    pub answered_at: Option<DateTimeUtc>,
    pub answers: i64,
    pub version: i64,
    pub due_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
