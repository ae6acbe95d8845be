//! Outages and accidents: staff announce them, and everybody whom they touch sees them until they are over.
mod desk;

pub use desk::{announce, desk, edit, list, page};

use crate::{Ctx, Error, Result, readings::open_account};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Permission, Scope},
    ids::{AccountId, BuildingId, IncidentId},
    incidents::{IncidentCard, IncidentKind, NewIncident, check_incident},
    law::Law,
    tickets::{Category, Term},
};
use std::collections::HashMap;
use store::{
    Tx,
    entity::{incident, incident_place},
    event,
    incidents::{self, Line},
    law::law,
    tickets,
};

/// Planned outages are shown so long before they begin.
pub(crate) const AHEAD: TimeDelta = TimeDelta::days(7);

/// What is the matter where the open account is, and what is planned for the next week: one statement.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the person has no account.
pub async fn touching(ctx: &Ctx) -> Result<Vec<IncidentCard>> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let law = law(&ctx.db).await?;
    around(ctx, &law, &ctx.db.read(), &scope, account).await
}

pub(crate) async fn around(
    ctx: &Ctx,
    law: &Law,
    tx: &Tx,
    scope: &Scope,
    account: AccountId,
) -> Result<Vec<IncidentCard>> {
    let lines = incidents::touching(tx, scope, account, ctx.now + AHEAD).await?;
    lines.into_iter().map(|line| card(ctx, law, line)).collect()
}

/// Announces an outage or an accident.
///
/// # Errors
/// `NotFound` without the permission, or when a house is none that one serves; a rejection of the fields `text`, `to` and `places`.
///
/// # Idempotency
/// The same id twice is one incident.
pub async fn declare(ctx: &Ctx, new: NewIncident) -> Result<IncidentId> {
    let scope = ctx.actor.staff_of_houses(Permission::AnnounceIncidents)?;
    let places = check_incident(&new)?;
    let tx = ctx.db.begin().await?;
    let served: HashMap<_, _> = tickets::houses(&tx, &scope).await?.into_iter().collect();
    if !places.iter().all(|place| served.contains_key(&place.building)) {
        return Err(Error::NotFound);
    }
    let row = incident::Model {
        id: new.id,
        kind: new.kind.code().to_owned(),
        category: new.category.code().to_owned(),
        text: new.text.trim().to_owned(),
        starts_at: ctx.moment(new.from),
        ends_at: new.to.map(|to| ctx.moment(to)),
        announced_at: ctx.now,
        person_id: ctx.actor.user().ok(),
        ended_at: None,
    };
    let places = places.into_iter().map(|place| incident_place::Model {
        incident_id: new.id,
        building_id: place.building,
        entrance: place.entrance.unwrap_or_default(),
    });
    if incidents::add(&tx, row, places.collect()).await? {
        event::record(&tx, ctx.event("incident.announced").about(new.id.0)).await?;
    }
    tx.commit().await?;
    Ok(new.id)
}

/// It is over.
///
/// # Errors
/// `NotFound` without the permission, or when it is not wholly in houses that one serves.
///
/// # Idempotency
/// What is over stays over at its moment.
pub async fn end(ctx: &Ctx, id: IncidentId) -> Result<()> {
    let scope = ctx.actor.staff_of_houses(Permission::AnnounceIncidents)?;
    let tx = ctx.db.begin().await?;
    if !incidents::is_served(&tx, &scope, id).await? {
        return Err(Error::NotFound);
    }
    if incidents::end(&tx, id, ctx.now).await? {
        event::record(&tx, ctx.event("incident.ended").about(id.0)).await?;
    }
    Ok(tx.commit().await?)
}

/// What is the matter in a house, and what is planned for the next week.
pub(crate) async fn in_house(
    ctx: &Ctx,
    tx: &Tx,
    scope: &Scope,
    building: BuildingId,
    entrance: Option<&str>,
) -> Result<Vec<IncidentCard>> {
    let law = law(&ctx.db).await?;
    let lines = incidents::in_house(tx, scope, building, entrance, ctx.now + AHEAD).await?;
    lines.into_iter().map(|line| card(ctx, &law, line)).collect()
}

fn card(ctx: &Ctx, law: &Law, line: Line) -> Result<IncidentCard> {
    let row = line.incident;
    let unknown = |what: &str| Error::Broken(format!("an incident is of no known {what}"));
    let category = Category::from_code(&row.category).ok_or_else(|| unknown("category"))?;
    Ok(IncidentCard {
        id: row.id,
        kind: IncidentKind::from_code(&row.kind).ok_or_else(|| unknown("kind"))?,
        category,
        text: row.text,
        from: ctx.local(row.starts_at),
        to: row.ends_at.map(|to| ctx.local(to)),
        ended_at: row.ended_at.map(|ended| ctx.local(ended)),
        households: line.households,
        joined: line.joined,
        allowed: category.allowed_break().and_then(|limit| {
            let term = law.limits.term(limit, ctx.local(row.starts_at).date())?;
            Some((ctx.local(allowed_until(row.starts_at, term)?), limit.clause()))
        }),
    })
}

fn allowed_until(from: DateTime<Utc>, term: Term) -> Option<DateTime<Utc>> {
    let Term::Minutes(minutes) = term else { return None };
    from.checked_add_signed(TimeDelta::minutes(minutes.into()))
}
