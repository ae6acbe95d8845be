use domain::ids::{CommentId, TicketId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_comment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommentId,
    pub ticket_id: TicketId,
    pub at: DateTimeUtc,
    pub side: String,
    pub person_id: Option<UserId>,
    pub internal: bool,
    pub text: String,
}

impl ActiveModelBehavior for ActiveModel {}
