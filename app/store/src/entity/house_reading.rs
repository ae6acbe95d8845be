use domain::{
    calendar::Period,
    ids::{MeterId, ReadingId, UserId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "house_reading")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReadingId,
    pub meter_id: MeterId,
    pub period: Period,
    pub taken_on: Date,
    pub recorded_at: DateTimeUtc,
    pub value_1: i64,
    pub value_2: Option<i64>,
    pub value_3: Option<i64>,
    pub value_4: Option<i64>,
    pub explanation: Option<String>,
    pub corrects_id: Option<ReadingId>,
    pub person_id: Option<UserId>,
}

impl ActiveModelBehavior for ActiveModel {}
