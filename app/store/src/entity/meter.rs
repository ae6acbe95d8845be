use domain::ids::{AccountId, MeterId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "meter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeterId,
    pub account_id: AccountId,
    pub resource: String,
    pub serial: String,
    pub serial_key: String,
    pub zones: i16,
    pub digits: i16,
    pub decimals: i16,
    pub place: Option<String>,
    pub automatic: bool,
    pub installed_on: Option<Date>,
    pub removed_on: Option<Date>,
    pub verified_until: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
