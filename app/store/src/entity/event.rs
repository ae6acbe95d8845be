use domain::ids::{AccountId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: DateTimeUtc,
    pub person_id: Option<UserId>,
    pub kind: String,
    /// Somebody saw something, and changed nothing.
    pub look: bool,
    pub subject_id: Option<Uuid>,
    pub account_id: Option<AccountId>,
    pub details: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
