use domain::ids::{BuildingId, InvitationId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation_building")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub invitation_id: InvitationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub building_id: BuildingId,
}

impl ActiveModelBehavior for ActiveModel {}
