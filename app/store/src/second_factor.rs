//! Codes that are asked for besides the password.
use crate::{
    Result, Tx,
    entity::{recovery_code, second_factor},
};
use chrono::{DateTime, Utc};
use domain::ids::UserId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// What is known of a person's second factor, set up or not.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_person(tx: &Tx, person: UserId) -> Result<Option<second_factor::Model>> {
    Ok(second_factor::Entity::find_by_id(person).one(&tx.on()).await?)
}

/// Everybody's, set up or not.
///
/// # Errors
/// When the database cannot answer.
pub async fn all(tx: &Tx) -> Result<Vec<second_factor::Model>> {
    Ok(second_factor::Entity::find().all(&tx.on()).await?)
}

/// Writes the same secrets as another key seals them.
///
/// # Errors
/// When the database cannot.
pub async fn seal_anew(tx: &Tx, person: UserId, secret: &str, codes: Option<&str>) -> Result<()> {
    const SQL: &str = "UPDATE second_factor SET secret = $2, draft_codes = $3 WHERE person_id = $1";
    tx.change(SQL, [person.into(), secret.into(), codes.into()]).await?;
    Ok(())
}

/// Begins to set it up, over what was begun before. `false` when one is set up already.
///
/// # Errors
/// When the database cannot.
pub async fn begin(tx: &Tx, person: UserId, secret: &str, codes: &str) -> Result<bool> {
    const SQL: &str = "\
INSERT INTO second_factor (person_id, secret, last_step, draft_codes) VALUES ($1, $2, 0, $3)
ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, last_step = 0, draft_codes = excluded.draft_codes
WHERE second_factor.confirmed_at IS NULL";
    Ok(tx.change(SQL, [person.into(), secret.into(), codes.into()]).await? == 1)
}

/// Uses up the code of a step. `false` when it, or a later one, was used before.
///
/// # Errors
/// When the database cannot.
pub async fn use_step(tx: &Tx, person: UserId, step: i64) -> Result<bool> {
    const SQL: &str = "UPDATE second_factor SET last_step = $2 WHERE person_id = $1 AND last_step < $2";
    Ok(tx.change(SQL, [person.into(), step.into()]).await? == 1)
}

/// It is asked for from now on. `false` when it is already.
///
/// # Errors
/// When the database cannot.
pub async fn confirm(tx: &Tx, person: UserId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "UPDATE second_factor SET confirmed_at = $2 WHERE person_id = $1 AND confirmed_at IS NULL";
    Ok(tx.change(SQL, [person.into(), now.into()]).await? == 1)
}

/// Keeps codes to be shown until they were written down, or forgets them.
///
/// # Errors
/// When the database cannot.
pub async fn show_codes(tx: &Tx, person: UserId, codes: Option<&str>) -> Result<()> {
    const SQL: &str = "UPDATE second_factor SET draft_codes = $2 WHERE person_id = $1";
    tx.change(SQL, [person.into(), codes.into()]).await?;
    Ok(())
}

/// Those are the recovery codes from now on, and no others.
///
/// # Errors
/// When the database cannot.
pub async fn put_codes(tx: &Tx, person: UserId, hashes: Vec<String>) -> Result<()> {
    tx.change("DELETE FROM recovery_code WHERE person_id = $1", [person.into()]).await?;
    let row = |code_hash| recovery_code::Model { code_hash, person_id: person, used_at: None };
    crate::insert_all(tx, hashes.into_iter().map(row).collect()).await
}

/// Uses a recovery code up. `false` when the person has no such one, or has used it.
///
/// # Errors
/// When the database cannot.
pub async fn use_code(tx: &Tx, person: UserId, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "UPDATE recovery_code SET used_at = $3 WHERE code_hash = $2 AND person_id = $1 AND used_at IS NULL";
    Ok(tx.change(SQL, [person.into(), hash.into(), now.into()]).await? == 1)
}

/// How many recovery codes are left.
///
/// # Errors
/// When the database cannot answer.
pub async fn codes_left(tx: &Tx, person: UserId) -> Result<usize> {
    const FROM: &str = "FROM recovery_code WHERE person_id = $1 AND used_at IS NULL";
    Ok(usize::try_from(tx.count(FROM, [person.into()]).await?).unwrap_or_default())
}

/// Nothing but the password is asked for any more. `false` when nothing was.
///
/// # Errors
/// When the database cannot.
pub async fn remove(tx: &Tx, person: UserId) -> Result<bool> {
    recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::PersonId.eq(person))
        .exec(&tx.on())
        .await?;
    Ok(second_factor::Entity::delete_by_id(person).exec(&tx.on()).await?.rows_affected == 1)
}
