use domain::ids::{AccountId, BuildingId, ExecutorId, TicketId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketId,
    pub number: i64,
    pub building_id: BuildingId,
    pub account_id: Option<AccountId>,
    pub person_id: Option<UserId>,
    pub whose: String,
    pub category: String,
    pub kind: String,
    pub text: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub registered_at: DateTimeUtc,
    pub state: String,
    pub state_at: DateTimeUtc,
    pub taken_back: bool,
    pub executor_id: Option<ExecutorId>,
    pub answered_at: Option<DateTimeUtc>,
    pub localised_at: Option<DateTimeUtc>,
    pub done_at: Option<DateTimeUtc>,
    pub paused_since: Option<DateTimeUtc>,
    pub paused_minutes: i64,
    pub deferred_until: Option<Date>,
    pub result: Option<String>,
    pub rating: Option<i16>,
    pub version: i64,
    pub next_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
