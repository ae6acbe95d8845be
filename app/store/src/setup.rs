//! The first start: whether anybody works here, and how far the first administrator has come.
use crate::{
    Result, Tx,
    entity::{building, setup_step, unit},
};
use chrono::{DateTime, Utc};
use domain::ids::BuildingId;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};

/// Whether somebody works here, or has: a role was given.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_staffed(tx: &Tx) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Known {}
    let row: Option<Known> =
        tx.row("SELECT 1 AS known FROM person WHERE role IS NOT NULL LIMIT 1", []).await?;
    Ok(row.is_some())
}

/// Keeps others who would be the first waiting until the commit. On SQLite a transaction that may write is alone anyway.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx) -> Result<()> {
    if tx.is_postgres() {
        tx.on().execute_unprepared("SELECT pg_advisory_xact_lock(4304)").await?;
    }
    Ok(())
}

/// The steps that are done; none where the portal was never begun by its link.
///
/// # Errors
/// When the database cannot answer.
pub async fn steps(tx: &Tx) -> Result<Vec<String>> {
    let rows = setup_step::Entity::find().all(&tx.on()).await?;
    Ok(rows.into_iter().map(|row| row.step).collect())
}

/// Notes that a step is done: `false` when it was already.
///
/// # Errors
/// When the database cannot.
pub async fn done(tx: &Tx, step: &str, now: DateTime<Utc>) -> Result<bool> {
    crate::rows::insert_new(tx, setup_step::Model { step: step.to_owned(), done_at: now }).await
}

/// What there is some of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
#[expect(clippy::struct_excessive_bools, reason = "one row of a query, a column for each")]
pub struct Loaded {
    /// The portal was begun by its link.
    pub begun: bool,
    pub accounts: bool,
    pub meters: bool,
    pub readings: bool,
    /// Opening debts, or charges.
    pub debts: bool,
}

/// What a new company has loaded so far.
///
/// # Errors
/// When the database cannot answer.
pub async fn loaded(tx: &Tx) -> Result<Loaded> {
    const SQL: &str = "\
SELECT EXISTS (SELECT 1 FROM setup_step) AS begun, EXISTS (SELECT 1 FROM account) AS accounts,
       EXISTS (SELECT 1 FROM meter) AS meters, EXISTS (SELECT 1 FROM reading) AS readings,
       EXISTS (SELECT 1 FROM charge) AS debts";
    let nothing = Loaded { begun: false, accounts: false, meters: false, readings: false, debts: false };
    Ok(tx.row(SQL, []).await?.unwrap_or(nothing))
}

/// Whether a house is there already.
///
/// # Errors
/// When the database cannot answer.
pub async fn is_house(tx: &Tx, id: BuildingId) -> Result<bool> {
    Ok(building::Entity::find_by_id(id).one(&tx.on()).await?.is_some())
}

/// Writes a house with its units; it is found by its address from then on.
///
/// # Errors
/// When the database cannot.
pub async fn add_house(tx: &Tx, house: building::Model, units: Vec<unit::Model>) -> Result<()> {
    crate::insert(tx, house).await?;
    crate::registry::learn_addresses(tx).await?;
    crate::insert_all(tx, units).await
}
