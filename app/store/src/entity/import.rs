use domain::{
    ids::{ImportId, UserId},
    money::Money,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    pub kind: String,
    pub file_name: String,
    pub bytes: i64,
    pub sha256: String,
    /// Who loaded it.
    pub person_id: Option<UserId>,
    pub created_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
    pub state: String,
    /// Grows with each step.
    pub version: i64,
    /// How the file was understood: a sentence.
    pub recognised: String,
    /// Headers, first rows and proposed columns, as JSON.
    pub sheet: String,
    /// Chosen columns, as JSON.
    pub choice: Option<String>,
    pub total_rows: i64,
    /// That a job has looked through.
    pub done_rows: i64,
    pub new_count: Option<i64>,
    pub changed_count: Option<i64>,
    pub same_count: Option<i64>,
    pub refused_count: Option<i64>,
    /// Sentences, a line for each.
    pub problems: Option<String>,
    /// Rows whose money waits for somebody to say whose it is.
    pub waiting_count: Option<i64>,
    /// Whose registry it is.
    pub bank: Option<String>,
    /// Σ of its payments, in kopecks: all that are new, those that were credited, those that wait.
    pub came: Option<Money>,
    pub credited: Option<Money>,
    pub waiting: Option<Money>,
    /// Why it was undone.
    pub why: Option<String>,
    /// When it was written; an undo that was refused changes nothing of it.
    pub done_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
