//! People who work for the company.
use crate::{Result, Tx, entity::person};
use domain::{access::Role, ids::UserId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// Gives the person of an e-mail a role. `None` when nobody has it.
///
/// # Errors
/// When the database cannot.
pub async fn appoint(tx: &Tx, email: &str, role: Role) -> Result<Option<UserId>> {
    let known = person::Entity::find().filter(person::Column::Email.eq(email)).one(&tx.on()).await?;
    let Some(person) = known else { return Ok(None) };
    let id = person.id;
    let mut person = person.into_active_model();
    person.role = Set(Some(role.code().to_owned()));
    person.update(&tx.on()).await?;
    Ok(Some(id))
}

/// People who have one of these roles, by e-mail.
///
/// # Errors
/// When the database cannot answer.
pub async fn with_roles(tx: &Tx, roles: &[Role]) -> Result<Vec<person::Model>> {
    let codes = roles.iter().map(|role| role.code());
    let found = person::Entity::find().filter(person::Column::Role.is_in(codes));
    Ok(found.order_by_asc(person::Column::Email).all(&tx.on()).await?)
}
