//! People who sign in, and the devices they are known by.
use crate::{
    Result, Tx,
    entity::{consent, known_device, person},
    rows::MOST_VALUES,
};
use chrono::{DateTime, Utc};
use domain::{access::Role, ids::UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// The person of an e-mail.
///
/// # Errors
/// When the database cannot answer.
pub async fn by_email(tx: &Tx, email: &str) -> Result<Option<person::Model>> {
    Ok(person::Entity::find().filter(person::Column::Email.eq(email)).one(&tx.on()).await?)
}

/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: UserId) -> Result<Option<person::Model>> {
    Ok(person::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// The e-mails of people.
///
/// # Errors
/// When the database cannot answer.
pub async fn emails(tx: &Tx, people: &[UserId]) -> Result<Vec<(UserId, String)>> {
    let mut emails = Vec::with_capacity(people.len());
    for some in people.chunks(MOST_VALUES) {
        let these = person::Column::Id.is_in(some.iter().copied());
        let columns = [person::Column::Id, person::Column::Email];
        let query = person::Entity::find().select_only().columns(columns).filter(these);
        emails.extend(query.into_tuple::<(UserId, String)>().all(&tx.on()).await?);
    }
    Ok(emails)
}

/// The same, and nobody changes the person before this transaction ends.
///
/// # Errors
/// When the database cannot answer.
pub async fn held(tx: &Tx, id: UserId) -> Result<Option<person::Model>> {
    let mut query = person::Entity::find_by_id(id);
    if tx.is_postgres() {
        query = query.lock_exclusive();
    }
    Ok(query.one(&tx.on()).await?)
}

/// Writes a new person down. `None` when somebody has the e-mail: the transaction is of no use then.
///
/// # Errors
/// When the database cannot.
pub async fn add(
    tx: &Tx,
    email: &str,
    password_hash: String,
    role: Option<Role>,
    now: DateTime<Utc>,
) -> Result<Option<UserId>> {
    let id = UserId(Uuid::now_v7());
    let person = person::Model {
        id,
        email: email.to_owned(),
        password_hash,
        role: role.map(|role| role.code().to_owned()),
        created_at: now,
        suspended_at: None,
    };
    match crate::insert(tx, person).await {
        Err(error) if error.is_duplicate() => Ok(None),
        inserted => inserted.map(|()| Some(id)),
    }
}

/// # Errors
/// When the database cannot.
pub async fn set_password(tx: &Tx, id: UserId, password_hash: &str) -> Result<()> {
    const SQL: &str = "UPDATE person SET password_hash = $2 WHERE id = $1";
    tx.change(SQL, [id.into(), password_hash.into()]).await?;
    Ok(())
}

/// The person who was let in on this device before.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_device(tx: &Tx, token_hash: &str) -> Result<Option<UserId>> {
    let device = known_device::Entity::find_by_id(token_hash).one(&tx.on()).await?;
    Ok(device.map(|device| device.person_id))
}

/// Knows a device from now on, in place of the token it had.
///
/// # Errors
/// When the database cannot.
pub async fn know_device(
    tx: &Tx,
    id: UserId,
    token_hash: String,
    instead_of: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    if let Some(former) = instead_of {
        const SQL: &str = "DELETE FROM known_device WHERE token_hash = $1 AND person_id = $2";
        tx.change(SQL, [former.into(), id.into()]).await?;
    }
    crate::insert(tx, known_device::Model { token_hash, person_id: id, seen_at: now }).await
}

/// No device of the person is known any more.
///
/// # Errors
/// When the database cannot.
pub async fn forget_devices(tx: &Tx, id: UserId) -> Result<()> {
    tx.change("DELETE FROM known_device WHERE person_id = $1", [id.into()]).await?;
    Ok(())
}

/// The consents a person has given.
///
/// # Errors
/// When the database cannot answer.
pub async fn consents(tx: &Tx, id: UserId) -> Result<Vec<consent::Model>> {
    Ok(consent::Entity::find().filter(consent::Column::PersonId.eq(id)).all(&tx.on()).await?)
}
