//! Settings of the company, with their history.
use crate::{
    Result, Tx,
    entity::{dated_parameter, managing_company, moratorium, setting_change},
    readings::window_of,
};
use chrono::{DateTime, Utc};
use domain::readings::SubmissionWindow;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use std::collections::HashSet;
use uuid::Uuid;

/// A change with the words around it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Change {
    pub at: DateTime<Utc>,
    pub who: Option<String>,
    /// Name of the recipient.
    pub of: Option<String>,
    pub field: String,
    pub before: String,
    pub after: String,
}

/// The company that runs the houses.
///
/// # Errors
/// When the database cannot answer.
pub async fn company(tx: &Tx) -> Result<Option<managing_company::Model>> {
    let first = managing_company::Entity::find().order_by_asc(managing_company::Column::Id);
    Ok(first.one(&tx.on()).await?)
}

/// When the company takes readings, where a house says nothing else.
///
/// # Errors
/// When the database cannot answer.
pub async fn window(tx: &Tx) -> Result<SubmissionWindow> {
    let company = company(tx).await?;
    company.map_or(Ok(SubmissionWindow::DEFAULT), |company| {
        window_of(company.window_first_day, company.window_last_day)
    })
}

/// The last changes, the latest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn history(tx: &Tx, most: i64) -> Result<Vec<Change>> {
    const SQL: &str = "\
SELECT c.at, p.email AS who, r.name AS of, c.field, c.before, c.after FROM setting_change c
LEFT JOIN person p ON p.id = c.person_id
LEFT JOIN recipient r ON r.id = c.subject_id
ORDER BY c.at DESC, c.id DESC LIMIT $1";
    tx.rows(SQL, [most.into()]).await
}

/// Those of these that were changed on the portal: the configuration file has no say in them any more.
///
/// # Errors
/// When the database cannot answer.
pub async fn changed(tx: &Tx, subjects: Vec<Uuid>) -> Result<HashSet<Uuid>> {
    let rows = setting_change::Entity::find().filter(setting_change::Column::SubjectId.is_in(subjects));
    Ok(rows.all(&tx.on()).await?.into_iter().map(|row| row.subject_id).collect())
}

/// The dated numbers of the law, by code and day.
///
/// # Errors
/// When the database cannot answer.
pub async fn numbers(tx: &Tx) -> Result<Vec<dated_parameter::Model>> {
    use dated_parameter::Column;
    let all = dated_parameter::Entity::find().order_by_asc(Column::Code).order_by_desc(Column::Since);
    Ok(all.all(&tx.on()).await?)
}

/// Days that cost no penalties.
///
/// # Errors
/// When the database cannot answer.
pub async fn moratoria(tx: &Tx) -> Result<Vec<moratorium::Model>> {
    Ok(moratorium::Entity::find().order_by_asc(moratorium::Column::Since).all(&tx.on()).await?)
}
