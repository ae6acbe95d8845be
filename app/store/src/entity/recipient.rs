use domain::ids::{CompanyId, RecipientId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recipient")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecipientId,
    pub company_id: CompanyId,
    pub name: String,
    pub name_key: String,
    pub position: i16,
    pub legal_name: String,
    pub inn: String,
    pub kpp: Option<String>,
    pub bank_account: String,
    pub bank_name: String,
    pub bic: String,
    pub corr_account: String,
}

impl ActiveModelBehavior for ActiveModel {}
