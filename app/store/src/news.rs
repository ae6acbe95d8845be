//! News: what the company tells, under which places it is found, and who has read it.
use crate::{
    Result, Tx,
    entity::{news, news_revision, news_target},
    rows::{insert_new, replace},
};
use domain::{ids::NewsId, news::Audience};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};

mod audience;
mod files;
mod lists;
mod staff;
#[cfg(test)]
mod tests;

pub use audience::{
    Addressee, Count, Reached, Readers, addressees, houses, numbers_of, reach, reached, readers, units,
};
pub use files::picture;
pub use lists::{Line, Living, acknowledged, item, latest, living, mark, unread, withdrawn};
pub use staff::{Begun, Row, StaffKey, begun, staff_list};

/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: NewsId) -> Result<Option<news::Model>> {
    Ok(news::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// Writes a new item down. `false` when its id is there already.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, row: news::Model) -> Result<bool> {
    insert_new(tx, row).await
}

/// Writes a changed item over the version before it. `false` when somebody else was faster.
///
/// # Errors
/// When the database cannot.
pub async fn update(tx: &Tx, row: news::Model) -> Result<bool> {
    let before = [news::Column::Id.eq(row.id), news::Column::Version.eq(row.version - 1)];
    replace(tx, row, before).await
}

/// Takes an item away that was never shown.
///
/// # Errors
/// When the database cannot; when residents got it.
pub async fn remove(tx: &Tx, id: NewsId) -> Result<()> {
    news_target::Entity::delete_many().filter(news_target::Column::NewsId.eq(id)).exec(&tx.on()).await?;
    news::Entity::delete_by_id(id).exec(&tx.on()).await?;
    Ok(())
}

/// Puts an item under the places of its audience, as it is shown now.
///
/// # Errors
/// When the database cannot.
pub async fn place(tx: &Tx, row: &news::Model, audience: &Audience) -> Result<()> {
    news_target::Entity::delete_many().filter(news_target::Column::NewsId.eq(row.id)).exec(&tx.on()).await?;
    let target = |place| news_target::Model {
        news_id: row.id,
        place,
        published_at: row.published_at,
        expires_at: row.expires_at,
    };
    crate::insert_all(tx, audience.keys().into_iter().map(target).collect()).await
}

/// Whom an item is for.
///
/// # Errors
/// When the database cannot answer.
pub async fn audience(tx: &Tx, id: NewsId) -> Result<Audience> {
    let rows = news_target::Entity::find().filter(news_target::Column::NewsId.eq(id)).all(&tx.on()).await?;
    Ok(Audience::of_keys(rows.iter().map(|row| row.place.as_str())))
}

/// A version that residents got.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Told {
    #[sea_orm(nested)]
    pub revision: news_revision::Model,
    pub email: Option<String>,
}

/// What residents got of an item, the latest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn history(tx: &Tx, id: NewsId) -> Result<Vec<Told>> {
    const SQL: &str = "\
SELECT v.*, p.email FROM news_revision v LEFT JOIN person p ON p.id = v.person_id
WHERE v.news_id = $1 ORDER BY v.version DESC";
    tx.rows(SQL, [id.into()]).await
}

/// Whether residents got this version.
///
/// # Errors
/// When the database cannot answer.
pub async fn was_told(tx: &Tx, id: NewsId, version: i64) -> Result<bool> {
    let told = news_revision::Entity::find_by_id((id, version)).one(&tx.on()).await?;
    Ok(told.is_some())
}
