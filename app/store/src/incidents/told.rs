//! Who has heard what of an incident.
use crate::{Result, Tx, entity::incident, sql::places};
use domain::ids::{IncidentId, UserId};
use sea_orm::{FromQueryResult, Value};

/// Somebody who has not heard the last of an incident.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Hearer {
    pub person_id: UserId,
    pub email: String,
    /// What they were told last, if they were.
    pub said: Option<String>,
    /// It is not over, and touches them.
    pub touched: bool,
}

/// From the places of the incident `$1` to those who live there: residencies `r` in buildings `b`.
const TOUCHED: &str = "\
FROM incident_place l JOIN unit u ON u.building_id = l.building_id
AND (l.entrance = '' OR u.entrance IS NULL OR l.entrance = u.entrance)
JOIN account a ON a.unit_id = u.id AND a.closed_on IS NULL
JOIN residency r ON r.account_id = a.id AND r.ended_at IS NULL AND r.suspended_at IS NULL";

/// Those whom an incident touches and who do not know, or know it as it was; then those who know of it and whom it touches no more. Of one
/// that is over those who know of it. As many at most; who has moved out hears nothing.
///
/// # Errors
/// When the database cannot answer.
pub async fn hearers(tx: &Tx, incident: &incident::Model, most: usize) -> Result<Vec<Hearer>> {
    let over = incident.ended_at.is_some();
    let values = |most: usize| -> [Value; 3] {
        [incident.id.into(), incident.news.into(), i64::try_from(most).unwrap_or(i64::MAX).into()]
    };
    let mut found: Vec<Hearer> = Vec::new();
    if !over {
        found = tx.rows(&touched_sql(), values(most)).await?;
    }
    if found.len() < most {
        found.extend(tx.rows::<Hearer>(&knowing_sql(over), values(most - found.len())).await?);
    }
    Ok(found)
}

pub(super) fn touched_sql() -> String {
    format!(
        "SELECT DISTINCT p.id AS person_id, p.email, k.said, TRUE AS touched {TOUCHED} \
         JOIN person p ON p.id = r.person_id \
         LEFT JOIN incident_told k ON k.incident_id = l.incident_id AND k.person_id = r.person_id \
         WHERE l.incident_id = $1 AND (k.news IS NULL OR k.news < $2) ORDER BY p.id LIMIT $3"
    )
}

pub(super) fn knowing_sql(over: bool) -> String {
    let untouched = if over {
        String::new()
    } else {
        format!("AND k.person_id NOT IN (SELECT r.person_id {TOUCHED} WHERE l.incident_id = $1)")
    };
    format!(
        "SELECT p.id AS person_id, p.email, k.said, FALSE AS touched \
         FROM incident_told k JOIN person p ON p.id = k.person_id \
         WHERE k.incident_id = $1 AND k.news < $2 AND EXISTS (SELECT 1 FROM residency h \
         WHERE h.person_id = k.person_id AND h.ended_at IS NULL AND h.suspended_at IS NULL) {untouched} \
         ORDER BY p.id LIMIT $3"
    )
}

/// The houses of these people that an incident is in.
///
/// # Errors
/// When the database cannot answer.
pub async fn places_of(tx: &Tx, id: IncidentId, people: &[UserId]) -> Result<Vec<(UserId, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: UserId,
        address: String,
    }
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT DISTINCT r.person_id, b.address {TOUCHED} JOIN building b ON b.id = u.building_id \
         WHERE l.incident_id = $1 AND r.person_id IN ({}) ORDER BY b.address",
        places(people.len(), 2)
    );
    let values = [Value::from(id)].into_iter().chain(people.iter().map(|person| (*person).into()));
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.address)).collect())
}

/// Notes what people know of an incident by now.
///
/// # Errors
/// When the database cannot.
pub async fn note(tx: &Tx, incident: &incident::Model, said: &str, people: &[UserId]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (4..4 + people.len()).map(|at| format!("($1, ${at}, $2, $3)")).collect();
    let sql = format!(
        "INSERT INTO incident_told (incident_id, person_id, news, said) VALUES {} \
         ON CONFLICT (incident_id, person_id) DO UPDATE SET news = excluded.news, said = excluded.said",
        rows.join(", ")
    );
    let values: [Value; 3] = [incident.id.into(), incident.news.into(), said.into()];
    tx.change(&sql, values.into_iter().chain(people.iter().map(|person| (*person).into()))).await?;
    Ok(())
}

/// People have no more to do with an incident: should it touch them again, that is new to them.
///
/// # Errors
/// When the database cannot.
pub async fn forget(tx: &Tx, id: IncidentId, people: &[UserId]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "DELETE FROM incident_told WHERE incident_id = $1 AND person_id IN ({})",
        places(people.len(), 2)
    );
    let values = [Value::from(id)].into_iter().chain(people.iter().map(|person| (*person).into()));
    tx.change(&sql, values).await?;
    Ok(())
}
