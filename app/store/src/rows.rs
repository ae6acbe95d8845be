//! Whole rows, written as they are: for imports, demo data and tests.
use crate::{Result, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityName, EntityTrait, IdenStatic, IntoActiveModel, Iterable,
    ModelTrait, Value,
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
