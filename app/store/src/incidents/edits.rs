use crate::{
    Result, Tx,
    entity::{incident, incident_edit},
};
use chrono::{DateTime, Utc};
use domain::{access::Role, ids::IncidentId};
use sea_orm::{EntityTrait, FromQueryResult, QuerySelect};

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
    pub ends_at: Option<DateTime<Utc>>,
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
        ends_at: Option<DateTime<Utc>>,
    }
    const SQL: &str = "\
SELECT e.at, p.role, e.text, e.ends_at FROM incident_edit e LEFT JOIN person p ON p.id = e.person_id
WHERE e.incident_id = $1 ORDER BY e.version";
    let rows: Vec<Row> = tx.rows(SQL, [id.into()]).await?;
    let edited = |row: Row| Edited {
        at: row.at,
        role: row.role.as_deref().and_then(Role::from_code),
        text: row.text,
        ends_at: row.ends_at,
    };
    Ok(rows.into_iter().map(edited).collect())
}

/// Changes what an announcement says, and keeps what it said before.
///
/// # Errors
/// A duplicate when there is a correction of this version already.
pub async fn edit(
    tx: &Tx,
    before: incident_edit::Model,
    text: &str,
    ends_at: Option<DateTime<Utc>>,
) -> Result<()> {
    const SQL: &str = "UPDATE incident SET text = $2, ends_at = $3 WHERE id = $1";
    let id = before.incident_id;
    crate::insert(tx, before).await?;
    tx.change(SQL, [id.into(), text.into(), ends_at.into()]).await?;
    Ok(())
}
