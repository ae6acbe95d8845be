use domain::{
    calendar::Period,
    ids::{AccountId, SubmissionId, UserId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submission")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubmissionId,
    pub account_id: AccountId,
    pub person_id: Option<UserId>,
    pub period: Period,
    pub at: DateTimeUtc,
    pub number: Option<String>,
    pub code: Option<String>,
    pub meters_taken: i64,
    pub lines: String,
}

impl ActiveModelBehavior for ActiveModel {}
