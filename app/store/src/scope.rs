//! How a statement is held to the records that somebody reaches.
use domain::access::{Reach, Scope};
use sea_orm::Value;

/// Joins the residency of whoever asks, or the houses of an employee, to `account`, the column that names the account, and adds the person to
/// the values of the statement, as the last one. Nothing for those who reach everything.
pub(crate) fn own(scope: &Scope, account: &str, values: &mut Vec<Value>) -> String {
    match *scope.reach() {
        Reach::Own(person) => {
            values.push(person.into());
            residency(account, values.len())
        }
        Reach::Houses(person) => {
            values.push(person.into());
            let served = served("su.building_id", values.len());
            format!("JOIN account sa ON sa.id = {account} JOIN unit su ON su.id = sa.unit_id AND {served}")
        }
        Reach::Everything => String::new(),
    }
}

/// The condition that a building is one that the employee serves; false for residents.
pub(crate) fn houses(scope: &Scope, building: &str, values: &mut Vec<Value>) -> String {
    match *scope.reach() {
        Reach::Own(_) => "FALSE".to_owned(),
        Reach::Houses(person) => {
            values.push(person.into());
            served(building, values.len())
        }
        Reach::Everything => "TRUE".to_owned(),
    }
}

/// The condition that somebody lives in a building, or serves it.
pub(crate) fn around(scope: &Scope, building: &str, values: &mut Vec<Value>) -> String {
    let Reach::Own(person) = *scope.reach() else { return houses(scope, building, values) };
    values.push(person.into());
    format!(
        "EXISTS (SELECT 1 FROM residency hr JOIN account ha ON ha.id = hr.account_id JOIN unit hu ON hu.id = ha.unit_id \
         WHERE hr.person_id = ${} AND hr.ended_at IS NULL AND hr.suspended_at IS NULL AND hu.building_id = {building})",
        values.len()
    )
}

fn served(building: &str, person: usize) -> String {
    format!(
        "(EXISTS (SELECT 1 FROM employee_building sb WHERE sb.person_id = ${person} AND sb.building_id = {building}) \
         OR NOT EXISTS (SELECT 1 FROM employee_building sn WHERE sn.person_id = ${person}))"
    )
}

/// The join for the person whose id is the given parameter.
pub(crate) fn residency(account: &str, person: usize) -> String {
    format!(
        "JOIN residency own ON own.account_id = {account} AND own.person_id = ${person} \
         AND own.ended_at IS NULL AND own.suspended_at IS NULL"
    )
}
