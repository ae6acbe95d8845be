use domain::ids::ImportId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: ImportId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    /// Table of the record.
    pub entity: String,
    pub row_id: Uuid,
    /// The record before, as JSON; none where it was added.
    pub was: Option<String>,
    /// The record after, as JSON; none where it was removed.
    pub now: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
