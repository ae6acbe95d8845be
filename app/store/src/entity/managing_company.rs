use domain::ids::CompanyId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "managing_company")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CompanyId,
    pub name: String,
    pub window_first_day: i16,
    pub window_last_day: i16,
    /// Where it was chosen on the portal; the configuration says otherwise.
    pub time_zone: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
