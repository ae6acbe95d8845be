use domain::{
    ids::{AccountId, ChargeId, PaymentId, RecipientId, RefundId},
    money::Money,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: AccountId,
    pub recipient_id: RecipientId,
    pub kind: String,
    pub amount: Money,
    pub on_day: Date,
    pub charge_id: Option<ChargeId>,
    pub payment_id: Option<PaymentId>,
    pub refund_id: Option<RefundId>,
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
