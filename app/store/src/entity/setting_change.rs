use domain::ids::UserId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "setting_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: DateTimeUtc,
    pub person_id: Option<UserId>,
    /// The company, or one of its recipients.
    pub subject_id: Uuid,
    pub field: String,
    pub before: String,
    pub after: String,
}

impl ActiveModelBehavior for ActiveModel {}
