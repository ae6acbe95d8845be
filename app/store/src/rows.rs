//! Whole rows, written as they are: for imports, demo data and tests.
use crate::{Result, Tx};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable, ModelTrait};

/// Most values that both databases take in one statement.
pub(crate) const MOST_VALUES: usize = 30_000;

/// Writes one row.
///
/// # Errors
/// When the database refuses it.
pub async fn insert<M>(tx: &Tx, row: M) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<Active<M>>,
    Active<M>: ActiveModelTrait<Entity = M::Entity>,
{
    M::Entity::insert(row.into_active_model()).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Writes rows, as many in one statement as the database takes.
///
/// # Errors
/// When the database refuses one of them.
pub async fn insert_all<M>(tx: &Tx, rows: Vec<M>) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<Active<M>>,
    Active<M>: ActiveModelTrait<Entity = M::Entity>,
{
    let columns = <M::Entity as EntityTrait>::Column::iter().count();
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let some: Vec<Active<M>> = rows.by_ref().take(MOST_VALUES / columns).collect();
        M::Entity::insert_many(some).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

pub(crate) type Active<M> = <<M as ModelTrait>::Entity as EntityTrait>::ActiveModel;
