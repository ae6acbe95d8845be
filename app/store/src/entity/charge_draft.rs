use domain::{
    calendar::Period,
    ids::{AccountId, ImportId, RecipientId},
    money::Money,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "charge_draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: ImportId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub recipient_id: RecipientId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: Period,
    /// The month before; none where it had no bill.
    pub was: Option<Money>,
    pub now: Money,
    /// Sums of its lines that are a kopeck off.
    pub slight: i64,
    /// The greater, the more it wants to be looked at.
    pub weight: i64,
}

impl ActiveModelBehavior for ActiveModel {}
