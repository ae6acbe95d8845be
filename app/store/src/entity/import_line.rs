use domain::ids::ImportId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: ImportId,
    /// The row, as the spreadsheet numbers it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i64,
    pub verdict: String,
    pub subject: String,
    /// Changes and reasons, as JSON.
    pub details: String,
}

impl ActiveModelBehavior for ActiveModel {}
