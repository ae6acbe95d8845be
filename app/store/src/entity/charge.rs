use domain::{
    calendar::Period,
    ids::{AccountId, ChargeId, RecipientId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "charge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChargeId,
    pub account_id: AccountId,
    pub recipient_id: RecipientId,
    pub period: Period,
    pub kind: String,
}

impl ActiveModelBehavior for ActiveModel {}
