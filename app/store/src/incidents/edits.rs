use crate::{
    Result, Tx,
    entity::{incident, incident_edit, incident_place},
};
use chrono::{DateTime, Utc};
use domain::{access::Role, ids::IncidentId};
use sea_orm::{EntityTrait, FromQueryResult, QuerySelect, Value};

/// An incident; nobody else changes it before this transaction ends.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx, id: IncidentId) -> Result<Option<incident::Model>> {
    let found = incident::Entity::find_by_id(id);
    let found = if tx.is_postgres() { found.lock_exclusive() } else { found };
    Ok(found.one(&tx.on()).await?)
}

/// A correction, with who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    pub at: DateTime<Utc>,
    /// The role they have now.
    pub role: Option<Role>,
    /// What it said before.
    pub text: String,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
    /// As in [`incident_edit::Model::places`].
    pub places: Option<String>,
}

/// The corrections of an incident, the first first.
///
/// # Errors
/// When the database cannot answer.
pub async fn edits(tx: &Tx, id: IncidentId) -> Result<Vec<Edited>> {
    #[derive(FromQueryResult)]
    struct Row {
        at: DateTime<Utc>,
        role: Option<String>,
        text: String,
        starts_at: Option<DateTime<Utc>>,
        ends_at: Option<DateTime<Utc>>,
        places: Option<String>,
    }
    const SQL: &str = "\
SELECT e.at, p.role, e.text, e.starts_at, e.ends_at, e.places FROM incident_edit e LEFT JOIN person p ON p.id = e.person_id
WHERE e.incident_id = $1 ORDER BY e.version";
    let rows: Vec<Row> = tx.rows(SQL, [id.into()]).await?;
    let edited = |row: Row| Edited {
        at: row.at,
        role: row.role.as_deref().and_then(Role::from_code),
        text: row.text,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        places: row.places,
    };
    Ok(rows.into_iter().map(edited).collect())
}

/// What an announcement says from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub text: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: Option<DateTime<Utc>>,
    /// None where it stays where it was.
    pub places: Option<Vec<incident_place::Model>>,
    /// As in [`incident::Model::news`].
    pub news: i64,
}

/// Changes what an announcement says, and keeps what it said before.
///
/// # Errors
/// A duplicate when there is a correction of this version already.
pub async fn edit(tx: &Tx, before: incident_edit::Model, now: Correction) -> Result<()> {
    const SQL: &str = "UPDATE incident SET text = $2, starts_at = $3, ends_at = $4, news = $5 WHERE id = $1";
    let id = before.incident_id;
    crate::insert(tx, before).await?;
    let values: [Value; 5] =
        [id.into(), now.text.into(), now.starts_at.into(), now.ends_at.into(), now.news.into()];
    tx.change(SQL, values).await?;
    if let Some(places) = now.places {
        tx.change("DELETE FROM incident_place WHERE incident_id = $1", [id.into()]).await?;
        crate::insert_all(tx, places).await?;
    }
    Ok(())
}
