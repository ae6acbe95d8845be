//! Wishes for a cabinet, from the form to the password.
use crate::{Result, Tx, entity::registration};
use chrono::{DateTime, Utc};
use domain::ids::AccountId;
use sea_orm::EntityTrait;
use uuid::Uuid;

/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: Uuid) -> Result<Option<registration::Model>> {
    Ok(registration::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// The account that number and surname have led to.
///
/// # Errors
/// When the database cannot.
pub async fn found(tx: &Tx, id: Uuid, account: AccountId) -> Result<()> {
    const SQL: &str = "UPDATE registration SET account_id = $2 WHERE id = $1";
    tx.change(SQL, [id.into(), account.into()]).await?;
    Ok(())
}

/// # Errors
/// When the database cannot.
pub async fn finish(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE registration SET finished_at = $2 WHERE id = $1";
    tx.change(SQL, [id.into(), now.into()]).await?;
    Ok(())
}
