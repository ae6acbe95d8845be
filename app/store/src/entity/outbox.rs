use domain::ids::JobId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    pub created_at: DateTimeUtc,
    pub run_at: DateTimeUtc,
    pub attempts: i64,
    pub locked_until: Option<DateTimeUtc>,
    pub done_at: Option<DateTimeUtc>,
    pub dead_at: Option<DateTimeUtc>,
    pub last_error: Option<String>,
    /// A job that comes again and again: after so many seconds.
    pub every_seconds: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
