//! Outages and accidents: staff announce them, and everybody whom they touch sees them until they are over.
mod desk;
mod known;
mod tell;
pub(crate) mod words;

pub use desk::{announce, desk, edit, list, page};
pub use known::known;

pub(crate) use tell::{know, tell};

use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
    readings::open_account,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Permission, Scope},
    changes::{Desk, Topic},
    ids::{AccountId, BuildingId, IncidentId},
    incidents::{IncidentCard, IncidentKind, NewIncident, Place, check_incident},
    law::Law,
    texts::clean,
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

/// Announces an outage or an accident, and tells those whom it touches.
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
        text: clean(&new.text),
        starts_at: ctx.moment(new.from),
        ends_at: new.to.map(|to| ctx.moment(to)),
        announced_at: ctx.now,
        person_id: ctx.actor.user().ok(),
        ended_at: None,
        news: 1,
    };
    if incidents::add(&tx, row, rows(new.id, &places)).await? {
        show(&tx, &places);
        jobs::enqueue(&tx, &Job::Incident { id: new.id }, ctx.now).await?;
        event::record(&tx, ctx.event("incident.announced").about(new.id.0)).await?;
    }
    tx.commit().await?;
    Ok(new.id)
}

/// It is over: those who know of it hear so.
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
        show(&tx, &places(&tx, id).await?);
        jobs::enqueue(&tx, &Job::Incident { id }, ctx.now).await?;
        event::record(&tx, ctx.event("incident.ended").about(id.0)).await?;
    }
    Ok(tx.commit().await?)
}

/// Pages that show what is the matter in these houses look again, and the list of staff.
fn show(tx: &Tx, places: &[Place]) {
    tx.announce(Topic::Desk(Desk::Incidents));
    for place in places {
        tx.announce(Topic::Building(place.building));
    }
}

/// Where an incident is, in order.
async fn places(tx: &Tx, id: IncidentId) -> Result<Vec<Place>> {
    let mut places: Vec<Place> = incidents::places(tx, &[id])
        .await?
        .into_iter()
        .map(|place| Place {
            building: place.building_id,
            entrance: Some(place.entrance).filter(|entrance| !entrance.is_empty()),
        })
        .collect();
    places.sort_unstable();
    Ok(places)
}

fn rows(incident: IncidentId, places: &[Place]) -> Vec<incident_place::Model> {
    let row = |place: &Place| incident_place::Model {
        incident_id: incident,
        building_id: place.building,
        entrance: place.entrance.clone().unwrap_or_default(),
    };
    places.iter().map(row).collect()
}

/// What is the matter in a house, and what is planned for the next week.
pub(crate) async fn in_house(
    ctx: &Ctx,
    tx: &Tx,
    scope: &Scope,
    building: BuildingId,
    entrance: Option<&str>,
    caller: Option<AccountId>,
) -> Result<Vec<IncidentCard>> {
    let law = law(&ctx.db).await?;
    let lines = incidents::in_house(tx, scope, building, entrance, caller, ctx.now + AHEAD).await?;
    lines.into_iter().map(|line| card(ctx, &law, line)).collect()
}

fn card(ctx: &Ctx, law: &Law, line: Line) -> Result<IncidentCard> {
    let row = line.incident;
    let (category, kind) = (category_of(&row)?, kind_of(&row)?);
    Ok(IncidentCard {
        id: row.id,
        kind,
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

fn category_of(row: &incident::Model) -> Result<Category> {
    Category::from_code(&row.category).ok_or_else(|| unknown("category"))
}

fn kind_of(row: &incident::Model) -> Result<IncidentKind> {
    IncidentKind::from_code(&row.kind).ok_or_else(|| unknown("kind"))
}

fn unknown(what: &str) -> Error {
    Error::Broken(format!("an incident is of no known {what}"))
}

fn allowed_until(from: DateTime<Utc>, term: Term) -> Option<DateTime<Utc>> {
    let Term::Minutes(minutes) = term else { return None };
    from.checked_add_signed(TimeDelta::minutes(minutes.into()))
}
