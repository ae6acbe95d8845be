//! Templates of answers.
use crate::{Result, Tx, entity::appeal_template};
use chrono::{DateTime, Utc};
use domain::ids::TemplateId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Those that are in use, by name.
///
/// # Errors
/// When the database cannot answer.
pub async fn all(tx: &Tx) -> Result<Vec<appeal_template::Model>> {
    let used = appeal_template::Entity::find().filter(appeal_template::Column::RetiredAt.is_null());
    Ok(used.order_by_asc(appeal_template::Column::Name).all(&tx.on()).await?)
}

/// Adds a template, or changes one that is in use. `false` when it is retired.
///
/// # Errors
/// When the database cannot.
pub async fn save(tx: &Tx, id: TemplateId, name: &str, text: &str) -> Result<bool> {
    const SQL: &str = "\
INSERT INTO appeal_template (id, name, text) VALUES ($1, $2, $3)
ON CONFLICT (id) DO UPDATE SET name = $2, text = $3 WHERE appeal_template.retired_at IS NULL";
    Ok(tx.change(SQL, [id.into(), name.into(), text.into()]).await? == 1)
}

/// Takes a template out of use, or back into it. `false` when there is no such one.
///
/// # Errors
/// When the database cannot.
pub async fn retire(tx: &Tx, id: TemplateId, at: Option<DateTime<Utc>>) -> Result<bool> {
    const SQL: &str = "UPDATE appeal_template SET retired_at = $2 WHERE id = $1";
    Ok(tx.change(SQL, [id.into(), at.into()]).await? == 1)
}
