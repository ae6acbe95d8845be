//! Invitations to work for the company.
use crate::{
    Result, Tx,
    entity::{invitation, invitation_building},
};
use chrono::{DateTime, Utc};
use domain::ids::{BuildingId, InvitationId, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Writes an invitation with its houses. `false` when it is there already.
///
/// # Errors
/// When the database cannot, also because another one for the e-mail is open (a duplicate).
pub async fn add(tx: &Tx, row: invitation::Model, houses: &[BuildingId]) -> Result<bool> {
    let id = row.id;
    if !crate::rows::insert_new(tx, row).await? {
        return Ok(false);
    }
    let row = |house: &BuildingId| invitation_building::Model { invitation_id: id, building_id: *house };
    crate::insert_all(tx, houses.iter().map(row).collect()).await?;
    Ok(true)
}

/// Those that nobody has taken or withdrawn, the latest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn open(tx: &Tx) -> Result<Vec<invitation::Model>> {
    let open = invitation::Entity::find().filter(invitation::Column::ClosedAt.is_null());
    Ok(open.order_by_desc(invitation::Column::SentAt).all(&tx.on()).await?)
}

/// One that is open.
///
/// # Errors
/// When the database cannot answer.
pub async fn open_one(tx: &Tx, id: InvitationId) -> Result<Option<invitation::Model>> {
    let open = invitation::Entity::find_by_id(id).filter(invitation::Column::ClosedAt.is_null());
    Ok(open.one(&tx.on()).await?)
}

/// The open one for an e-mail.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_email(tx: &Tx, email: &str) -> Result<Option<invitation::Model>> {
    let open = invitation::Entity::find().filter(invitation::Column::ClosedAt.is_null());
    Ok(open.filter(invitation::Column::Email.eq(email)).one(&tx.on()).await?)
}

/// The houses of invitations.
///
/// # Errors
/// When the database cannot answer.
pub async fn houses(tx: &Tx, ids: Vec<InvitationId>) -> Result<Vec<(InvitationId, BuildingId)>> {
    let of = invitation_building::Column::InvitationId.is_in(ids);
    let rows = invitation_building::Entity::find().filter(of).all(&tx.on()).await?;
    Ok(rows.into_iter().map(|row| (row.invitation_id, row.building_id)).collect())
}

/// Notes that the letter is sent once more. `false` when the invitation is not open.
///
/// # Errors
/// When the database cannot.
pub async fn sent(tx: &Tx, id: InvitationId, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "UPDATE invitation SET sent_at = $2, expires_at = $3 WHERE id = $1 AND closed_at IS NULL";
    Ok(tx.change(SQL, [id.into(), now.into(), expires_at.into()]).await? == 1)
}

/// Closes an invitation: it was taken by somebody, or withdrawn. `false` when it is not open.
///
/// # Errors
/// When the database cannot.
pub async fn close(tx: &Tx, id: InvitationId, by: Option<UserId>, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "UPDATE invitation SET closed_at = $2, person_id = $3 WHERE id = $1 AND closed_at IS NULL";
    Ok(tx.change(SQL, [id.into(), now.into(), by.into()]).await? == 1)
}
