//! People who work for the company.
use crate::{
    Result, Tx,
    entity::{employee_building, person},
};
use chrono::{DateTime, Utc};
use domain::{
    access::Role,
    ids::{BuildingId, UserId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use std::collections::HashMap;

/// An employee, whether suspended or not.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Employee {
    pub id: UserId,
    pub email: String,
    pub role: String,
    pub suspended_at: Option<DateTime<Utc>>,
    pub second_factor: bool,
    /// The last use of a session.
    pub seen_at: Option<DateTime<Utc>>,
}

/// Gives the person of an e-mail a role, also where it was suspended. `None` when nobody has it.
///
/// # Errors
/// When the database cannot.
pub async fn appoint(tx: &Tx, email: &str, role: Role) -> Result<Option<UserId>> {
    let known = person::Entity::find().filter(person::Column::Email.eq(email)).one(&tx.on()).await?;
    let Some(person) = known else { return Ok(None) };
    let id = person.id;
    let mut person = person.into_active_model();
    person.role = Set(Some(role.code().to_owned()));
    person.suspended_at = Set(None);
    person.update(&tx.on()).await?;
    Ok(Some(id))
}

/// People who have one of these roles and are not suspended, by e-mail.
///
/// # Errors
/// When the database cannot answer.
pub async fn with_roles(tx: &Tx, roles: &[Role]) -> Result<Vec<person::Model>> {
    let codes = roles.iter().map(|role| role.code());
    let found = person::Entity::find().filter(person::Column::Role.is_in(codes));
    let found = found.filter(person::Column::SuspendedAt.is_null());
    Ok(found.order_by_asc(person::Column::Email).all(&tx.on()).await?)
}

/// Those who let others in, and nobody changes them before this transaction ends: of two who go at once only one does.
///
/// # Errors
/// When the database cannot answer.
pub async fn administrators_held(tx: &Tx) -> Result<Vec<UserId>> {
    let of_role = person::Column::Role.eq(Role::Administrator.code());
    let mut query = person::Entity::find().filter(of_role).filter(person::Column::SuspendedAt.is_null());
    query = query.order_by_asc(person::Column::Id);
    if tx.is_postgres() {
        query = query.lock_exclusive();
    }
    Ok(query.all(&tx.on()).await?.into_iter().map(|person| person.id).collect())
}

fn employees_sql(condition: &str) -> String {
    format!(
        "SELECT p.id, p.email, p.role, p.suspended_at, \
         EXISTS (SELECT 1 FROM second_factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS second_factor, \
         (SELECT MAX(s.seen_at) FROM session s WHERE s.person_id = p.id) AS seen_at \
         FROM person p WHERE p.role IS NOT NULL {condition} ORDER BY p.email"
    )
}

/// Everybody who works here, by e-mail.
///
/// # Errors
/// When the database cannot answer.
pub async fn employees(tx: &Tx) -> Result<Vec<Employee>> {
    tx.rows(&employees_sql(""), []).await
}

/// Somebody who works here.
///
/// # Errors
/// When the database cannot answer.
pub async fn employee(tx: &Tx, id: UserId) -> Result<Option<Employee>> {
    tx.row(&employees_sql("AND p.id = $1"), [id.into()]).await
}

/// The houses that employees are bound to.
///
/// # Errors
/// When the database cannot answer.
pub async fn houses(tx: &Tx) -> Result<HashMap<UserId, Vec<BuildingId>>> {
    let mut houses: HashMap<UserId, Vec<BuildingId>> = HashMap::new();
    for row in employee_building::Entity::find().all(&tx.on()).await? {
        houses.entry(row.person_id).or_default().push(row.building_id);
    }
    Ok(houses)
}

/// Gives an employee another role.
///
/// # Errors
/// When the database cannot.
pub async fn set_role(tx: &Tx, id: UserId, role: Role) -> Result<()> {
    tx.change("UPDATE person SET role = $2 WHERE id = $1", [id.into(), role.code().into()]).await?;
    Ok(())
}

/// The role grants nothing from now on, or again what it grants. `false` when that is so already.
///
/// # Errors
/// When the database cannot.
pub async fn suspend(tx: &Tx, id: UserId, at: Option<DateTime<Utc>>) -> Result<bool> {
    const SQL: &str = "\
UPDATE person SET suspended_at = $2 WHERE id = $1 AND (suspended_at IS NULL) <> ($3)";
    Ok(tx.change(SQL, [id.into(), at.into(), at.is_none().into()]).await? == 1)
}
