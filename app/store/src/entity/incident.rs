use domain::ids::{IncidentId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IncidentId,
    pub kind: String,
    pub category: String,
    pub text: String,
    pub starts_at: DateTimeUtc,
    pub ends_at: Option<DateTimeUtc>,
    pub announced_at: DateTimeUtc,
    pub person_id: Option<UserId>,
    pub ended_at: Option<DateTimeUtc>,
    /// How often there was something to tell of it.
    pub news: i64,
}

impl ActiveModelBehavior for ActiveModel {}
