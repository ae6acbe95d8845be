use domain::ids::{BuildingId, MeterId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "house_meter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeterId,
    pub building_id: BuildingId,
    pub resource: String,
    pub serial: String,
    pub serial_key: String,
    pub zones: i16,
    pub digits: i16,
    pub decimals: i16,
    pub ratio: i64,
    pub place: Option<String>,
    pub installed_on: Option<Date>,
    pub removed_on: Option<Date>,
    pub verified_until: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
