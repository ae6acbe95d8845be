//! Sessions: who is behind a cookie, and where a person is signed in.
use crate::{Result, StoreError, Tx, entity::session};
use chrono::{DateTime, Utc};
use domain::{
    access::{Reach, Role, Scope},
    ids::{AccountId, BuildingId, SessionId, UserId},
    readings::SubmissionWindow,
    residency::AccountCard,
    session::Person,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

/// A session that is neither ended nor expired, with its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    pub session: SessionId,
    pub seen_at: DateTime<Utc>,
    pub person: Person,
}

#[derive(FromQueryResult)]
struct Row {
    session: SessionId,
    seen_at: DateTime<Utc>,
    chosen: Option<AccountId>,
    person: UserId,
    email: String,
    role: Option<String>,
    bound: bool,
    second_factor: bool,
    unread: i64,
    account: Option<AccountId>,
    building: Option<BuildingId>,
    number: Option<String>,
    address: Option<String>,
    label: Option<String>,
    first_day: Option<i16>,
    last_day: Option<i16>,
}

/// The session of a token: one statement for the person and all of their accounts.
///
/// # Errors
/// When the database cannot answer.
pub async fn live(tx: &Tx, token_hash: &str, now: DateTime<Utc>) -> Result<Option<Live>> {
    const SQL: &str = "\
SELECT s.id AS session, s.seen_at, s.account_id AS chosen, p.id AS person, p.email,
       CASE WHEN p.suspended_at IS NULL THEN p.role END AS role,
       EXISTS (SELECT 1 FROM employee_building e WHERE e.person_id = p.id) AS bound,
       EXISTS (SELECT 1 FROM second_factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS second_factor,
       (SELECT COUNT(*) FROM notice n WHERE n.person_id = p.id AND n.read_at IS NULL) AS unread,
       a.id AS account, u.building_id AS building, a.number, b.address, u.label,
       COALESCE(b.window_first_day, c.window_first_day) AS first_day,
       COALESCE(b.window_last_day, c.window_last_day) AS last_day
FROM session s
JOIN person p ON p.id = s.person_id
LEFT JOIN residency r ON r.person_id = p.id AND r.ended_at IS NULL AND r.suspended_at IS NULL
LEFT JOIN account a ON a.id = r.account_id
LEFT JOIN unit u ON u.id = a.unit_id
LEFT JOIN building b ON b.id = u.building_id
LEFT JOIN managing_company c ON c.id = b.company_id
WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2";
    let rows: Vec<Row> = tx.rows(SQL, [token_hash.into(), now.into()]).await?;
    let Some(Row { session, seen_at, chosen, person: user, role, bound, second_factor, unread, .. }) =
        rows.first()
    else {
        return Ok(None);
    };
    let (session, seen_at, chosen, user) = (*session, *seen_at, *chosen, *user);
    let (bound, second_factor, unread) = (*bound, *second_factor, *unread);
    let role = role.as_deref().map(known_role).transpose()?;
    let email = rows[0].email.clone();
    let mut accounts: Vec<AccountCard> = rows.into_iter().filter_map(card).collect();
    accounts.sort_unstable_by(|a, b| (&a.address, &a.number).cmp(&(&b.address, &b.number)));
    let current = accounts
        .iter()
        .position(|account| Some(account.id) == chosen)
        .or_else(|| (!accounts.is_empty()).then_some(0));
    let person =
        Person { user, email, role, bound, withheld: None, second_factor, accounts, current, unread };
    Ok(Some(Live { session, seen_at, person }))
}

/// Notes that a session is in use, and how long it lasts from now on.
///
/// # Errors
/// When the database cannot.
pub async fn touch(tx: &Tx, id: SessionId, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE session SET seen_at = $2, expires_at = $3 WHERE id = $1 AND ended_at IS NULL";
    tx.change(SQL, [id.into(), now.into(), expires_at.into()]).await?;
    Ok(())
}

/// Where a person is signed in, the last used first.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_person(tx: &Tx, person: UserId, now: DateTime<Utc>) -> Result<Vec<session::Model>> {
    Ok(session::Entity::find()
        .filter(session::Column::PersonId.eq(person))
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .order_by_desc(session::Column::SeenAt)
        .all(&tx.on())
        .await?)
}

/// Ends one session of a person. `false` when they have no such one.
///
/// # Errors
/// When the database cannot.
pub async fn end(tx: &Tx, person: UserId, id: SessionId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str =
        "UPDATE session SET ended_at = $3 WHERE id = $1 AND person_id = $2 AND ended_at IS NULL";
    Ok(tx.change(SQL, [id.into(), person.into(), now.into()]).await? == 1)
}

/// Ends every session of a person.
///
/// # Errors
/// When the database cannot.
pub async fn end_all(tx: &Tx, person: UserId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "UPDATE session SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL";
    tx.change(SQL, [person.into(), now.into()]).await?;
    Ok(())
}

/// Ends every session of a person but one.
///
/// # Errors
/// When the database cannot.
pub async fn end_others(tx: &Tx, person: UserId, but: SessionId, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str =
        "UPDATE session SET ended_at = $3 WHERE person_id = $1 AND id <> $2 AND ended_at IS NULL";
    tx.change(SQL, [person.into(), but.into(), now.into()]).await?;
    Ok(())
}

/// Opens another account in a session. `false` when the account is out of reach.
///
/// # Errors
/// When the database cannot.
pub async fn choose(tx: &Tx, scope: &Scope, id: SessionId, account: AccountId) -> Result<bool> {
    const SQL: &str = "\
UPDATE session SET account_id = $3
WHERE id = $1 AND person_id = $2 AND EXISTS (
    SELECT 1 FROM residency
    WHERE person_id = $2 AND account_id = $3 AND ended_at IS NULL AND suspended_at IS NULL)";
    // Only a person has a session to choose in.
    let Reach::Own(person) = *scope.reach() else { return Ok(false) };
    Ok(tx.change(SQL, [id.into(), person.into(), account.into()]).await? == 1)
}

fn card(row: Row) -> Option<AccountCard> {
    Some(AccountCard {
        id: row.account?,
        building: row.building?,
        number: row.number?,
        address: format!("{}, {}", row.address?, row.label?),
        window: SubmissionWindow {
            first_day: u8::try_from(row.first_day?).ok()?,
            last_day: u8::try_from(row.last_day?).ok()?,
        },
    })
}

fn known_role(code: &str) -> Result<Role> {
    Role::from_code(code).ok_or_else(|| StoreError::Corrupt(format!("the role {code:?} is unknown")))
}
