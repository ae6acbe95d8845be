use domain::{
    ids::{AccountId, OrderId, UserId},
    money::Money,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrderId,
    pub account_id: AccountId,
    pub person_id: UserId,
    pub amount: Money,
    pub fee: Money,
    pub refunded: Money,
    pub chosen: String,
    pub email: String,
    pub phone: Option<String>,
    pub state: String,
    pub acquirer_id: Option<String>,
    pub confirmation_url: Option<String>,
    pub reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub asked_at: Option<DateTimeUtc>,
    pub ask_again_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
