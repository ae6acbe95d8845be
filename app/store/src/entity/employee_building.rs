use domain::ids::{BuildingId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employee_building")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: UserId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub building_id: BuildingId,
}

impl ActiveModelBehavior for ActiveModel {}
