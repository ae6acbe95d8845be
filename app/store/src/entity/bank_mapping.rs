use domain::ids::{RecipientId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_mapping")]
pub struct Model {
    /// The name of the bank, folded.
    #[sea_orm(primary_key, auto_increment = false)]
    pub bank_key: String,
    pub bank: String,
    /// Headers of its registries, as JSON.
    pub header: String,
    /// For each known column its place, as JSON.
    pub places: String,
    /// Whom lines are for that name nobody.
    pub recipient_id: Option<RecipientId>,
    pub person_id: Option<UserId>,
    pub changed_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
