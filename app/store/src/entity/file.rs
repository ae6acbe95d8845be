use domain::ids::{FileId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FileId,
    /// Who added it.
    pub person_id: UserId,
    pub owner_kind: String,
    /// The form that it was added in.
    pub form_id: Uuid,
    /// None while it is a draft.
    pub owner_id: Option<Uuid>,
    pub name: String,
    pub kind: String,
    pub bytes: i64,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub added_at: DateTimeUtc,
    /// None until the contents are kept.
    pub stored_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
