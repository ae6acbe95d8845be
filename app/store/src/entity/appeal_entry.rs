use domain::ids::{AppealId, EntryId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appeal_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EntryId,
    pub appeal_id: AppealId,
    pub version: i64,
    pub at: DateTimeUtc,
    pub side: String,
    pub person_id: Option<UserId>,
    pub what: String,
}

impl ActiveModelBehavior for ActiveModel {}
