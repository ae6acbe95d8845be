use super::{appointed, bind, known_houses};
use crate::{Ctx, Error, Result, letters, letters::Words};
use domain::{
    Rejection, Rule,
    access::{Permission, Role},
    ids::{BuildingId, InvitationId, UserId},
    staff::{EmployeeCard, EmployeeChange, EmployeePage, InvitationCard, PeoplePage, check_role},
    tickets::House,
};
use std::collections::HashMap;
use store::{
    Tx, event, invitation, second_factor,
    staff::{self, Employee},
};
use uuid::Uuid;

/// Everybody who works here, and who is asked to. Five statements.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn page(ctx: &Ctx) -> Result<PeoplePage> {
    let scope = ctx.actor.staff(Permission::ManageStaff)?;
    let tx = ctx.db.read();
    let mut bound = staff::houses(&tx).await?;
    let employees = staff::employees(&tx).await?.into_iter();
    let employees = employees.map(|row| {
        let houses = bound.remove(&row.id).unwrap_or_default();
        card(ctx, row, houses)
    });
    let employees = employees.collect::<Result<Vec<_>>>()?;
    let open = invitation::open(&tx).await?;
    let mut places: HashMap<InvitationId, Vec<BuildingId>> = HashMap::new();
    for (id, house) in invitation::houses(&tx, open.iter().map(|row| row.id).collect()).await? {
        places.entry(id).or_default().push(house);
    }
    let invitations = open.into_iter().map(|row| {
        Ok(InvitationCard {
            id: row.id,
            role: known_role(&row.role)?,
            houses: places.remove(&row.id).unwrap_or_default(),
            sent_at: ctx.local(row.sent_at),
            expires_at: ctx.local(row.expires_at),
            expired: row.expires_at <= ctx.now,
            email: row.email,
        })
    });
    Ok(PeoplePage {
        employees,
        invitations: invitations.collect::<Result<Vec<_>>>()?,
        houses: all_houses(&tx, &scope).await?,
        fresh: InvitationId(Uuid::now_v7()),
    })
}

/// One employee, to be changed.
///
/// # Errors
/// `NotFound` without the permission, or when nobody like that works here.
pub async fn employee(ctx: &Ctx, id: UserId) -> Result<EmployeePage> {
    let scope = ctx.actor.staff(Permission::ManageStaff)?;
    let tx = ctx.db.read();
    let row = staff::employee(&tx, id).await?.ok_or(Error::NotFound)?;
    let houses = staff::houses(&tx).await?.remove(&id).unwrap_or_default();
    let last = staff::with_roles(&tx, &[Role::Administrator]).await?;
    Ok(EmployeePage {
        card: card(ctx, row, houses)?,
        houses: all_houses(&tx, &scope).await?,
        last_administrator: matches!(&last[..], [one] if one.id == id),
    })
}

/// Gives an employee another role, or other houses; from the next click on they see what that grants.
///
/// # Errors
/// `NotFound` without the permission, or when nobody like that works here; a rejection of `role` ([`Rule::RoleMissing`],
/// [`Rule::LastAdministrator`]).
pub async fn change(ctx: &Ctx, change: EmployeeChange) -> Result<()> {
    let scope = ctx.actor.staff(Permission::ManageStaff)?;
    let role = check_role(&change.role).map_err(|wrong| Rejection::of("role", wrong))?;
    let tx = ctx.db.begin().await?;
    let administrators = staff::administrators_held(&tx).await?;
    let row = staff::employee(&tx, change.person).await?.ok_or(Error::NotFound)?;
    let houses = known_houses(&tx, &scope, change.houses).await?;
    if role != Role::Administrator && administrators == [row.id] {
        return Err(Rejection::of("role", Rule::LastAdministrator).into());
    }
    if known_role(&row.role)? != role {
        staff::set_role(&tx, row.id, role).await?;
        appointed(ctx, &tx, row.id, role).await?;
    }
    let mut before = staff::houses(&tx).await?.remove(&row.id).unwrap_or_default();
    before.sort_unstable();
    if before != houses {
        bind(ctx, &tx, row.id, &houses).await?;
    }
    Ok(tx.commit().await?)
}

/// The role grants nothing from now on, and every session of the employee ends. Who lives here too may sign in as a resident.
///
/// # Errors
/// `NotFound` without the permission, or when nobody like that works here; a rejection of the form ([`Rule::LastAdministrator`]).
///
/// # Idempotency
/// Once more does nothing.
pub async fn suspend(ctx: &Ctx, id: UserId) -> Result<()> {
    ctx.actor.staff(Permission::ManageStaff)?;
    let tx = ctx.db.begin().await?;
    let administrators = staff::administrators_held(&tx).await?;
    staff::employee(&tx, id).await?.ok_or(Error::NotFound)?;
    if administrators == [id] {
        return Err(Rejection::form(Rule::LastAdministrator).into());
    }
    if staff::suspend(&tx, id, Some(ctx.now)).await? {
        store::session::end_all(&tx, id, ctx.now).await?;
        event::record(&tx, ctx.event("staff.suspended").about(id.0)).await?;
    }
    Ok(tx.commit().await?)
}

/// The role grants again what it grants.
///
/// # Errors
/// `NotFound` without the permission, or when nobody like that works here.
pub async fn restore(ctx: &Ctx, id: UserId) -> Result<()> {
    ctx.actor.staff(Permission::ManageStaff)?;
    let tx = ctx.db.begin().await?;
    staff::employee(&tx, id).await?.ok_or(Error::NotFound)?;
    if staff::suspend(&tx, id, None).await? {
        event::record(&tx, ctx.event("staff.restored").about(id.0)).await?;
    }
    Ok(tx.commit().await?)
}

/// The employee has lost their telephone and their codes: the password alone lets them in, all of their sessions end, and they hear of it.
///
/// # Errors
/// `NotFound` without the permission, when nobody else like that works here, or when nothing but the password was asked for.
pub async fn reset_second_factor(ctx: &Ctx, id: UserId) -> Result<()> {
    ctx.actor.staff(Permission::ManageStaff)?;
    if ctx.actor.user() == Ok(id) {
        return Err(Error::NotFound);
    }
    let tx = ctx.db.begin().await?;
    let row = staff::employee(&tx, id).await?.ok_or(Error::NotFound)?;
    if !second_factor::remove(&tx, id).await? {
        return Err(Error::NotFound);
    }
    store::session::end_all(&tx, id, ctx.now).await?;
    event::record(&tx, ctx.event("second_factor.reset").about(id.0)).await?;
    let at = letters::moment(ctx.local(ctx.now));
    letters::promise(ctx, &tx, &row.email, &Words::SecondFactorReset { at }).await?;
    Ok(tx.commit().await?)
}

fn card(ctx: &Ctx, row: Employee, mut houses: Vec<BuildingId>) -> Result<EmployeeCard> {
    houses.sort_unstable();
    Ok(EmployeeCard {
        me: ctx.actor.user() == Ok(row.id),
        id: row.id,
        role: known_role(&row.role)?,
        houses,
        suspended_at: row.suspended_at.map(|at| ctx.local(at)),
        second_factor: row.second_factor,
        seen_at: row.seen_at.map(|at| ctx.local(at)),
        email: row.email,
    })
}

async fn all_houses(tx: &Tx, scope: &domain::access::Scope) -> Result<Vec<House>> {
    let houses = store::tickets::houses(tx, scope).await?.into_iter();
    Ok(houses.map(|(id, address)| House { id, address }).collect())
}

pub(super) fn known_role(code: &str) -> Result<Role> {
    Role::from_code(code).ok_or_else(|| Error::Broken(format!("the role {code:?} is unknown")))
}
