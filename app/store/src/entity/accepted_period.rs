use domain::{
    calendar::Period,
    ids::{BuildingId, UserId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "accepted_period")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub building_id: BuildingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: Period,
    pub at: DateTimeUtc,
    pub person_id: Option<UserId>,
}

impl ActiveModelBehavior for ActiveModel {}
