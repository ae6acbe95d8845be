use domain::{
    ids::{AccountId, OrderId, PaymentId, RecipientId},
    money::Money,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    pub account_id: AccountId,
    pub recipient_id: RecipientId,
    pub paid_on: Date,
    pub amount: Money,
    pub bank: String,
    pub operation: Option<String>,
    pub payer: Option<String>,
    pub purpose: Option<String>,
    pub order_id: Option<OrderId>,
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
