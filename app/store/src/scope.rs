//! How a statement is held to the records that somebody reaches.
use domain::access::{Reach, Scope};
use sea_orm::Value;

/// Joins the residency of whoever asks to `account`, the column that names the account, and adds the person to the values of the
/// statement, as the last one. Nothing for those who reach everything.
pub(crate) fn own(scope: &Scope, account: &str, values: &mut Vec<Value>) -> String {
    let Reach::Own(person) = *scope.reach() else { return String::new() };
    values.push(person.into());
    residency(account, values.len())
}

/// The join for the person whose id is the given parameter.
pub(crate) fn residency(account: &str, person: usize) -> String {
    format!(
        "JOIN residency own ON own.account_id = {account} AND own.person_id = ${person} \
         AND own.ended_at IS NULL AND own.suspended_at IS NULL"
    )
}
