//! Submissions with what was answered to each of their rows, and their notices.
use crate::{Result, StoreError, Tx, entity::submission, rows::insert_new, scope};
use chrono::{DateTime, Utc};
use domain::{
    access::Scope,
    calendar::Period,
    ids::{AccountId, SubmissionId, UserId},
    papers::PaperCode,
    readings::AnsweredLine,
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Statement, Value};

/// A submission as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    pub id: SubmissionId,
    pub account: AccountId,
    pub person: Option<UserId>,
    pub period: Period,
    pub at: DateTime<Utc>,
    /// Number and code; none when no row was taken.
    pub notice: Option<(String, PaperCode)>,
    pub lines: Vec<AnsweredLine>,
}

/// What is public about a notice.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Paper {
    pub number: String,
    pub at: DateTime<Utc>,
    pub period: Period,
    pub meters_taken: i64,
}

/// Records a submission; `false` when it has been recorded already.
///
/// # Errors
/// When the database cannot answer.
pub async fn record(tx: &Tx, new: &Recorded, taken: usize) -> Result<bool> {
    let (number, code) =
        new.notice.as_ref().map(|(number, code)| (number.clone(), code.as_str().to_owned())).unzip();
    let row = submission::Model {
        id: new.id,
        account_id: new.account,
        person_id: new.person,
        period: new.period,
        at: new.at,
        number,
        code,
        meters_taken: i64::try_from(taken).unwrap_or(i64::MAX),
        lines: serde_json::to_string(&new.lines).map_err(|error| corrupt(&error))?,
    };
    insert_new(tx, row).await
}

/// Whether a submission has been recorded.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_recorded(tx: &Tx, id: SubmissionId) -> Result<bool> {
    Ok(submission::Entity::find_by_id(id).one(&tx.on()).await?.is_some())
}

/// A submission in the scope.
///
/// # Errors
/// When the database cannot answer.
pub async fn find(tx: &Tx, scope: &Scope, id: SubmissionId) -> Result<Option<Recorded>> {
    let mut values = vec![Value::from(id)];
    let own = scope::own(scope, "s.account_id", &mut values);
    let sql = format!("SELECT s.* FROM submission s {own} WHERE s.id = $1");
    let on = tx.on();
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    submission::Entity::find().from_raw_sql(statement).one(&on).await?.map(Recorded::try_from).transpose()
}

/// Whom the notice of a submission goes to.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Addressee {
    pub email: String,
    /// Number of the account.
    pub number: String,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
}

/// The person who submitted, and for which account: for letters.
///
/// # Errors
/// When the database cannot answer.
pub async fn addressee(tx: &Tx, id: SubmissionId) -> Result<Option<Addressee>> {
    const SQL: &str = "\
SELECT p.email, a.number, b.address, u.label
FROM submission s
JOIN person p ON p.id = s.person_id
JOIN account a ON a.id = s.account_id
JOIN unit u ON u.id = a.unit_id
JOIN building b ON b.id = u.building_id
WHERE s.id = $1";
    tx.row(SQL, [id.into()]).await
}

/// The notice with a code: anybody may ask.
///
/// # Errors
/// When the database cannot answer.
pub async fn paper(tx: &Tx, code: &PaperCode) -> Result<Option<Paper>> {
    const SQL: &str = "SELECT number, at, period, meters_taken FROM submission WHERE code = $1";
    tx.row(SQL, [code.as_str().into()]).await
}

/// The next number of a series, from 1 in each month.
///
/// # Errors
/// When the database cannot answer.
pub async fn next_number(tx: &Tx, kind: &str, month: Period) -> Result<i64> {
    const SQL: &str = "\
INSERT INTO number_series (kind, period, last) VALUES ($1, $2, 1)
ON CONFLICT (kind, period) DO UPDATE SET last = number_series.last + 1 RETURNING last";
    #[derive(FromQueryResult)]
    struct Next {
        last: i64,
    }
    let next: Option<Next> = tx.row(SQL, [kind.into(), month.into()]).await?;
    next.map(|next| next.last).ok_or_else(|| StoreError::Corrupt(format!("{kind} has no numbers")))
}

impl TryFrom<submission::Model> for Recorded {
    type Error = StoreError;

    fn try_from(row: submission::Model) -> Result<Self> {
        let code = row.code.as_deref().and_then(PaperCode::parse);
        Ok(Self {
            id: row.id,
            account: row.account_id,
            person: row.person_id,
            period: row.period,
            at: row.at,
            notice: row.number.zip(code),
            lines: serde_json::from_str(&row.lines).map_err(|error| corrupt(&error))?,
        })
    }
}

fn corrupt(error: &serde_json::Error) -> StoreError {
    StoreError::Corrupt(format!("the rows of a submission: {error}"))
}
