use domain::{
    ids::BillId,
    money::{Money, Tariff, Volume},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bill_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub bill_id: BillId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i16,
    pub service: String,
    pub unit: String,
    pub volume: Option<Volume>,
    pub source: Option<String>,
    pub tariff: Option<Tariff>,
    pub charged: Money,
    pub factor: Option<i64>,
    pub factor_sum: Money,
    pub recalculation: Money,
    pub benefit: Money,
}

impl ActiveModelBehavior for ActiveModel {}
