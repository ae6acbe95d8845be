//! The staff's inbox.
use super::lists::name_column;
use crate::{Result, Tx, entity::appeal, scope};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Scope,
    appeals::{AssigneeFilter, InboxCounts, InboxFilter},
    ids::UserId,
    tickets::BoardKey,
};
use sea_orm::{FromQueryResult, Value};

/// An appeal in the inbox, with the words for its row.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InboxLine {
    #[sea_orm(nested)]
    pub appeal: appeal::Model,
    /// Of the house.
    pub address: String,
    pub label: String,
    pub account_number: String,
    pub phone: Option<String>,
    /// Of whoever wrote it.
    pub email: String,
    /// The first of the owners, where an owner wrote it.
    pub name: Option<String>,
    pub assignee_email: Option<String>,
    pub assignee_role: Option<String>,
}

impl InboxLine {
    /// Where the part of the inbox that begins after this row is.
    #[must_use]
    pub fn key(&self) -> BoardKey {
        BoardKey { at: self.appeal.ended_at.unwrap_or(self.appeal.due_at), number: self.appeal.number }
    }
}

fn columns(today: NaiveDate) -> String {
    format!(
        "SELECT t.*, b.address, u.label, a.number AS account_number, a.phone, p.email, {}, \
         s.email AS assignee_email, s.role AS assignee_role \
         FROM appeal t JOIN building b ON b.id = t.building_id \
         JOIN account a ON a.id = t.account_id JOIN unit u ON u.id = a.unit_id \
         JOIN person p ON p.id = t.person_id LEFT JOIN person s ON s.id = t.assignee_id",
        name_column(today)
    )
}

/// Appeals of the houses that one serves: those that wait by the time that is left, or those that are over, the latest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn inbox(
    tx: &Tx,
    scope: &Scope,
    filter: &InboxFilter,
    after: Option<BoardKey>,
    most: i64,
    today: NaiveDate,
) -> Result<Vec<InboxLine>> {
    let (sql, values) = statement(scope, filter, after, most, today);
    tx.rows(&sql, values).await
}

pub(super) fn statement(
    scope: &Scope,
    filter: &InboxFilter,
    after: Option<BoardKey>,
    most: i64,
    today: NaiveDate,
) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![most.into()];
    let (ended, by, beyond, order) = if filter.ended {
        ("t.ended_at IS NOT NULL", "t.ended_at", "<", "DESC")
    } else {
        ("t.ended_at IS NULL", "t.due_at", ">", "ASC")
    };
    let mut conditions = vec![ended.to_owned(), scope::houses(scope, "t.building_id", &mut values)];
    let mut equal = |column: &str, value: Value| {
        values.push(value);
        conditions.push(format!("{column} = ${}", values.len()));
    };
    if let Some(building) = filter.building {
        equal("t.building_id", building.into());
    }
    if let Some(kind) = filter.kind {
        equal("t.kind", kind.code().into());
    }
    if let Some(state) = filter.state {
        equal("t.state", state.code().into());
    }
    match filter.assignee {
        Some(AssigneeFilter::Is(person)) => equal("t.assignee_id", person.into()),
        Some(AssigneeFilter::Nobody) => conditions.push("t.assignee_id IS NULL".to_owned()),
        None => {}
    }
    if let Some(after) = after {
        values.extend([after.at.into(), after.number.into()]);
        let last = values.len();
        conditions.push(format!("({by}, t.number) {beyond} (${}, ${last})", last - 1));
    }
    let (columns, conditions) = (columns(today), conditions.join(" AND "));
    (format!("{columns} WHERE {conditions} ORDER BY {by} {order}, t.number {order} LIMIT $1"), values)
}

/// One appeal of the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn inbox_line(tx: &Tx, scope: &Scope, number: i64, today: NaiveDate) -> Result<Option<InboxLine>> {
    let mut values: Vec<Value> = vec![number.into()];
    let served = scope::houses(scope, "t.building_id", &mut values);
    tx.row(&format!("{} WHERE t.number = $1 AND {served}", columns(today)), values).await
}

/// How much waits in the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn counts(tx: &Tx, scope: &Scope, me: Option<UserId>, now: DateTime<Utc>) -> Result<InboxCounts> {
    #[derive(FromQueryResult)]
    struct Row {
        waiting: i64,
        mine: i64,
        unassigned: i64,
        overdue: i64,
    }
    let mut values: Vec<Value> = vec![now.into(), me.into()];
    let served = scope::houses(scope, "t.building_id", &mut values);
    let sql = format!(
        "SELECT COUNT(*) AS waiting, COUNT(*) FILTER (WHERE t.assignee_id = $2) AS mine, \
         COUNT(*) FILTER (WHERE t.assignee_id IS NULL) AS unassigned, \
         COUNT(*) FILTER (WHERE t.due_at < $1) AS overdue \
         FROM appeal t WHERE t.ended_at IS NULL AND {served}"
    );
    let row: Option<Row> = tx.row(&sql, values).await?;
    Ok(row.map_or_else(InboxCounts::default, |row| InboxCounts {
        waiting: row.waiting,
        mine: row.mine,
        unassigned: row.unassigned,
        overdue: row.overdue,
    }))
}
