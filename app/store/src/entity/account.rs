use domain::ids::{AccountId, UnitId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub unit_id: UnitId,
    pub number: String,
    pub number_key: String,
    pub unified_number: Option<String>,
    pub area_hundredths: Option<i64>,
    pub residents: Option<i16>,
    pub opened_on: Option<Date>,
    pub closed_on: Option<Date>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
