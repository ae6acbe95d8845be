use domain::ids::{SessionId, SubscriptionId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "push_subscription")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubscriptionId,
    pub person_id: UserId,
    /// It ends with the session that it was made in.
    pub session_id: SessionId,
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
    pub created_at: DateTimeUtc,
    /// When the push service took something for it last.
    pub pushed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
