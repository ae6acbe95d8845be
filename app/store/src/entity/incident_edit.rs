use domain::ids::{IncidentId, UserId};
use sea_orm::entity::prelude::*;

/// A correction of an announcement: what it said before.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident_edit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub incident_id: IncidentId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub at: DateTimeUtc,
    pub person_id: Option<UserId>,
    pub text: String,
    pub ends_at: Option<DateTimeUtc>,
    pub starts_at: Option<DateTimeUtc>,
    /// Where it was, in words, as JSON; none where that was not corrected.
    pub places: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
