use domain::ids::{NewsId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "news_revision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub news_id: NewsId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub at: DateTimeUtc,
    pub person_id: Option<UserId>,
    pub kind: String,
    pub title: String,
    pub source: String,
}

impl ActiveModelBehavior for ActiveModel {}
