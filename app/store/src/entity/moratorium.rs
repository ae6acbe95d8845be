use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "moratorium")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub since: Date,
    pub until: Date,
}

impl ActiveModelBehavior for ActiveModel {}
