use domain::ids::{BuildingId, IncidentId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident_place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident_id: IncidentId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub building_id: BuildingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub entrance: String,
}

impl ActiveModelBehavior for ActiveModel {}
