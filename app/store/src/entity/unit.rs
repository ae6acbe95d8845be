use domain::ids::{BuildingId, UnitId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "unit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitId,
    pub building_id: BuildingId,
    pub label: String,
    pub entrance: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
