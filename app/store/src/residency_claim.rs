//! Wishes for one more unit, which wait for the button in a letter.
use crate::{Result, Tx, entity::residency_claim};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Scope},
    ids::{AccountId, ResidencyClaimId, UserId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// A claim that is neither confirmed nor withdrawn.
///
/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: ResidencyClaimId) -> Result<Option<residency_claim::Model>> {
    Ok(residency_claim::Entity::find_by_id(id)
        .filter(residency_claim::Column::ClosedAt.is_null())
        .one(&tx.on())
        .await?)
}

/// The claims of a person that wait, oldest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_person(tx: &Tx, person: UserId) -> Result<Vec<residency_claim::Model>> {
    Ok(residency_claim::Entity::find()
        .filter(residency_claim::Column::PersonId.eq(person))
        .filter(residency_claim::Column::ClosedAt.is_null())
        .order_by_asc(residency_claim::Column::Id)
        .all(&tx.on())
        .await?)
}

/// The letter of a claim is sent again. `false` when no such claim waits within reach.
///
/// # Errors
/// When the database cannot.
pub async fn resend(tx: &Tx, scope: &Scope, id: ResidencyClaimId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "UPDATE residency_claim SET sent_at = $3 WHERE id = $1 AND person_id = $2 AND closed_at IS NULL";
    let Reach::Own(person) = *scope.reach() else { return Ok(false) };
    Ok(tx.change(SQL, [id.into(), person.into(), now.into()]).await? == 1)
}

/// A person takes a claim back. `false` when no such claim waits within reach.
///
/// # Errors
/// When the database cannot.
pub async fn withdraw(tx: &Tx, scope: &Scope, id: ResidencyClaimId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "UPDATE residency_claim SET closed_at = $3 WHERE id = $1 AND person_id = $2 AND closed_at IS NULL";
    let Reach::Own(person) = *scope.reach() else { return Ok(false) };
    Ok(tx.change(SQL, [id.into(), person.into(), now.into()]).await? == 1)
}

/// The account that number and surname have led to.
///
/// # Errors
/// When the database cannot.
pub async fn found(tx: &Tx, id: ResidencyClaimId, account: AccountId) -> Result<()> {
    const SQL: &str = "UPDATE residency_claim SET account_id = $2 WHERE id = $1";
    tx.change(SQL, [id.into(), account.into()]).await?;
    Ok(())
}

/// The claim waits no more. `false` when it did not before.
///
/// # Errors
/// When the database cannot.
pub async fn close(tx: &Tx, id: ResidencyClaimId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "UPDATE residency_claim SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL";
    Ok(tx.change(SQL, [id.into(), now.into()]).await? == 1)
}
