//! Houses, units, accounts, owners and meters as the company's registries have them: in bulk for imports, record by record for staff.
mod addresses;
mod card;
mod changes;
mod claims;
mod lists;

#[cfg(test)]
mod tests;

pub use addresses::{learn_addresses, with_words};
pub use card::{
    AccountRow, HistoryRow, ImportRow, MeterRow, ResidentRow, account, history_of_account, history_of_meter,
    imports_of, meter, owner, owners, owners_on, resident, residents,
};
pub use changes::{
    close_account, date_owner, date_residency, is_closed, open_account, remove_meter, settle_dispute,
    verify_meter,
};
pub use claims::{ClaimRow, DisputeRow, claim, claims, disputes};
pub use lists::{HouseRow, UnitRow, entrances, houses, units};

use crate::{
    Result, Tx,
    entity::{account, account_owner, building, event, managing_company, meter, reading, unit},
    rows::{Active, MOST_VALUES, insert},
    sql::places,
};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::{AccountId, CompanyId, MeterId, OwnerId},
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
    hold_imports(tx).await?;
    if tx.is_postgres() {
        tx.on().execute_unprepared("SELECT id FROM account ORDER BY id FOR NO KEY UPDATE").await?;
    }
    Ok(())
}

/// Keeps other imports waiting until the commit.
///
/// # Errors
/// When the database cannot answer.
pub async fn hold_imports(tx: &Tx) -> Result<()> {
    if tx.is_postgres() {
        tx.on().execute_unprepared("SELECT pg_advisory_xact_lock(4303)").await?;
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

/// An account as an import of money needs it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Numbered {
    pub id: AccountId,
    pub number: String,
    /// Folded.
    pub number_key: String,
    pub closed_on: Option<NaiveDate>,
}

/// The accounts of some folded numbers.
///
/// # Errors
/// When the database cannot answer.
pub async fn numbered(tx: &Tx, keys: &[&str]) -> Result<Vec<Numbered>> {
    let mut found = Vec::new();
    for keys in keys.chunks(MANY) {
        let sql = format!(
            "SELECT id, number, number_key, closed_on FROM account WHERE number_key IN ({})",
            places(keys.len(), 1)
        );
        found.extend(tx.rows::<Numbered>(&sql, keys.iter().map(|key| (*key).into())).await?);
    }
    Ok(found)
}

/// Accounts that are open in a period and are charged nothing for it: how many, and the numbers of the first.
///
/// # Errors
/// When the database cannot answer.
pub async fn without_charge(tx: &Tx, period: Period, most: u64) -> Result<(u64, Vec<String>)> {
    const WITHOUT: &str = "FROM account a WHERE (a.closed_on IS NULL OR a.closed_on >= $1) \
        AND (a.opened_on IS NULL OR a.opened_on <= $2) \
        AND NOT EXISTS (SELECT 1 FROM charge c WHERE c.account_id = a.id AND c.period = $1)";
    #[derive(FromQueryResult)]
    struct Number {
        number: String,
    }
    let days: [Value; 2] = [period.first_day().into(), period.last_day().into()];
    let count = u64::try_from(tx.count(WITHOUT, days.clone()).await?).unwrap_or(0);
    let first = format!("SELECT a.number {WITHOUT} ORDER BY a.number LIMIT {most}");
    let numbers: Vec<Number> = if count == 0 { Vec::new() } else { tx.rows(&first, days).await? };
    Ok((count, numbers.into_iter().map(|row| row.number).collect()))
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
        time_zone: None,
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
        let sql = format!(
            "SELECT r.* FROM meter m JOIN reading r ON r.meter_id = m.id \
             AND r.period >= COALESCE((SELECT MAX(e.period) FROM reading e \
             WHERE e.meter_id = m.id AND e.period < $1 AND NOT e.needs_review), $1) \
             AND r.period <= COALESCE((SELECT MIN(l.period) FROM reading l \
             WHERE l.meter_id = m.id AND l.period > $2 AND NOT l.needs_review), $2) \
             WHERE m.id IN ({})",
            places(meters.len(), 3)
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
