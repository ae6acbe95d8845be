use domain::ids::UserId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    pub email: String,
    pub password_hash: String,
    pub role: Option<String>,
    pub created_at: DateTimeUtc,
    /// Since when the role grants nothing.
    pub suspended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
