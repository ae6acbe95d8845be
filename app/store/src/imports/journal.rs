//! What an import changed, record by record: what each was before and what it became, so that it can be taken back.
use super::hindrance::{self, Hindrance};
use crate::{
    Result, StoreError, Tx,
    entity::{
        account, account_owner, building,
        import_change::{self, Column},
        meter, reading, unit,
    },
    registry,
    rows::Active,
};
use domain::{
    ids::{ChargeId, ImportId, OwnerId},
    money::Money,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn,
    QueryFilter, QueryOrder, sea_query::SimpleExpr,
};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::HashMap;
use uuid::Uuid;

/// Records that are asked for by one statement.
const MANY: usize = 1_000;

/// A record whose changes are kept.
pub trait Recorded: ModelTrait + Serialize + DeserializeOwned + Clone + PartialEq {
    /// As the journal names it.
    const CODE: &'static str;

    fn row_id(&self) -> Uuid;

    /// Whether nobody has changed it since.
    fn is_still(&self, now: &Self) -> bool {
        self == now
    }
}

macro_rules! recorded {
    ($($entity:ident),+ $(,)?) => { $(
        impl Recorded for $entity::Model {
            const CODE: &'static str = stringify!($entity);

            fn row_id(&self) -> Uuid {
                self.id.0
            }
        }
    )+ };
}

recorded!(account, account_owner, building, meter, unit);

impl Recorded for reading::Model {
    const CODE: &'static str = "reading";

    fn row_id(&self) -> Uuid {
        self.id.0
    }

    /// No reading is ever changed.
    fn is_still(&self, _: &Self) -> bool {
        true
    }
}

/// Writes records, and keeps what they were for an import; without one it only writes.
#[derive(Debug)]
pub struct Journal {
    import: Option<ImportId>,
    position: i64,
}

impl Journal {
    #[must_use]
    pub const fn of(import: ImportId) -> Self {
        Self { import: Some(import), position: 0 }
    }

    #[must_use]
    pub const fn none() -> Self {
        Self { import: None, position: 0 }
    }

    /// Writes records whole: those that are there are replaced, the others are added. Houses are found by their addresses from then on.
    ///
    /// # Errors
    /// When the database refuses one of them.
    pub async fn put<M>(&mut self, tx: &Tx, rows: Vec<M>) -> Result<()>
    where
        M: Recorded + IntoActiveModel<Active<M>>,
        Active<M>: ActiveModelTrait<Entity = M::Entity>,
        <M::Entity as EntityTrait>::Model: Into<M>,
    {
        if self.import.is_some() {
            let ids: Vec<Uuid> = rows.iter().map(M::row_id).collect();
            let before = load::<M>(tx, &ids).await?;
            let changes = rows.iter().map(|row| {
                Ok((row.row_id(), before.get(&row.row_id()).map(json).transpose()?, Some(json(row)?)))
            });
            let changes = changes.collect::<Result<Vec<_>>>()?;
            self.note(tx, M::CODE, changes).await?;
        }
        let houses = M::CODE == building::Model::CODE && !rows.is_empty();
        registry::put(tx, rows).await?;
        if houses {
            registry::learn_addresses(tx).await?;
        }
        Ok(())
    }

    /// Takes owners away.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn remove_owners(&mut self, tx: &Tx, owners: &[OwnerId]) -> Result<()> {
        if self.import.is_some() {
            let ids: Vec<Uuid> = owners.iter().map(|owner| owner.0).collect();
            let before = load::<account_owner::Model>(tx, &ids).await?;
            let changes = before.iter().map(|(id, row)| Ok((*id, Some(json(row)?), None)));
            let changes = changes.collect::<Result<Vec<_>>>()?;
            self.note(tx, account_owner::Model::CODE, changes).await?;
        }
        registry::remove_owners(tx, owners).await
    }

    async fn note(
        &mut self,
        tx: &Tx,
        entity: &str,
        changes: Vec<(Uuid, Option<String>, Option<String>)>,
    ) -> Result<()> {
        let Some(import_id) = self.import else { return Ok(()) };
        let rows = changes.into_iter().map(|(row_id, was, now)| {
            self.position += 1;
            import_change::Model {
                import_id,
                position: self.position,
                entity: entity.to_owned(),
                row_id,
                was,
                now,
            }
        });
        let rows = rows.collect();
        crate::insert_all(tx, rows).await
    }
}

fn json(row: &impl Serialize) -> Result<String> {
    serde_json::to_string(row).map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn read<M: DeserializeOwned>(text: &str) -> Result<M> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn key<M: Recorded>() -> Option<<M::Entity as EntityTrait>::Column> {
    <M::Entity as EntityTrait>::PrimaryKey::iter().next().map(PrimaryKeyToColumn::into_column)
}

async fn load<M>(tx: &Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, M>>
where
    M: Recorded,
    <M::Entity as EntityTrait>::Model: Into<M>,
{
    let mut found = HashMap::new();
    let Some(key) = key::<M>() else { return Ok(found) };
    for ids in ids.chunks(MANY) {
        let rows = M::Entity::find().filter(key.is_in(ids.iter().copied())).all(&tx.on()).await?;
        found.extend(rows.into_iter().map(Into::<M>::into).map(|row| (row.row_id(), row)));
    }
    Ok(found)
}

/// A debt as an import recorded it: what the charge said before, and what it says since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt {
    pub charge: ChargeId,
    pub was: Option<Money>,
    pub now: Money,
}

/// Keeps what the charges of opening debts were: the books themselves are never taken back, only corrected.
///
/// # Errors
/// When the database cannot.
pub async fn note_debts(tx: &Tx, import: ImportId, debts: &[Debt]) -> Result<()> {
    let mut journal = Journal::of(import);
    let changes = debts
        .iter()
        .map(|debt| Ok((debt.charge.0, debt.was.map(|was| json(&was)).transpose()?, Some(json(&debt.now)?))));
    let changes = changes.collect::<Result<Vec<_>>>()?;
    journal.note(tx, DEBT, changes).await
}

const DEBT: &str = "debt";

/// The debts that an import recorded.
///
/// # Errors
/// When the database cannot answer.
pub async fn debts(tx: &Tx, import: ImportId) -> Result<Vec<Debt>> {
    let rows = changes(tx, import, Column::Entity.eq(DEBT)).await?;
    rows.into_iter()
        .map(|row| {
            let was = row.was.as_deref().map(read::<Money>).transpose()?;
            let now = row.now.as_deref().map(read::<Money>).transpose()?.unwrap_or_default();
            Ok(Debt { charge: ChargeId(row.row_id), was, now })
        })
        .collect()
}

async fn changes(tx: &Tx, import: ImportId, which: SimpleExpr) -> Result<Vec<import_change::Model>> {
    let of = import_change::Entity::find().filter(Column::ImportId.eq(import)).filter(which);
    Ok(of.order_by_desc(Column::Position).all(&tx.on()).await?)
}

/// Takes back what an import changed, the last first, unless something was built on it: then nothing, and what hinders is told.
///
/// # Errors
/// When the database cannot.
pub async fn take_back(tx: &Tx, import: ImportId) -> Result<Vec<Hindrance>> {
    let mut found = hindrance::built_on(tx, import).await?;
    let changes = changes(tx, import, Column::Entity.ne(DEBT)).await?;
    for run in changes.chunk_by(|one, next| one.entity == next.entity) {
        if let Some(hindrance) = changed_since(tx, run).await? {
            found.push(hindrance);
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    for run in changes.chunk_by(|one, next| one.entity == next.entity) {
        match run.first().map(|row| row.entity.as_str()) {
            Some(account::Model::CODE) => restore::<account::Model>(tx, run).await?,
            Some(account_owner::Model::CODE) => restore::<account_owner::Model>(tx, run).await?,
            Some(building::Model::CODE) => restore::<building::Model>(tx, run).await?,
            Some(meter::Model::CODE) => restore::<meter::Model>(tx, run).await?,
            Some(reading::Model::CODE) => restore::<reading::Model>(tx, run).await?,
            Some(unit::Model::CODE) => restore::<unit::Model>(tx, run).await?,
            other => return Err(StoreError::Corrupt(format!("an import changed a {other:?}"))),
        }
    }
    Ok(found)
}

async fn changed_since(tx: &Tx, run: &[import_change::Model]) -> Result<Option<Hindrance>> {
    let count = match run.first().map(|row| row.entity.as_str()) {
        Some(account::Model::CODE) => other_now::<account::Model>(tx, run).await?,
        Some(account_owner::Model::CODE) => other_now::<account_owner::Model>(tx, run).await?,
        Some(building::Model::CODE) => other_now::<building::Model>(tx, run).await?,
        Some(meter::Model::CODE) => other_now::<meter::Model>(tx, run).await?,
        Some(reading::Model::CODE) => other_now::<reading::Model>(tx, run).await?,
        _ => other_now::<unit::Model>(tx, run).await?,
    };
    Ok((count > 0).then_some(Hindrance { built: hindrance::Built::Changed, count }))
}

/// How many records are no longer what the import made of them.
async fn other_now<M>(tx: &Tx, run: &[import_change::Model]) -> Result<i64>
where
    M: Recorded,
    <M::Entity as EntityTrait>::Model: Into<M>,
{
    let ids: Vec<Uuid> = run.iter().map(|row| row.row_id).collect();
    let current = load::<M>(tx, &ids).await?;
    let mut count = 0;
    for row in run {
        let made = row.now.as_deref().map(read::<M>).transpose()?;
        let is_still = match (&made, current.get(&row.row_id)) {
            (Some(made), Some(current)) => made.is_still(current),
            (None, None) => true,
            _ => false,
        };
        count += i64::from(!is_still);
    }
    Ok(count)
}

async fn restore<M>(tx: &Tx, run: &[import_change::Model]) -> Result<()>
where
    M: Recorded + IntoActiveModel<Active<M>>,
    Active<M>: ActiveModelTrait<Entity = M::Entity>,
{
    let Some(key) = key::<M>() else { return Ok(()) };
    let added: Vec<Uuid> = run.iter().filter(|row| row.was.is_none()).map(|row| row.row_id).collect();
    for ids in added.chunks(MANY) {
        M::Entity::delete_many().filter(key.is_in(ids.iter().copied())).exec(&tx.on()).await?;
    }
    let before =
        run.iter().filter_map(|row| row.was.as_deref()).map(read::<M>).collect::<Result<Vec<M>>>()?;
    registry::put(tx, before).await
}
