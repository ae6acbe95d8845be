use domain::ids::{AccountId, OwnerId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize, serde::Deserialize)]
#[sea_orm(table_name = "account_owner")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OwnerId,
    pub account_id: AccountId,
    pub name: String,
    pub surname_key: String,
    pub share: Option<String>,
    /// The first day; none where it is not known.
    #[serde(default)]
    pub from_day: Option<Date>,
    /// The last day; none for an owner of today.
    #[serde(default)]
    pub to_day: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
