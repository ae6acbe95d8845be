//! Whom an audience is: accounts, and the people who sign in there.
use crate::{Result, Tx, sql::places};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{AccountId, BuildingId, NewsId, UnitId, UserId},
    news::{Audience, Target},
};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

/// Accounts of an audience that are open, with their units and houses; and the condition that they are of it.
fn of(audience: &Audience, day: NaiveDate, values: &mut Vec<Value>) -> String {
    values.push(day.into());
    let open = format!(
        "FROM account a JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id \
         WHERE (a.closed_on IS NULL OR a.closed_on >= ${})",
        values.len()
    );
    let Audience::Only(targets) = audience else { return open };
    let mut any = Vec::new();
    let mut one_of = |column: &str, ids: Vec<Value>, values: &mut Vec<Value>| {
        if !ids.is_empty() {
            any.push(format!("{column} IN ({})", places(ids.len(), values.len() + 1)));
            values.extend(ids);
        }
    };
    let houses = targets.iter().filter_map(|target| match target {
        Target::Building(house) => Some(Value::from(*house)),
        _ => None,
    });
    one_of("u.building_id", houses.collect(), values);
    let units = targets.iter().filter_map(|target| match target {
        Target::Unit(unit) => Some(Value::from(*unit)),
        _ => None,
    });
    one_of("u.id", units.collect(), values);
    for target in targets {
        if let Target::Entrance(house, entrance) = target {
            values.extend([(*house).into(), entrance.as_str().into()]);
            let last = values.len();
            any.push(format!(
                "(u.building_id = ${} AND (u.entrance IS NULL OR u.entrance = ${last}))",
                last - 1
            ));
        }
    }
    let any = if any.is_empty() { "FALSE".to_owned() } else { any.join(" OR ") };
    format!("{open} AND ({any})")
}

/// Residencies that are in force.
const LIVES: &str = "r.account_id = a.id AND r.ended_at IS NULL AND r.suspended_at IS NULL";

/// How many an audience is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Count {
    pub people: i64,
    pub accounts: i64,
    /// Accounts where nobody signs in.
    pub silent: i64,
    pub houses: i64,
}

/// How many an audience is on a day.
///
/// # Errors
/// When the database cannot answer.
pub async fn reach(tx: &Tx, audience: &Audience, day: NaiveDate) -> Result<Count> {
    let mut values = Vec::new();
    let of = of(audience, day, &mut values);
    let sql = format!(
        "SELECT COUNT(DISTINCT h.person_id) AS people, COUNT(DISTINCT h.account_id) AS accounts, \
         COUNT(DISTINCT h.account_id) - COUNT(DISTINCT CASE WHEN h.person_id IS NOT NULL THEN h.account_id END) AS silent, \
         COUNT(DISTINCT h.building_id) AS houses \
         FROM (SELECT g.account_id, g.building_id, r.person_id FROM \
         (SELECT a.id AS account_id, u.building_id {of}) g LEFT JOIN residency r ON r.account_id = g.account_id \
         AND r.ended_at IS NULL AND r.suspended_at IS NULL) h"
    );
    let count: Option<Count> = tx.row(&sql, values).await?;
    Ok(count.unwrap_or(Count { people: 0, accounts: 0, silent: 0, houses: 0 }))
}

/// An account of an audience.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Reached {
    pub account: AccountId,
    pub number: String,
    pub building: String,
    pub label: String,
    /// Who sign in.
    pub people: i64,
}

/// The accounts of an audience on a day, by house and number, from after an account on.
///
/// # Errors
/// When the database cannot answer.
pub async fn reached(
    tx: &Tx,
    audience: &Audience,
    day: NaiveDate,
    after: Option<AccountId>,
    most: i64,
) -> Result<Vec<Reached>> {
    let mut values = vec![Value::from(most)];
    let of = of(audience, day, &mut values);
    let beyond = after.map(|after| {
        values.push(after.into());
        format!(
            "AND (b.address, a.number, a.id) > (SELECT kb.address, ka.number, ka.id FROM account ka \
             JOIN unit ku ON ku.id = ka.unit_id JOIN building kb ON kb.id = ku.building_id WHERE ka.id = ${})",
            values.len()
        )
    });
    let sql = format!(
        "SELECT a.id AS account, a.number, b.address AS building, u.label, \
         (SELECT COUNT(*) FROM residency r WHERE {LIVES}) AS people \
         {of} {} ORDER BY b.address, a.number, a.id LIMIT $1",
        beyond.unwrap_or_default()
    );
    tx.rows(&sql, values).await
}

/// Who of an audience has read an item: of one house, or of all together where there is no address.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Readers {
    pub address: Option<String>,
    pub people: i64,
    pub read: i64,
    pub acknowledged: i64,
}

/// Who of an audience has read an item since it was announced: all together first, then house by house.
///
/// # Errors
/// When the database cannot answer.
pub async fn readers(
    tx: &Tx,
    audience: &Audience,
    day: NaiveDate,
    id: NewsId,
    announced: DateTime<Utc>,
) -> Result<Vec<Readers>> {
    let mut values: Vec<Value> = vec![id.into(), announced.into()];
    let of = of(audience, day, &mut values);
    let counts = "COUNT(DISTINCT h.person_id) AS people, \
         COUNT(DISTINCT CASE WHEN m.read_at >= $2 THEN h.person_id END) AS read, \
         COUNT(DISTINCT CASE WHEN m.acknowledged_at >= $2 THEN h.person_id END) AS acknowledged";
    let read = "FROM home h LEFT JOIN news_read m ON m.person_id = h.person_id AND m.news_id = $1";
    let sql = format!(
        "WITH home AS (SELECT b.address, r.person_id FROM residency r JOIN (\
         SELECT a.id AS account_id, u.building_id {of}) g ON g.account_id = r.account_id \
         JOIN building b ON b.id = g.building_id WHERE r.ended_at IS NULL AND r.suspended_at IS NULL) \
         SELECT NULL AS address, {counts} {read} \
         UNION ALL SELECT * FROM (SELECT h.address, {counts} {read} GROUP BY h.address ORDER BY h.address) k"
    );
    tx.rows(&sql, values).await
}

/// Somebody of an audience, with what they have ever done about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Addressee {
    pub person: UserId,
    pub read_at: Option<DateTime<Utc>>,
    pub acknowledged_at: Option<DateTime<Utc>>,
}

/// The people who sign in of an audience on a day, each once, from after one of them on.
///
/// # Errors
/// When the database cannot answer.
pub async fn addressees(
    tx: &Tx,
    audience: &Audience,
    day: NaiveDate,
    id: NewsId,
    after: Option<UserId>,
    most: i64,
) -> Result<Vec<Addressee>> {
    let mut values: Vec<Value> = vec![id.into(), most.into(), after.unwrap_or(UserId(Uuid::nil())).into()];
    let of = of(audience, day, &mut values);
    let sql = format!(
        "SELECT h.person_id AS person, m.read_at, m.acknowledged_at FROM (\
         SELECT DISTINCT r.person_id FROM residency r JOIN (SELECT a.id AS account_id {of}) g ON g.account_id = r.account_id \
         WHERE r.ended_at IS NULL AND r.suspended_at IS NULL AND r.person_id > $3) h \
         LEFT JOIN news_read m ON m.person_id = h.person_id AND m.news_id = $1 ORDER BY h.person_id LIMIT $2"
    );
    tx.rows(&sql, values).await
}

/// Houses with their entrances, as far as they are known.
///
/// # Errors
/// When the database cannot answer.
pub async fn houses(tx: &Tx) -> Result<Vec<(BuildingId, String, Vec<String>)>> {
    #[derive(FromQueryResult)]
    struct Place {
        id: BuildingId,
        address: String,
        entrance: Option<String>,
    }
    const SQL: &str = "\
SELECT DISTINCT b.id, b.address, u.entrance FROM building b LEFT JOIN unit u ON u.building_id = b.id
ORDER BY b.address, b.id, u.entrance";
    let rows: Vec<Place> = tx.rows(SQL, []).await?;
    let mut houses: Vec<(BuildingId, String, Vec<String>)> = Vec::new();
    for row in rows {
        if houses.last().is_none_or(|(id, ..)| *id != row.id) {
            houses.push((row.id, row.address, Vec::new()));
        }
        if let Some((.., entrances)) = houses.last_mut() {
            entrances.extend(row.entrance);
        }
    }
    Ok(houses)
}

/// The units of accounts that are open on a day, by their folded numbers.
///
/// # Errors
/// When the database cannot answer.
pub async fn units(tx: &Tx, keys: &[String], day: NaiveDate) -> Result<Vec<(String, UnitId)>> {
    #[derive(FromQueryResult)]
    struct Row {
        number_key: String,
        unit_id: UnitId,
    }
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = vec![day.into()];
    values.extend(keys.iter().map(|key| Value::from(key.as_str())));
    let sql = format!(
        "SELECT number_key, unit_id FROM account WHERE (closed_on IS NULL OR closed_on >= $1) AND number_key IN ({})",
        places(keys.len(), 2)
    );
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.number_key, row.unit_id)).collect())
}

/// The numbers of the accounts of these units that are open on a day.
///
/// # Errors
/// When the database cannot answer.
pub async fn numbers_of(tx: &Tx, units: &[UnitId], day: NaiveDate) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        number: String,
    }
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = vec![day.into()];
    values.extend(units.iter().map(|unit| Value::from(*unit)));
    let sql = format!(
        "SELECT number FROM account WHERE (closed_on IS NULL OR closed_on >= $1) AND unit_id IN ({}) ORDER BY number",
        places(units.len(), 2)
    );
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}
