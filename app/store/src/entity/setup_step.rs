use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "setup_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: String,
    pub done_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
