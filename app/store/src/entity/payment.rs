use domain::{
    ids::{AccountId, ImportId, OrderId, PaymentId, RecipientId},
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
    /// The file that credited it.
    pub import_id: Option<ImportId>,
    /// The line that had waited, of this or an earlier file.
    pub suspense_id: Option<Uuid>,
    /// When the file was undone: its money is given back, and the same operation may come once more.
    pub undone_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
