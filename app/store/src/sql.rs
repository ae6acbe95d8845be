//! Statements over several tables, written once for both databases.
use crate::{Result, Tx};
use chrono::NaiveDate;
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

    /// How many rows there are `from` somewhere.
    pub(crate) async fn count(&self, from: &str, values: impl IntoIterator<Item = Value>) -> Result<i64> {
        #[derive(FromQueryResult)]
        struct Count {
            count: i64,
        }
        let row: Option<Count> = self.row(&format!("SELECT COUNT(*) AS count {from}"), values).await?;
        Ok(row.map_or(0, |row| row.count))
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

/// Whether an owner holds a share on a day, which is an expression.
pub(crate) fn owns_on(owner: &str, day: &str) -> String {
    format!(
        "({owner}.from_day IS NULL OR {owner}.from_day <= {day}) AND ({owner}.to_day IS NULL OR {owner}.to_day >= {day})"
    )
}

/// The first owner of an account on a day, by name; `account` is an expression.
pub(crate) fn first_owner(account: &str, day: NaiveDate) -> String {
    let owns = owns_on("o", &format!("'{day}'"));
    format!("(SELECT MIN(o.name) FROM account_owner o WHERE o.account_id = {account} AND {owns})")
}
