use domain::ids::UserId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: UserId,
    /// Sealed.
    pub secret: String,
    /// Since when it is asked for.
    pub confirmed_at: Option<DateTimeUtc>,
    /// The step of the last code that was taken: none of it or before is taken again.
    pub last_step: i64,
    /// Codes that are shown to be written down; sealed.
    pub draft_codes: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
