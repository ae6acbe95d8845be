use domain::ids::UserId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: UserId,
    pub purpose: String,
    pub version: String,
    pub text_hash: String,
    pub given_at: DateTimeUtc,
    pub address: String,
}

impl ActiveModelBehavior for ActiveModel {}
