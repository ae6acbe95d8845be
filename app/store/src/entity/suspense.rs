use domain::{
    ids::{OrderId, PaymentId, RecipientId},
    money::Money,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "suspense")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub received_on: Date,
    pub amount: Money,
    pub bank: String,
    pub operation: Option<String>,
    pub account_text: String,
    pub payer: Option<String>,
    pub recipient_id: Option<RecipientId>,
    pub purpose: Option<String>,
    pub reason: String,
    pub order_id: Option<OrderId>,
    pub recorded_at: DateTimeUtc,
    pub payment_id: Option<PaymentId>,
    pub settled_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
