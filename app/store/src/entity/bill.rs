use domain::{
    ids::{BillId, ChargeId},
    money::Money,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bill")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BillId,
    pub charge_id: ChargeId,
    pub corrects_id: Option<BillId>,
    pub issued_on: Date,
    pub due_on: Date,
    pub amount: Money,
    pub penalty: Money,
    pub code: String,
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
