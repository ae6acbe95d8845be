use domain::ids::AccountId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_number: String,
    pub surname: String,
    pub email: String,
    pub consent_version: String,
    pub consent_hash: String,
    pub address: String,
    pub requested_at: DateTimeUtc,
    pub account_id: Option<AccountId>,
    pub finished_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
