use domain::ids::{ReadingId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reading_refusal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub reading_id: ReadingId,
    pub at: DateTimeUtc,
    pub person_id: Option<UserId>,
    pub note: String,
}

impl ActiveModelBehavior for ActiveModel {}
