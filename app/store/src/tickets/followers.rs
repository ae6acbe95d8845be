//! «И у меня»: households that have the same trouble, and who hears of a ticket.
use super::lived_in;
use crate::{Result, Tx, entity::ticket_follower, rows::insert_new, scope};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Scope},
    ids::{AccountId, TicketId, UserId},
    tickets::Category,
};
use sea_orm::FromQueryResult;

/// Adds a household. `false` when it is there already.
///
/// # Errors
/// When the database cannot.
pub async fn follow(tx: &Tx, row: ticket_follower::Model) -> Result<bool> {
    insert_new(tx, row).await
}

/// A ticket of the house that waits.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct OpenTicket {
    pub id: TicketId,
    pub number: i64,
    pub category: String,
    pub text: String,
    pub registered_at: DateTime<Utc>,
    pub households: i64,
    pub joined: bool,
}

/// Tickets of the house that an account in the scope is in which wait and are about this, written by others; the newest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn offers(
    tx: &Tx,
    scope: &Scope,
    account: AccountId,
    category: Category,
    most: i64,
) -> Result<Vec<OpenTicket>> {
    let Reach::Own(person) = *scope.reach() else { return Ok(Vec::new()) };
    tx.rows(&offers_sql(), [account.into(), person.into(), category.code().into(), most.into()]).await
}

pub(super) fn offers_sql() -> String {
    let own = scope::residency("a.id", 2);
    format!(
        "SELECT t.id, t.number, t.category, t.text, t.registered_at, \
         (SELECT COUNT(*) FROM ticket_follower f WHERE f.ticket_id = t.id) AS households, \
         EXISTS (SELECT 1 FROM ticket_follower f WHERE f.ticket_id = t.id AND {}) AS joined \
         FROM ticket t \
         WHERE t.building_id = (SELECT u.building_id FROM account a JOIN unit u ON u.id = a.unit_id {own} WHERE a.id = $1) \
         AND t.whose = 'house' AND t.ended_at IS NULL AND t.category = $3 \
         AND NOT {} \
         ORDER BY t.number DESC LIMIT $4",
        lived_in("f.account_id", 2),
        lived_in("t.account_id", 2)
    )
}

/// Whom a letter about a ticket goes to.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Addressee {
    pub person: UserId,
    pub email: String,
    /// It is of their household; otherwise they said «И у меня».
    pub own: bool,
}

/// Who hears of a ticket: whoever wrote it or said «И у меня»; the household, where a dispatcher did so for them. Only as long as they live
/// there.
///
/// # Errors
/// When the database cannot answer.
pub async fn addressees(tx: &Tx, ticket: TicketId) -> Result<Vec<Addressee>> {
    const SQL: &str = "\
SELECT p.id AS person, p.email, TRUE AS own
FROM ticket t JOIN residency r ON r.account_id = t.account_id AND (t.person_id IS NULL OR t.person_id = r.person_id)
JOIN person p ON p.id = r.person_id
WHERE t.id = $1 AND r.ended_at IS NULL AND r.suspended_at IS NULL
UNION ALL
SELECT p.id AS person, p.email, FALSE AS own
FROM ticket_follower f JOIN residency r ON r.account_id = f.account_id AND (f.by_staff OR f.person_id = r.person_id)
JOIN person p ON p.id = r.person_id
WHERE f.ticket_id = $1 AND r.ended_at IS NULL AND r.suspended_at IS NULL";
    tx.rows(SQL, [ticket.into()]).await
}
