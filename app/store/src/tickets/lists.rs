//! What residents see: their own tickets, and those of the house.
use super::lived_in;
use crate::{Result, Tx, entity::ticket, scope, sql::first_owner};
use chrono::NaiveDate;
use domain::{
    access::{Reach, Scope},
    ids::{AccountId, BuildingId, UserId},
    residency::ResidencyKind,
};
use sea_orm::{FromQueryResult, Value};

/// A ticket in a list, with what others have to do with it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Line {
    #[sea_orm(nested)]
    pub ticket: ticket::Model,
    /// It is of a household of whoever asks.
    pub mine: bool,
    /// Households that said «И у меня».
    pub households: i64,
    /// A household of whoever asks did.
    pub joined: bool,
    /// Public ones.
    pub comments: i64,
    pub executor: Option<String>,
}

/// The columns of a [`Line`] of the ticket `t`, for the person whose id is the given parameter.
fn columns(person: usize) -> String {
    format!(
        "SELECT t.*, {} AS mine, \
         (SELECT COUNT(*) FROM ticket_follower f WHERE f.ticket_id = t.id) AS households, \
         EXISTS (SELECT 1 FROM ticket_follower f WHERE f.ticket_id = t.id AND {}) AS joined, \
         (SELECT COUNT(*) FROM ticket_comment c WHERE c.ticket_id = t.id AND NOT c.internal) AS comments, \
         (SELECT x.name FROM executor x WHERE x.id = t.executor_id) AS executor \
         FROM ticket t",
        lived_in("t.account_id", person),
        lived_in("f.account_id", person),
    )
}

/// Tickets of one account in the scope, the newest first, from below a number on.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_account(
    tx: &Tx,
    scope: &Scope,
    account: AccountId,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<Line>> {
    let Reach::Own(person) = *scope.reach() else { return Ok(Vec::new()) };
    tx.rows(&of_account_sql(), [account.into(), person.into(), before.into(), most.into()]).await
}

pub(super) fn of_account_sql() -> String {
    let own = scope::residency("t.account_id", 2);
    let columns = columns(2);
    format!(
        "{columns} {own} WHERE t.account_id = $1 AND t.number < COALESCE($3, {LAST}) ORDER BY t.number DESC LIMIT $4"
    )
}

/// Tickets of the house that an account in the scope is in, the newest first, from below a number on.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_house(
    tx: &Tx,
    scope: &Scope,
    account: AccountId,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<Line>> {
    let Reach::Own(person) = *scope.reach() else { return Ok(Vec::new()) };
    tx.rows(&of_house_sql(), [account.into(), person.into(), before.into(), most.into()]).await
}

pub(super) fn of_house_sql() -> String {
    let own = scope::residency("a.id", 2);
    let columns = columns(2);
    format!(
        "{columns} WHERE t.building_id = (SELECT u.building_id FROM account a JOIN unit u ON u.id = a.unit_id {own} WHERE a.id = $1) \
         AND t.whose = 'house' AND t.number < COALESCE($3, {LAST}) ORDER BY t.number DESC LIMIT $4"
    )
}

/// No ticket has this number, nor one above it.
const LAST: i64 = i64::MAX;

/// A ticket that a resident may see: of their household, or of a house that they live in.
///
/// # Errors
/// When the database cannot answer.
pub async fn line(tx: &Tx, scope: &Scope, number: i64) -> Result<Option<Line>> {
    let Reach::Own(person) = *scope.reach() else { return Ok(None) };
    let mut values: Vec<Value> = vec![number.into(), person.into()];
    let (columns, own) = (columns(2), lived_in("t.account_id", 2));
    let around = scope::around(scope, "t.building_id", &mut values);
    tx.row(&format!("{columns} WHERE t.number = $1 AND ({own} OR (t.whose = 'house' AND {around}))"), values)
        .await
}

/// Where an account is, with what is known of who lives there.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Home {
    pub building_id: BuildingId,
    pub entrance: Option<String>,
    /// A code of [`ResidencyKind`]; none for staff.
    pub tie: Option<String>,
    /// The first of the owners.
    pub owner: Option<String>,
    pub phone: Option<String>,
}

impl Home {
    /// The name of whoever asks, as far as the company knows it: owners are named on the account.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.owner.as_deref().filter(|_| self.tie.as_deref() == Some(ResidencyKind::Owner.code()))
    }
}

/// The home of an account in the scope.
///
/// # Errors
/// When the database cannot answer.
pub async fn home(tx: &Tx, scope: &Scope, account: AccountId, today: NaiveDate) -> Result<Option<Home>> {
    let mut values = vec![account.into()];
    let own = scope::own(scope, "a.id", &mut values);
    let tie = if matches!(scope.reach(), Reach::Own(_)) { "own.kind" } else { "CAST(NULL AS text)" };
    let owner = first_owner("a.id", today);
    let sql = format!(
        "SELECT u.building_id, u.entrance, {tie} AS tie, a.phone, \
         {owner} AS owner \
         FROM account a JOIN unit u ON u.id = a.unit_id {own} WHERE a.id = $1"
    );
    tx.row(&sql, values).await
}

/// Name and telephone that a person gave with their last ticket, or else the telephone they pay with.
///
/// # Errors
/// When the database cannot answer.
pub async fn last_contact(tx: &Tx, person: UserId) -> Result<(Option<String>, Option<String>)> {
    #[derive(FromQueryResult)]
    struct Row {
        name: Option<String>,
        phone: Option<String>,
    }
    const SQL: &str = "\
SELECT (SELECT t.contact_name FROM ticket t WHERE t.person_id = p.id ORDER BY t.number DESC LIMIT 1) AS name,
       COALESCE((SELECT t.contact_phone FROM ticket t WHERE t.person_id = p.id ORDER BY t.number DESC LIMIT 1), c.phone) AS phone
FROM person p LEFT JOIN payer_contact c ON c.person_id = p.id WHERE p.id = $1";
    let row: Option<Row> = tx.row(SQL, [person.into()]).await?;
    Ok(row.map_or((None, None), |row| (row.name, row.phone)))
}
