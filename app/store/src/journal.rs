//! The journal, read: by moment, in parts, each found by an index however long it is.
use crate::{Result, Tx, event::WHOLESALE};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{AccountId, BuildingId, UserId},
    journal::{JournalKey, What},
};
use sea_orm::{FromQueryResult, Value};
use std::fmt::Write as _;
use uuid::Uuid;

#[cfg(test)]
mod tests;

/// What one sees of an account within this time is one look: it is not written down anew.
pub const ONE_LOOK: TimeDelta = TimeDelta::minutes(10);
/// That somebody saw an account.
pub const LOOKED_AT: &str = "account.looked_at";

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub who: Option<UserId>,
    pub whose: Option<Whose>,
    pub what: What,
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
    /// The last line of the part before.
    pub after: Option<JournalKey>,
}

/// Whose data: a person with their accounts, or an account alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whose {
    pub person: Option<UserId>,
    pub accounts: Vec<AccountId>,
    /// Houses of these accounts: data of a whole house may have been seen at once.
    pub buildings: Vec<BuildingId>,
}

/// A line with the words around it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Line {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub kind: String,
    pub look: bool,
    pub details: Option<String>,
    pub who: Option<String>,
    pub role: Option<String>,
    pub number: Option<String>,
    pub address: Option<String>,
    pub label: Option<String>,
    /// The e-mail of the person it is about.
    pub subject: Option<String>,
    pub ticket: Option<i64>,
    pub appeal: Option<i64>,
    /// The address of the house it is about.
    pub house: Option<String>,
}

/// An account that somebody saw.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SeenRow {
    pub number: String,
    pub address: String,
    pub label: String,
    pub times: i64,
    pub first: DateTime<Utc>,
    pub last: DateTime<Utc>,
}

/// Lines, the latest first. One statement.
///
/// # Errors
/// When the database cannot answer.
pub async fn lines(tx: &Tx, query: &Query, most: usize) -> Result<Vec<Line>> {
    let (sql, values) = lines_sql(query, most);
    tx.rows(&sql, values).await
}

/// The accounts whose data a person saw, the last seen first. One statement.
///
/// # Errors
/// When the database cannot answer.
pub async fn seen(tx: &Tx, who: UserId, query: &Query, most: usize) -> Result<Vec<SeenRow>> {
    let (sql, values) = seen_sql(who, query, most);
    tx.rows(&sql, values).await
}

/// Several branches, each read in the order of its index, put together by moment.
fn lines_sql(query: &Query, most: usize) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let common = common(query, &mut values);
    let looks = match query.what {
        What::Everything | What::Kind(_) => vec!["e.look = FALSE", "e.look = TRUE"],
        What::Changes => vec!["e.look = FALSE"],
        What::Looks => vec!["e.look = TRUE"],
    };
    let branches: Vec<String> = match (&query.whose, &query.what, query.who) {
        (Some(whose), ..) => {
            let looks = if looks.len() == 2 { String::new() } else { format!(" AND {}", beside(looks[0])) };
            about(whose, &mut values).into_iter().map(|about| format!("{about}{looks}")).collect()
        }
        // A kind has an index of its own, and so has who did it.
        (None, What::Kind(_), None) => vec!["TRUE".to_owned()],
        (None, _, Some(_)) if looks.len() == 2 => vec!["TRUE".to_owned()],
        (None, _, Some(_)) => looks.into_iter().map(beside).collect(),
        _ => looks.into_iter().map(str::to_owned).collect(),
    };
    let branches = branches.into_iter().map(|branch| {
        format!(
            "SELECT * FROM (SELECT e.at, e.id FROM event e WHERE {branch}{common} \
             ORDER BY e.at DESC, e.id DESC LIMIT {most}) b"
        )
    });
    let branches = branches.collect::<Vec<_>>().join(" UNION ");
    let sql = format!(
        "SELECT e.id, e.at, e.kind, e.look, e.details, p.email AS who, p.role, a.number, b.address, u.label, \
         s.email AS subject, t.number AS ticket, l.number AS appeal, h.address AS house \
         FROM (SELECT * FROM ({branches}) found ORDER BY at DESC, id DESC LIMIT {most}) f \
         JOIN event e ON e.id = f.id \
         LEFT JOIN person p ON p.id = e.person_id \
         LEFT JOIN account a ON a.id = e.account_id \
         LEFT JOIN unit u ON u.id = a.unit_id \
         LEFT JOIN building b ON b.id = u.building_id \
         LEFT JOIN person s ON s.id = e.subject_id \
         LEFT JOIN ticket t ON t.id = e.subject_id \
         LEFT JOIN appeal l ON l.id = e.subject_id \
         LEFT JOIN building h ON h.id = e.subject_id \
         ORDER BY e.at DESC, e.id DESC"
    );
    (sql, values)
}

/// A condition that is looked at row by row: no index is chosen for its sake.
fn beside(condition: &str) -> String {
    format!("({condition}) IS TRUE")
}

/// Conditions of every branch. The index that is read is that of whose data it is; otherwise of who did it; otherwise of what it is.
fn common(query: &Query, values: &mut Vec<Value>) -> String {
    let mut sql = String::new();
    let [who, kind] = ["e.person_id = ?", "e.kind = ?"];
    let is_who = if query.whose.is_some() { beside(who) } else { who.to_owned() };
    let is_kind = if query.whose.is_some() || query.who.is_some() { beside(kind) } else { kind.to_owned() };
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        // A string takes everything.
        let _always = write!(sql, " AND {}", condition.replace('?', &format!("${}", values.len())));
    };
    if let Some(who) = query.who {
        add(&is_who, who.into());
    }
    if let What::Kind(kind) = &query.what {
        add(&is_kind, kind.as_str().into());
    }
    // The part before ended before that already.
    if let Some(to) = query.to.filter(|_| query.after.is_none()) {
        add("e.at < ?", to.into());
    }
    if let Some(from) = query.from {
        add("e.at > ?", (from - ONE_LOOK).into());
        add(&format!("(e.at >= ? OR e.kind = '{LOOKED_AT}')"), from.into());
    }
    if let Some(after) = query.after {
        values.push(after.at.into());
        values.push(after.id.into());
        let _always = write!(sql, " AND (e.at, e.id) < (${}, ${})", values.len() - 1, values.len());
    }
    sql
}

/// A branch for each way in which a line may be about somebody.
fn about(whose: &Whose, values: &mut Vec<Value>) -> Vec<String> {
    let mut branches = Vec::new();
    let mut branch = |condition: &str, value: Value| {
        values.push(value);
        branches.push(format!("{condition} = ${}", values.len()));
    };
    for account in &whose.accounts {
        branch("e.account_id", (*account).into());
    }
    if let Some(person) = whose.person {
        branch("e.subject_id", person.into());
    }
    let wholesale = format!("e.kind IN ('{}')", WHOLESALE.join("', '"));
    for building in &whose.buildings {
        branch(&format!("{} AND e.subject_id", beside(&wholesale)), (*building).into());
    }
    if !whose.buildings.is_empty() {
        branches.push(format!("{wholesale} AND (e.subject_id IS NULL) IS TRUE"));
    }
    if branches.is_empty() {
        branches.push("FALSE".to_owned());
    }
    branches
}

fn seen_sql(who: UserId, query: &Query, most: usize) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![who.into()];
    let mut bounds = String::new();
    if let Some(to) = query.to {
        values.push(to.into());
        let _always = write!(bounds, " AND e.at < ${}", values.len());
    }
    let looks = "SELECT e.account_id, e.at FROM event e \
                 WHERE e.person_id = $1 AND (e.look = TRUE) IS TRUE AND e.account_id IS NOT NULL";
    let looks = if let Some(from) = query.from {
        values.push(from.into());
        let from_at = values.len();
        values.push((from - ONE_LOOK).into());
        let earlier = values.len();
        // A look that was written down shortly before stands for the minutes after it.
        format!(
            "{looks}{bounds} AND e.at >= ${from_at} \
             UNION ALL {looks} AND (e.kind = '{LOOKED_AT}') IS TRUE AND e.at > ${earlier} AND e.at < ${from_at}"
        )
    } else {
        format!("{looks}{bounds}")
    };
    let sql = format!(
        "SELECT a.number, b.address, u.label, s.times, s.first, s.last FROM ( \
         SELECT account_id, COUNT(*) AS times, MIN(at) AS first, MAX(at) AS last FROM ({looks}) looks \
         GROUP BY account_id ORDER BY MAX(at) DESC, account_id LIMIT {most}) s \
         JOIN account a ON a.id = s.account_id \
         JOIN unit u ON u.id = a.unit_id \
         JOIN building b ON b.id = u.building_id \
         ORDER BY s.last DESC, a.number"
    );
    (sql, values)
}

/// The accounts that a person lives in, or once did, with their houses.
///
/// # Errors
/// When the database cannot answer.
pub async fn homes_of(tx: &Tx, person: UserId) -> Result<Vec<(AccountId, BuildingId)>> {
    const SQL: &str = "\
SELECT DISTINCT r.account_id, u.building_id FROM residency r
JOIN account a ON a.id = r.account_id JOIN unit u ON u.id = a.unit_id WHERE r.person_id = $1";
    homes(tx, SQL, vec![person.into()]).await
}

/// The account of a folded number, with its house.
///
/// # Errors
/// When the database cannot answer.
pub async fn account(tx: &Tx, number_key: &str) -> Result<Vec<(AccountId, BuildingId)>> {
    const SQL: &str = "\
SELECT a.id AS account_id, u.building_id FROM account a JOIN unit u ON u.id = a.unit_id WHERE a.number_key = $1";
    homes(tx, SQL, vec![number_key.into()]).await
}

async fn homes(tx: &Tx, sql: &str, values: Vec<Value>) -> Result<Vec<(AccountId, BuildingId)>> {
    #[derive(FromQueryResult)]
    struct Row {
        account_id: AccountId,
        building_id: BuildingId,
    }
    let rows: Vec<Row> = tx.rows(sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.account_id, row.building_id)).collect())
}
