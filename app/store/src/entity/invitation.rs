use domain::ids::{InvitationId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    pub email: String,
    pub role: String,
    /// Who has taken it.
    pub person_id: Option<UserId>,
    pub sent_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    /// Taken or withdrawn.
    pub closed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
