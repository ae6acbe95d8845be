use domain::{
    ids::{OrderId, PaymentId, RefundId, UserId},
    money::Money,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "refund_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RefundId,
    pub order_id: OrderId,
    pub payment_id: PaymentId,
    pub amount: Money,
    pub person_id: Option<UserId>,
    pub why: String,
    pub state: String,
    pub acquirer_id: Option<String>,
    pub created_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
    pub ask_again_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
