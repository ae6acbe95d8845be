use domain::{
    ids::{ImportId, OrderId, PaymentId, RecipientId, UserId},
    money::Money,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "suspense")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub received_on: Date,
    pub amount: Money,
    pub bank: String,
    pub operation: Option<String>,
    pub account_text: String,
    pub payer: Option<String>,
    pub recipient_id: Option<RecipientId>,
    pub purpose: Option<String>,
    pub reason: String,
    pub order_id: Option<OrderId>,
    pub recorded_at: DateTimeUtc,
    pub payment_id: Option<PaymentId>,
    pub settled_at: Option<DateTimeUtc>,
    /// The file that it came in.
    pub import_id: Option<ImportId>,
    /// What became of it if it was not credited: a code of `domain::statements::Outcome`.
    pub outcome: Option<String>,
    pub why: Option<String>,
    /// The day whose payments the acquirer passes on with it.
    pub for_day: Option<Date>,
    /// Who settled it.
    pub person_id: Option<UserId>,
    /// How often it was credited to an account.
    pub attempts: i64,
    /// When the file that it came in was undone.
    pub undone_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
