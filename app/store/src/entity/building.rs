use domain::ids::{BuildingId, CompanyId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "building")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BuildingId,
    pub company_id: CompanyId,
    pub address: String,
    pub window_first_day: Option<i16>,
    pub window_last_day: Option<i16>,
}

impl ActiveModelBehavior for ActiveModel {}
