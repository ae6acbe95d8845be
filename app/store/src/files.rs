//! Files: who added them, and what they belong to. Their contents are elsewhere.
#[cfg(test)]
mod tests;

use crate::{Result, Tx, appeals, entity::file, rows::insert_new, tickets};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Scope},
    files::Owner,
    ids::{AppealId, FileId, TicketId, UserId},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Statement, Value};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: FileId) -> Result<Option<file::Model>> {
    Ok(file::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// Whose eyes look for a file: what each scope reaches, where there is one.
#[derive(Debug, Default)]
pub struct Eyes {
    /// Of a resident.
    pub own: Option<Scope>,
    /// Of whoever handles tickets.
    pub tickets: Option<Scope>,
    /// Of whoever answers appeals.
    pub appeals: Option<Scope>,
}

/// A file whose contents are kept and that somebody may see: with what it belongs to, or a draft of their own.
///
/// # Errors
/// When the database cannot answer.
pub async fn seen(tx: &Tx, eyes: &Eyes, id: FileId) -> Result<Option<file::Model>> {
    let mut values = vec![Value::from(id)];
    let sql = seen_sql(eyes, &mut values);
    let on = tx.on();
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    Ok(file::Entity::find().from_raw_sql(statement).one(&on).await?)
}

fn seen_sql(eyes: &Eyes, values: &mut Vec<Value>) -> String {
    let mut ways = Vec::new();
    if let Some(scope) = &eyes.own {
        ways.push(draft(scope, values));
    }
    for scope in eyes.own.iter().chain(&eyes.tickets) {
        ways.push(tickets::file_is_seen(scope, values));
    }
    for scope in eyes.own.iter().chain(&eyes.appeals) {
        ways.push(appeals::file_is_seen(scope, values));
    }
    let ways = if ways.is_empty() { "FALSE".to_owned() } else { ways.join(" OR ") };
    format!("SELECT f.* FROM file f WHERE f.id = $1 AND f.stored_at IS NOT NULL AND ({ways})")
}

fn draft(scope: &Scope, values: &mut Vec<Value>) -> String {
    match *scope.reach() {
        Reach::Own(person) => {
            values.push(person.into());
            format!("f.owner_id IS NULL AND f.person_id = ${}", values.len())
        }
        Reach::Houses(_) | Reach::Everything => "FALSE".to_owned(),
    }
}

/// Nobody else adds files in the name of this person before this transaction ends, so that they can be counted.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx, person: UserId) -> Result<()> {
    // On SQLite there is one transaction at a time.
    if tx.is_postgres() {
        tx.row::<Count>(
            "SELECT 1::bigint AS count FROM person WHERE id = $1 FOR NO KEY UPDATE",
            [person.into()],
        )
        .await?;
    }
    Ok(())
}

/// Files that a person has added in a form.
///
/// # Errors
/// When the database cannot answer.
pub async fn in_form(tx: &Tx, person: UserId, form: Owner) -> Result<Vec<file::Model>> {
    const SQL: &str = "\
SELECT f.* FROM file f WHERE f.form_id = $1 AND f.owner_kind = $2 AND f.person_id = $3 ORDER BY f.added_at, f.id";
    tx.rows(SQL, [form.id().into(), form.code().into(), person.into()]).await
}

/// How many files of a person wait for something that they belong to.
///
/// # Errors
/// When the database cannot answer.
pub async fn drafts(tx: &Tx, person: UserId) -> Result<i64> {
    const SQL: &str = "SELECT COUNT(*) AS count FROM file WHERE person_id = $1 AND owner_id IS NULL";
    Ok(tx.row::<Count>(SQL, [person.into()]).await?.map_or(0, |row| row.count))
}

/// Writes a file down. `false` when it is written already.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, row: file::Model) -> Result<bool> {
    insert_new(tx, row).await
}

/// Notes that the contents are kept.
///
/// # Errors
/// When the database cannot.
pub async fn stored(tx: &Tx, id: FileId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE file SET stored_at = $2 WHERE id = $1 AND stored_at IS NULL";
    tx.change(SQL, [id.into(), now.into()]).await?;
    Ok(())
}

/// Binds the drafts that a person has added in a form to what came of it. How many those were.
///
/// # Errors
/// When the database cannot.
pub async fn attach(tx: &Tx, person: UserId, form: Owner, to: Uuid) -> Result<u64> {
    const SQL: &str = "\
UPDATE file SET owner_id = $4
WHERE form_id = $1 AND owner_kind = $2 AND person_id = $3 AND owner_id IS NULL AND stored_at IS NOT NULL";
    tx.change(SQL, [form.id().into(), form.code().into(), person.into(), to.into()]).await
}

/// Files of a ticket and of its comments, in the order in which they were added.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_ticket(tx: &Tx, ticket: TicketId) -> Result<Vec<file::Model>> {
    tx.rows(OF_TICKET, [ticket.into()]).await
}

const OF_TICKET: &str = "\
SELECT f.* FROM file f
WHERE f.owner_id IN (SELECT c.id FROM ticket_comment c WHERE c.ticket_id = $1 UNION ALL SELECT t.id FROM ticket t WHERE t.id = $1)
ORDER BY f.added_at, f.id";

/// Files of all entries of an appeal, in the order in which they were added.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_appeal(tx: &Tx, appeal: AppealId) -> Result<Vec<file::Model>> {
    tx.rows(OF_APPEAL, [appeal.into()]).await
}

const OF_APPEAL: &str = "\
SELECT f.* FROM file f WHERE f.owner_id IN (SELECT e.id FROM appeal_entry e WHERE e.appeal_id = $1)
ORDER BY f.added_at, f.id";

/// Files of one thing.
///
/// # Errors
/// When the database cannot answer.
pub async fn of(tx: &Tx, owner: Owner) -> Result<Vec<file::Model>> {
    const SQL: &str =
        "SELECT f.* FROM file f WHERE f.owner_id = $1 AND f.owner_kind = $2 ORDER BY f.added_at, f.id";
    tx.rows(SQL, [owner.id().into(), owner.code().into()]).await
}

/// Takes the files of something away that is no more. Which those were.
///
/// # Errors
/// When the database cannot.
pub async fn let_go(tx: &Tx, owner: Owner) -> Result<Vec<FileId>> {
    const SQL: &str = "DELETE FROM file WHERE owner_id = $1 AND owner_kind = $2 RETURNING id";
    Ok(tx
        .rows::<Key>(SQL, [owner.id().into(), owner.code().into()])
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect())
}

#[derive(FromQueryResult)]
struct Key {
    id: FileId,
}

/// Drafts from before a moment, the oldest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn old_drafts(tx: &Tx, before: DateTime<Utc>, most: i64) -> Result<Vec<FileId>> {
    const SQL: &str =
        "SELECT id FROM file WHERE owner_id IS NULL AND added_at < $1 ORDER BY added_at LIMIT $2";
    Ok(tx.rows::<Key>(SQL, [before.into(), most.into()]).await?.into_iter().map(|row| row.id).collect())
}

/// Takes a draft away, of whomever or of this person. `false` when there is none.
///
/// # Errors
/// When the database cannot.
pub async fn forget(tx: &Tx, id: FileId, person: Option<UserId>) -> Result<bool> {
    const SQL: &str = "DELETE FROM file WHERE id = $1 AND owner_id IS NULL";
    let gone = match person {
        Some(person) => tx.change(&format!("{SQL} AND person_id = $2"), [id.into(), person.into()]).await?,
        None => tx.change(SQL, [id.into()]).await?,
    };
    Ok(gone == 1)
}
