use domain::ids::{NoticeId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: UserId,
    /// The account or the meter.
    #[sea_orm(primary_key, auto_increment = false)]
    pub about: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// The last day of what it is about.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub notice_id: NoticeId,
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
