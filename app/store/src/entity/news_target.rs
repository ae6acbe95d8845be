use domain::ids::NewsId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "news_target")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub news_id: NewsId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: String,
    pub published_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
