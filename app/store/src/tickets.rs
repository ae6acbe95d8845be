//! Tickets with their stories. What a resident may not see does not exist: of others' tickets only those of the house do.
mod board;
mod callers;
mod files;
mod followers;
mod lists;
#[cfg(test)]
mod tests;

pub use board::{BoardLine, board, board_line, counts};
pub use callers::{
    Found, OfHouse, Seeker, address, callers, contact_of, found, house_of, house_waiting, in_units,
    waiting_of,
};
pub(crate) use files::file_is_seen;
pub use followers::{Addressee, OpenTicket, addressees, follow, offers};
pub use lists::{Home, Line, home, last_contact, line, of_account, of_house};

use crate::{
    Result, StoreError, Tx,
    entity::{ticket, ticket_comment, ticket_event},
    rows::{insert_new, replace},
    scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Role, Scope},
    calendar::Period,
    ids::{AccountId, BuildingId, CommentId, TicketId, UserId},
    tickets::Happening,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, Statement, Value};

/// The running number of the next ticket.
///
/// # Errors
/// When the database cannot answer.
pub async fn next_number(tx: &Tx) -> Result<i64> {
    crate::submissions::next_number(tx, SERIES, running()).await
}

/// The number that was given last: a company goes on with those of its former register.
///
/// # Errors
/// When the database cannot.
pub async fn number_after(tx: &Tx, last: i64) -> Result<()> {
    const SQL: &str = "\
INSERT INTO number_series (kind, period, last) VALUES ($1, $2, $3)
ON CONFLICT (kind, period) DO UPDATE SET last = $3";
    tx.change(SQL, [SERIES.into(), running().into(), last.into()]).await?;
    Ok(())
}

const SERIES: &str = "ticket";

/// Tickets are numbered through and not month by month: all are of one.
fn running() -> Period {
    Period::of(chrono::NaiveDate::default())
}

/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: TicketId) -> Result<Option<ticket::Model>> {
    Ok(ticket::Entity::find_by_id(id).one(&tx.on()).await?)
}

/// A ticket of one's own household, or of a house that one serves; nobody else changes it before this transaction ends.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx, scope: &Scope, id: TicketId) -> Result<Option<ticket::Model>> {
    let mut values = vec![Value::from(id)];
    let lock = if tx.is_postgres() { "FOR UPDATE OF t" } else { "" };
    let reach = handled(scope, &mut values);
    one(tx, &format!("SELECT t.* FROM ticket t WHERE t.id = $1 AND {reach} {lock}"), values).await
}

/// Whether a ticket is one that somebody may see: of their household, of the house they live in, of a house they serve.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_seen(tx: &Tx, scope: &Scope, id: TicketId) -> Result<bool> {
    let mut values = vec![Value::from(id)];
    let own = handled(scope, &mut values);
    let around = scope::around(scope, "t.building_id", &mut values);
    let sql =
        format!("SELECT t.* FROM ticket t WHERE t.id = $1 AND ({own} OR (t.whose = 'house' AND {around}))");
    Ok(one(tx, &sql, values).await?.is_some())
}

/// A ticket that the household of an account in the scope may say «И у меня» to: one of its house that waits.
///
/// # Errors
/// When the database cannot answer.
pub async fn joinable(
    tx: &Tx,
    scope: &Scope,
    account: AccountId,
    id: TicketId,
) -> Result<Option<ticket::Model>> {
    let mut values = vec![Value::from(id), account.into()];
    let own = scope::own(scope, "a.id", &mut values);
    let sql = format!(
        "SELECT t.* FROM ticket t WHERE t.id = $1 AND t.whose = 'house' AND t.ended_at IS NULL AND t.building_id = \
         (SELECT u.building_id FROM account a JOIN unit u ON u.id = a.unit_id {own} WHERE a.id = $2)"
    );
    one(tx, &sql, values).await
}

/// Notes that staff have answered, if it is for the first time.
///
/// # Errors
/// When the database cannot.
pub async fn answered(tx: &Tx, id: TicketId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE ticket SET answered_at = $2 WHERE id = $1 AND answered_at IS NULL";
    tx.change(SQL, [id.into(), now.into()]).await?;
    Ok(())
}

/// The condition that somebody may do something with the ticket `t`: it is of their household, or of a house that they serve.
fn handled(scope: &Scope, values: &mut Vec<Value>) -> String {
    match scope.reach() {
        domain::access::Reach::Own(person) => {
            values.push((*person).into());
            lived_in("t.account_id", values.len())
        }
        _ => scope::houses(scope, "t.building_id", values),
    }
}

fn lived_in(account: &str, person: usize) -> String {
    format!(
        "EXISTS (SELECT 1 FROM residency lr WHERE lr.account_id = {account} AND lr.person_id = ${person} \
         AND lr.ended_at IS NULL AND lr.suspended_at IS NULL)"
    )
}

/// Writes a ticket down. `false` when it is written already.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, row: ticket::Model) -> Result<bool> {
    insert_new(tx, row).await
}

/// Writes a changed ticket over the version before it. `false` when somebody else was faster.
///
/// # Errors
/// When the database cannot.
pub async fn update(tx: &Tx, row: ticket::Model) -> Result<bool> {
    let before = [ticket::Column::Id.eq(row.id), ticket::Column::Version.eq(row.version - 1)];
    replace(tx, row, before).await
}

/// A change of a ticket, with who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub version: i64,
    pub at: DateTime<Utc>,
    /// A code of `domain::tickets::By`.
    pub side: String,
    pub person: Option<UserId>,
    /// The role they have now.
    pub role: Option<Role>,
    pub what: Happening,
}

/// Adds a change to the story.
///
/// # Errors
/// A duplicate when the version is told already.
pub async fn tell(tx: &Tx, ticket: TicketId, told: &Told) -> Result<()> {
    let row = ticket_event::Model {
        ticket_id: ticket,
        version: told.version,
        at: told.at,
        side: told.side.clone(),
        person_id: told.person,
        what: serde_json::to_string(&told.what).map_err(|error| corrupt(&error))?,
    };
    crate::insert(tx, row).await
}

/// The story of a ticket after a version, the first first.
///
/// # Errors
/// When the database cannot answer.
pub async fn story(tx: &Tx, ticket: TicketId, after: i64) -> Result<Vec<Told>> {
    #[derive(FromQueryResult)]
    struct Row {
        version: i64,
        at: DateTime<Utc>,
        side: String,
        person_id: Option<UserId>,
        role: Option<String>,
        what: String,
    }
    const SQL: &str = "\
SELECT e.version, e.at, e.side, e.person_id, p.role, e.what
FROM ticket_event e LEFT JOIN person p ON p.id = e.person_id
WHERE e.ticket_id = $1 AND e.version > $2 ORDER BY e.version";
    let rows: Vec<Row> = tx.rows(SQL, [ticket.into(), after.into()]).await?;
    let told = |row: Row| {
        Ok(Told {
            version: row.version,
            at: row.at,
            side: row.side,
            person: row.person_id,
            role: row.role.as_deref().and_then(Role::from_code),
            what: serde_json::from_str(&row.what).map_err(|error| corrupt(&error))?,
        })
    };
    rows.into_iter().map(told).collect()
}

/// A comment, with who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Comment {
    pub id: CommentId,
    pub at: DateTime<Utc>,
    /// A code of `domain::tickets::By`.
    pub side: String,
    pub person_id: Option<UserId>,
    pub role: Option<String>,
    pub internal: bool,
    pub text: String,
}

/// The comments of a ticket, the first first.
///
/// # Errors
/// When the database cannot answer.
pub async fn comments(tx: &Tx, ticket: TicketId) -> Result<Vec<Comment>> {
    const SQL: &str = "\
SELECT c.id, c.at, c.side, c.person_id, p.role, c.internal, c.text
FROM ticket_comment c LEFT JOIN person p ON p.id = c.person_id
WHERE c.ticket_id = $1 ORDER BY c.at, c.id";
    tx.rows(SQL, [ticket.into()]).await
}

/// # Errors
/// When the database cannot answer.
pub async fn comment_by_id(tx: &Tx, id: CommentId) -> Result<Option<ticket_comment::Model>> {
    Ok(ticket_comment::Entity::find_by_id(id).one(&tx.on()).await?)
}

async fn one(tx: &Tx, sql: &str, values: Vec<Value>) -> Result<Option<ticket::Model>> {
    let on = tx.on();
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    Ok(ticket::Entity::find().from_raw_sql(statement).one(&on).await?)
}

/// Houses with their addresses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn houses(tx: &Tx, scope: &Scope) -> Result<Vec<(BuildingId, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: BuildingId,
        address: String,
    }
    let mut values = Vec::new();
    let served = scope::houses(scope, "b.id", &mut values);
    let sql = format!("SELECT b.id, b.address FROM building b WHERE {served} ORDER BY b.address, b.id");
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.address)).collect())
}

fn corrupt(error: &serde_json::Error) -> StoreError {
    StoreError::Corrupt(format!("the story of a ticket: {error}"))
}
