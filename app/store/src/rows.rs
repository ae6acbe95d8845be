//! Whole rows, written as they are: for imports, demo data and tests.
use crate::{Result, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityName, EntityTrait, IdenStatic, IntoActiveModel, Iterable,
    ModelTrait, PrimaryKeyToColumn, QueryFilter, TryInsertResult, Value, sea_query::Expr,
};
use std::fmt::Write as _;

/// Most values that both databases take in one statement.
pub(crate) const MOST_VALUES: usize = 30_000;
/// Values of one insert: more of them do not make it faster.
const AT_ONCE: usize = 12_000;

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

/// Writes a row unless its key is there already: `false` then.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn insert_new<M>(tx: &Tx, row: M) -> Result<bool>
where
    M: ModelTrait + IntoActiveModel<Active<M>>,
    Active<M>: ActiveModelTrait<Entity = M::Entity>,
{
    let key = <M::Entity as EntityTrait>::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
    let added = M::Entity::insert(row.into_active_model())
        .on_conflict_do_nothing_on(key)
        .exec_without_returning(&tx.on())
        .await?;
    Ok(matches!(added, TryInsertResult::Inserted(1)))
}

/// Writes a changed row over the one that conditions name: `false` when there is none any more.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn replace<M>(tx: &Tx, row: M, before: [Expr; 2]) -> Result<bool>
where
    M: ModelTrait + IntoActiveModel<Active<M>>,
    Active<M>: ActiveModelTrait<Entity = M::Entity>,
{
    let outcome = M::Entity::update_many()
        .set(row.into_active_model().reset_all())
        .filter(before.into_iter().fold(Condition::all(), Condition::add))
        .exec(&tx.on())
        .await?;
    Ok(outcome.rows_affected == 1)
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
    // By hand: the builder of statements takes most of the time where there are many rows.
    let columns: Vec<_> = <M::Entity as EntityTrait>::Column::iter().collect();
    let (mut sql, mut of) = (String::new(), 0);
    for some in rows.chunks(AT_ONCE / columns.len()) {
        if some.len() != of {
            of = some.len();
            sql = insert_of(M::Entity::default().table_name(), &columns, of, tx.is_postgres());
        }
        let values = some.iter().flat_map(|row| columns.iter().map(|column| row.get(*column)));
        tx.change(&sql, values.collect::<Vec<Value>>()).await?;
    }
    Ok(())
}

/// An insert of so many rows.
fn insert_of<C: ColumnTrait>(table: &str, columns: &[C], rows: usize, numbered: bool) -> String {
    let names: Vec<&str> = columns.iter().map(IdenStatic::as_str).collect();
    let mut sql = format!("INSERT INTO {table} ({}) VALUES ", names.join(", "));
    for at in 0..rows * columns.len() {
        sql.push_str(match (at, at % columns.len()) {
            (0, _) => "(",
            (_, 0) => "), (",
            _ => ", ",
        });
        // SQLite looks numbered parameters up one by one.
        if numbered {
            let _ = write!(sql, "${}", at + 1);
        } else {
            sql.push('?');
        }
    }
    sql.push(')');
    sql
}

pub(crate) type Active<M> = <<M as ModelTrait>::Entity as EntityTrait>::ActiveModel;
