use domain::ids::{AccountId, TicketId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_follower")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub person_id: UserId,
    pub at: DateTimeUtc,
    /// A dispatcher said so for whoever called: the person is theirs, and no resident.
    pub by_staff: bool,
}

impl ActiveModelBehavior for ActiveModel {}
