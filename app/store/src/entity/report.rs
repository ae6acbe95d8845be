use domain::ids::{ReportId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportId,
    pub at: DateTimeUtc,
    pub person_id: Option<UserId>,
    pub text: String,
    pub page: String,
    pub build: String,
    pub request: String,
}

impl ActiveModelBehavior for ActiveModel {}
