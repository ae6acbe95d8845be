//! The staff's board.
use crate::{Result, Tx, entity::ticket, scope};
use chrono::{DateTime, Utc};
use domain::{
    access::Scope,
    tickets::{BoardCounts, BoardFilter, BoardKey, ExecutorFilter, Kind},
};
use sea_orm::{FromQueryResult, Value};

/// A ticket on the board, with the words for its row.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct BoardLine {
    #[sea_orm(nested)]
    pub ticket: ticket::Model,
    /// Of the house.
    pub address: String,
    pub label: Option<String>,
    pub account_number: Option<String>,
    pub executor: Option<String>,
    pub households: i64,
}

impl BoardLine {
    /// Where the part of the board that begins after this row is.
    #[must_use]
    pub fn key(&self) -> BoardKey {
        BoardKey { at: self.ticket.ended_at.unwrap_or(self.ticket.next_at), number: self.ticket.number }
    }
}

const LINE: &str = "\
SELECT t.*, b.address, u.label, a.number AS account_number,
       (SELECT x.name FROM executor x WHERE x.id = t.executor_id) AS executor,
       (SELECT COUNT(*) FROM ticket_follower f WHERE f.ticket_id = t.id) AS households
FROM ticket t JOIN building b ON b.id = t.building_id
LEFT JOIN account a ON a.id = t.account_id LEFT JOIN unit u ON u.id = a.unit_id";

/// Tickets of the houses that one serves: those that wait by the time that is left, or those that are over, the latest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn board(
    tx: &Tx,
    scope: &Scope,
    filter: &BoardFilter,
    after: Option<BoardKey>,
    most: i64,
) -> Result<Vec<BoardLine>> {
    let (sql, values) = statement(scope, filter, after, most);
    tx.rows(&sql, values).await
}

pub(super) fn statement(
    scope: &Scope,
    filter: &BoardFilter,
    after: Option<BoardKey>,
    most: i64,
) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![most.into()];
    let (ended, by, beyond, order) = if filter.ended {
        ("t.ended_at IS NOT NULL", "t.ended_at", "<", "DESC")
    } else {
        ("t.ended_at IS NULL", "t.next_at", ">", "ASC")
    };
    let mut conditions = vec![ended.to_owned(), scope::houses(scope, "t.building_id", &mut values)];
    let mut equal = |column: &str, value: Value| {
        values.push(value);
        conditions.push(format!("{column} = ${}", values.len()));
    };
    if let Some(building) = filter.building {
        equal("t.building_id", building.into());
    }
    if let Some(category) = filter.category {
        equal("t.category", category.code().into());
    }
    if let Some(kind) = filter.kind {
        equal("t.kind", kind.code().into());
    }
    if let Some(state) = filter.state {
        equal("t.state", state.code().into());
    }
    match filter.executor {
        Some(ExecutorFilter::Is(executor)) => equal("t.executor_id", executor.into()),
        Some(ExecutorFilter::Nobody) => conditions.push("t.executor_id IS NULL".to_owned()),
        None => {}
    }
    if let Some(after) = after {
        values.extend([after.at.into(), after.number.into()]);
        let last = values.len();
        conditions.push(format!("({by}, t.number) {beyond} (${}, ${last})", last - 1));
    }
    let conditions = conditions.join(" AND ");
    (format!("{LINE} WHERE {conditions} ORDER BY {by} {order}, t.number {order} LIMIT $1"), values)
}

/// One ticket of the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn board_line(tx: &Tx, scope: &Scope, number: i64) -> Result<Option<BoardLine>> {
    let mut values: Vec<Value> = vec![number.into()];
    let served = scope::houses(scope, "t.building_id", &mut values);
    tx.row(&format!("{LINE} WHERE t.number = $1 AND {served}"), values).await
}

/// How much waits in the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn counts(tx: &Tx, scope: &Scope, now: DateTime<Utc>) -> Result<BoardCounts> {
    #[derive(FromQueryResult)]
    struct Row {
        waiting: i64,
        unassigned: i64,
        emergencies: i64,
        overdue: i64,
    }
    let mut values: Vec<Value> = vec![now.into(), Kind::Emergency.code().into()];
    let served = scope::houses(scope, "t.building_id", &mut values);
    let sql = format!(
        "SELECT COUNT(*) AS waiting, COUNT(*) FILTER (WHERE t.executor_id IS NULL) AS unassigned, \
         COUNT(*) FILTER (WHERE t.kind = $2) AS emergencies, \
         COUNT(*) FILTER (WHERE t.paused_since IS NULL AND t.next_at < $1) AS overdue \
         FROM ticket t WHERE t.ended_at IS NULL AND {served}"
    );
    let row: Option<Row> = tx.row(&sql, values).await?;
    Ok(row.map_or_else(BoardCounts::default, |row| BoardCounts {
        waiting: row.waiting,
        unassigned: row.unassigned,
        emergencies: row.emergencies,
        overdue: row.overdue,
    }))
}
