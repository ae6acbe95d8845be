//! Who does the work on tickets, and which houses an employee serves.
use crate::{
    Result, StoreError, Tx,
    entity::{employee_building, executor},
};
use chrono::{DateTime, Utc};
use domain::ids::{BuildingId, ExecutorId, UserId};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

/// Those who take work on, by name.
///
/// # Errors
/// When the database cannot answer.
pub async fn all(tx: &Tx) -> Result<Vec<executor::Model>> {
    let active = executor::Entity::find().filter(executor::Column::RetiredAt.is_null());
    Ok(active.order_by_asc(executor::Column::Name).all(&tx.on()).await?)
}

/// Somebody who takes work on.
///
/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: ExecutorId) -> Result<Option<executor::Model>> {
    let active = executor::Entity::find_by_id(id).filter(executor::Column::RetiredAt.is_null());
    Ok(active.one(&tx.on()).await?)
}

/// Somebody takes no work on any more. `false` when they did not.
///
/// # Errors
/// When the database cannot.
pub async fn retire(tx: &Tx, id: ExecutorId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "UPDATE executor SET retired_at = $2 WHERE id = $1 AND retired_at IS NULL";
    Ok(tx.change(SQL, [id.into(), now.into()]).await? == 1)
}

/// Binds an employee to these houses; to all where there is none.
///
/// # Errors
/// When the database cannot.
pub async fn serve(tx: &Tx, person: UserId, houses: &[BuildingId]) -> Result<()> {
    let of_person = employee_building::Column::PersonId.eq(person);
    employee_building::Entity::delete_many().filter(of_person).exec(&tx.on()).await?;
    let row = |building: &BuildingId| employee_building::Model { person_id: person, building_id: *building };
    crate::insert_all(tx, houses.iter().map(row).collect()).await
}

/// Adds somebody who takes work on, or one who did once; returns who has the name.
///
/// # Errors
/// When the database cannot.
pub async fn add(tx: &Tx, row: executor::Model) -> Result<ExecutorId> {
    #[derive(FromQueryResult)]
    struct Row {
        id: ExecutorId,
    }
    const SQL: &str = "\
INSERT INTO executor (id, name) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET retired_at = NULL RETURNING id";
    let added: Option<Row> = tx.row(SQL, [row.id.into(), row.name.into()]).await?;
    added.map(|row| row.id).ok_or_else(|| StoreError::Corrupt("an executor was not added".into()))
}
