//! Statements over several tables, written once for both databases.
use crate::{Result, Tx};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

impl Tx {
    /// The rows of a query; parameters are `$1`, `$2` ….
    pub(crate) async fn rows<R: FromQueryResult>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<R>> {
        let on = self.on();
        let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
        Ok(R::find_by_statement(statement).all(&on).await?)
    }

    /// The only row of a query, if there is one.
    pub(crate) async fn row<R: FromQueryResult>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Option<R>> {
        let on = self.on();
        let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
        Ok(R::find_by_statement(statement).one(&on).await?)
    }

    /// Changes rows, and returns how many.
    pub(crate) async fn change(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64> {
        let on = self.on();
        let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
        Ok(on.execute_raw(statement).await?.rows_affected())
    }
}

/// `$1, $2, …`, from the given number on.
pub(crate) fn places(count: usize, from: usize) -> String {
    (from..from + count).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
}
