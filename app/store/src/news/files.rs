//! Who sees the pictures of news.
use crate::{Result, Tx, entity::file, sql::places};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Scope},
    ids::FileId,
};
use sea_orm::Value;

/// A picture of an item that is, or was, shown under one of these keys, as [`super::item`] finds items; whoever reaches everything sees it
/// before, too.
///
/// # Errors
/// When the database cannot answer.
pub async fn picture(
    tx: &Tx,
    scope: &Scope,
    keys: &[String],
    id: FileId,
    now: DateTime<Utc>,
) -> Result<Option<file::Model>> {
    let mut values: Vec<Value> = vec![id.into()];
    let seen = match scope.reach() {
        Reach::Everything => "TRUE".to_owned(),
        Reach::Own(_) if !keys.is_empty() => {
            values.push(now.into());
            values.extend(keys.iter().map(|key| Value::from(key.as_str())));
            format!(
                "EXISTS (SELECT 1 FROM news_target t WHERE t.news_id = f.owner_id AND t.published_at <= $2 AND t.place IN ({}))",
                places(keys.len(), 3)
            )
        }
        Reach::Own(_) | Reach::Houses(_) => return Ok(None),
    };
    let sql = format!(
        "SELECT f.* FROM file f WHERE f.id = $1 AND f.owner_kind = 'news' AND f.owner_id IS NOT NULL \
         AND f.stored_at IS NOT NULL AND {seen}"
    );
    tx.row(&sql, values).await
}
