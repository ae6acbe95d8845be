use domain::ids::ExecutorId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "executor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExecutorId,
    pub name: String,
    pub retired_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
