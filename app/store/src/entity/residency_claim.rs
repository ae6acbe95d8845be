use domain::ids::{AccountId, ResidencyClaimId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "residency_claim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResidencyClaimId,
    pub person_id: UserId,
    pub account_number: String,
    pub surname: String,
    pub requested_at: DateTimeUtc,
    pub sent_at: DateTimeUtc,
    pub account_id: Option<AccountId>,
    pub closed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
