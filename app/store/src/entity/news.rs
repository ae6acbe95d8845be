use domain::ids::{NewsId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "news")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NewsId,
    pub version: i64,
    pub kind: String,
    pub title: String,
    pub source: String,
    pub excerpt: String,
    pub must_read: bool,
    pub pops_up: bool,
    pub starts_at: Option<DateTimeUtc>,
    pub last_day: Option<Date>,
    pub published_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub announced_at: Option<DateTimeUtc>,
    pub corrected_at: Option<DateTimeUtc>,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub saved_at: DateTimeUtc,
    pub saved_by: Option<UserId>,
}

impl ActiveModelBehavior for ActiveModel {}
