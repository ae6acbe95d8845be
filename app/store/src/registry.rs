//! Houses, units, accounts, owners and meters as the company's registries have them: in bulk, never row by row.
use crate::{
    Result, Tx,
    entity::{account, account_owner, building, event, managing_company, meter, reading, unit},
    rows::{Active, MOST_VALUES, insert},
};
use domain::{
    calendar::Period,
    ids::{CompanyId, MeterId, OwnerId},
    readings::SubmissionWindow,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, Iterable,
    ModelTrait, QueryFilter, QueryOrder, QuerySelect, Statement, Value, sea_query::OnConflict,
};
use std::collections::HashSet;

/// Keeps other imports, and readings that people submit, waiting until the commit. On SQLite a transaction that may write is
/// alone anyway.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold(tx: &Tx) -> Result<()> {
    if tx.is_postgres() {
        let on = tx.on();
        on.execute_unprepared("SELECT pg_advisory_xact_lock(4303)").await?;
        on.execute_unprepared("SELECT id FROM account ORDER BY id FOR NO KEY UPDATE").await?;
    }
    Ok(())
}

/// Every account with where it is and whose it is.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    pub buildings: Vec<building::Model>,
    pub units: Vec<unit::Model>,
    pub accounts: Vec<account::Model>,
    pub owners: Vec<account_owner::Model>,
}

/// # Errors
/// When the database cannot answer.
pub async fn load(tx: &Tx) -> Result<Registry> {
    let on = tx.on();
    Ok(Registry {
        buildings: building::Entity::find().all(&on).await?,
        units: unit::Entity::find().all(&on).await?,
        accounts: accounts(tx).await?,
        owners: account_owner::Entity::find().all(&on).await?,
    })
}

/// # Errors
/// When the database cannot answer.
pub async fn accounts(tx: &Tx) -> Result<Vec<account::Model>> {
    Ok(account::Entity::find().all(&tx.on()).await?)
}

/// # Errors
/// When the database cannot answer.
pub async fn meters(tx: &Tx) -> Result<Vec<meter::Model>> {
    Ok(meter::Entity::find().all(&tx.on()).await?)
}

/// The company that runs the houses; it is added under this name when there is none.
///
/// # Errors
/// When the database cannot answer.
pub async fn company(tx: &Tx, name: &str, fresh: CompanyId) -> Result<CompanyId> {
    let first = managing_company::Entity::find().order_by_asc(managing_company::Column::Id);
    if let Some(company) = first.one(&tx.on()).await? {
        return Ok(company.id);
    }
    let window = SubmissionWindow::DEFAULT;
    let company = managing_company::Model {
        id: fresh,
        name: name.to_owned(),
        window_first_day: window.first_day.into(),
        window_last_day: window.last_day.into(),
    };
    insert(tx, company).await?;
    Ok(fresh)
}

/// Writes rows whole: those with a known id are replaced, the others are added.
///
/// # Errors
/// When the database refuses one of them.
pub async fn put<M>(tx: &Tx, rows: Vec<M>) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<Active<M>>,
    Active<M>: ActiveModelTrait<Entity = M::Entity>,
{
    let columns = <M::Entity as EntityTrait>::Column::iter().count();
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let some: Vec<Active<M>> = rows.by_ref().take(MOST_VALUES / columns).collect();
        let replace = OnConflict::columns(<M::Entity as EntityTrait>::PrimaryKey::iter())
            .update_columns(<M::Entity as EntityTrait>::Column::iter())
            .to_owned();
        M::Entity::insert_many(some).on_conflict(replace).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

/// # Errors
/// When the database cannot answer.
pub async fn remove_owners(tx: &Tx, owners: &[OwnerId]) -> Result<()> {
    for owners in owners.chunks(MANY) {
        let these = account_owner::Column::Id.is_in(owners.iter().copied());
        account_owner::Entity::delete_many().filter(these).exec(&tx.on()).await?;
    }
    Ok(())
}

/// Which of the meters have readings.
///
/// # Errors
/// When the database cannot answer.
pub async fn with_readings(tx: &Tx, meters: &[MeterId]) -> Result<HashSet<MeterId>> {
    let mut found = HashSet::new();
    for meters in meters.chunks(MANY) {
        let these = reading::Column::MeterId.is_in(meters.iter().copied());
        let query = reading::Entity::find().select_only().column(reading::Column::MeterId).distinct();
        found.extend(query.filter(these).into_tuple::<MeterId>().all(&tx.on()).await?);
    }
    Ok(found)
}

/// Readings of the meters within the periods, both included, and on either side back or on to the nearest counted one. Corrected ones too.
///
/// # Errors
/// When the database cannot answer.
pub async fn readings_about(
    tx: &Tx,
    meters: &[MeterId],
    from: Period,
    to: Period,
) -> Result<Vec<reading::Model>> {
    let on = tx.on();
    let mut found = Vec::new();
    for meters in meters.chunks(MANY) {
        let places: Vec<String> = (0..meters.len()).map(|at| format!("${}", at + 3)).collect();
        let sql = format!(
            "SELECT r.* FROM meter m JOIN reading r ON r.meter_id = m.id \
             AND r.period >= COALESCE((SELECT MAX(e.period) FROM reading e \
             WHERE e.meter_id = m.id AND e.period < $1 AND NOT e.needs_review), $1) \
             AND r.period <= COALESCE((SELECT MIN(l.period) FROM reading l \
             WHERE l.meter_id = m.id AND l.period > $2 AND NOT l.needs_review), $2) \
             WHERE m.id IN ({})",
            places.join(", ")
        );
        let bounds: [Value; 2] = [from.into(), to.into()];
        let values = bounds.into_iter().chain(meters.iter().map(|meter| (*meter).into()));
        let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
        found.extend(reading::Model::find_by_statement(statement).all(&on).await?);
    }
    Ok(found)
}

/// Imports that were done, the first one first.
///
/// # Errors
/// When the database cannot answer.
pub async fn imports(tx: &Tx) -> Result<Vec<event::Model>> {
    let imported = event::Column::Kind.ends_with(".imported");
    let found = event::Entity::find().filter(imported).order_by_asc(event::Column::At);
    Ok(found.all(&tx.on()).await?)
}

/// Rows that are asked for by one statement.
const MANY: usize = 1_000;
