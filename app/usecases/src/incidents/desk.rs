use super::card;
use crate::{Ctx, Error, Result};
use chrono::NaiveDateTime;
use domain::{
    Rejection, Rule,
    access::{Permission, Scope},
    accounts::label_key,
    ids::IncidentId,
    incidents::{
        Edit, HouseEntrances, IncidentCard, IncidentChange, IncidentDesk, IncidentForm, IncidentPage,
        IncidentsPage, Recalculation, StaffIncident, TouchedAccount, beyond,
    },
    law::Law,
    tickets::MAX_TEXT,
};
use std::collections::HashMap;
use store::{
    Tx,
    entity::incident_edit,
    event,
    incidents::{self, Line},
    law::law,
    tickets,
};
use uuid::Uuid;

/// Incidents that are over are listed up to so many.
const MOST_ENDED: i64 = 20;

/// Incidents of the houses that one serves: those that are not over, and the last of those that are. Three statements.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn list(ctx: &Ctx) -> Result<IncidentsPage> {
    let scope = serving(ctx)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    let mut lines = incidents::current(&tx, &scope).await?;
    let waiting = lines.len();
    lines.extend(incidents::ended(&tx, &scope, MOST_ENDED).await?);
    let mut current = told(ctx, &law, &tx, lines).await?;
    let ended = current.split_off(waiting);
    Ok(IncidentsPage { now: ctx.local(ctx.now), current, ended })
}

/// What an announcement may be about. Two statements.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn desk(ctx: &Ctx) -> Result<IncidentDesk> {
    let scope = serving(ctx)?;
    let tx = ctx.db.read();
    let mut entrances: HashMap<_, Vec<String>> = HashMap::new();
    for known in incidents::entrances(&tx, &scope).await? {
        entrances.entry(known.building_id).or_default().push(known.entrance);
    }
    let houses = tickets::houses(&tx, &scope).await?.into_iter().map(|(id, address)| {
        let mut entrances = entrances.remove(&id).unwrap_or_default();
        entrances.sort_by_key(|entrance| label_key(entrance));
        HouseEntrances { id, address, entrances }
    });
    Ok(IncidentDesk { fresh: IncidentId(Uuid::now_v7()), now: ctx.local(ctx.now), houses: houses.collect() })
}

/// An incident with its corrections, and what has to be recalculated after it.
///
/// # Errors
/// `NotFound` without the permission, or when it is in no house that one serves.
pub async fn page(ctx: &Ctx, id: IncidentId) -> Result<IncidentPage> {
    let scope = serving(ctx)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    let line = incidents::line(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let incident = told(ctx, &law, &tx, vec![line]).await?.pop().ok_or(Error::NotFound)?;
    let edits = incidents::edits(&tx, id).await?.into_iter().map(|edit| Edit {
        at: ctx.local(edit.at),
        role: edit.role,
        text: edit.text,
        to: edit.ends_at.map(|to| ctx.local(to)),
    });
    Ok(IncidentPage {
        now: ctx.local(ctx.now),
        edits: edits.collect(),
        mine: incidents::is_served(&tx, &scope, id).await?,
        recalculation: recalculation(&tx, &scope, &incident.card).await?,
        incident,
    })
}

/// Announces an outage or an accident as it was filled in.
///
/// # Errors
/// As [`declare`](super::declare); a rejection of the field `from` too.
///
/// # Idempotency
/// The same id twice is one incident.
pub async fn announce(ctx: &Ctx, form: IncidentForm) -> Result<IncidentId> {
    serving(ctx)?;
    super::declare(ctx, form.read()?).await
}

/// Corrects what an announcement says and until when it promises; what it said before is kept.
///
/// # Errors
/// `NotFound` without the permission, or when it is not wholly in houses that one serves; a rejection of the fields `text` and `to`, or of the form:
/// [`Rule::IncidentChanged`], [`Rule::IncidentOver`].
///
/// # Idempotency
/// The same correction twice is one.
pub async fn edit(ctx: &Ctx, change: IncidentChange) -> Result<()> {
    let scope = serving(ctx)?;
    let until = change.until()?;
    let text = check_text(&change.text)?;
    let tx = ctx.db.begin().await?;
    if !incidents::is_served(&tx, &scope, change.id).await? {
        return Err(Error::NotFound);
    }
    let row = incidents::hold(&tx, change.id).await?.ok_or(Error::NotFound)?;
    let ends_at = until.map(|until| ctx.moment(until));
    if row.text == text && row.ends_at == ends_at {
        return Ok(tx.commit().await?);
    }
    if row.ended_at.is_some() {
        return Err(Rejection::form(Rule::IncidentOver).into());
    }
    if ends_at.is_some_and(|ends| ends < row.starts_at) {
        return Err(Rejection::of("to", Rule::SpanBackwards).into());
    }
    let edits = i64::try_from(incidents::edits(&tx, change.id).await?.len()).unwrap_or(i64::MAX);
    if edits != change.seen {
        return Err(Rejection::form(Rule::IncidentChanged).into());
    }
    let before = incident_edit::Model {
        incident_id: change.id,
        version: edits + 1,
        at: ctx.now,
        person_id: ctx.actor.user().ok(),
        text: row.text,
        ends_at: row.ends_at,
    };
    incidents::edit(&tx, before, &text, ends_at).await?;
    event::record(&tx, ctx.event("incident.corrected").about(change.id.0)).await?;
    Ok(tx.commit().await?)
}

fn serving(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::AnnounceIncidents)?)
}

fn check_text(text: &str) -> Result<String, Rejection> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Rejection::of("text", Rule::TicketTextMissing)),
        length if length > MAX_TEXT as usize => {
            Err(Rejection::of("text", Rule::TextTooLong { max: MAX_TEXT }))
        }
        _ => Ok(text.to_owned()),
    }
}

/// Incidents with their places in words.
async fn told(ctx: &Ctx, law: &Law, tx: &Tx, lines: Vec<Line>) -> Result<Vec<StaffIncident>> {
    let ids: Vec<IncidentId> = lines.iter().map(|line| line.incident.id).collect();
    let mut places: HashMap<IncidentId, Vec<(String, Option<String>)>> = HashMap::new();
    for place in incidents::places(tx, &ids).await? {
        let entrance = Some(place.entrance).filter(|entrance| !entrance.is_empty());
        places.entry(place.incident_id).or_default().push((place.address, entrance));
    }
    let incident = |line: Line| {
        let places = places.remove(&line.incident.id).unwrap_or_default();
        Ok(StaffIncident { card: card(ctx, law, line)?, places })
    };
    lines.into_iter().map(incident).collect()
}

/// Once it is over and was longer than the law allows.
async fn recalculation(tx: &Tx, scope: &Scope, card: &IncidentCard) -> Result<Option<Recalculation>> {
    let (Some(ended), Some((until, clause))) = (card.ended_at, card.allowed) else { return Ok(None) };
    let allowed = minutes(card.from, until);
    let months = beyond(card.from, ended, allowed);
    if months.is_empty() {
        return Ok(None);
    }
    let mut touched = incidents::touched(tx, scope, card.id).await?;
    touched.sort_by_key(|account| (account.address.clone(), label_key(&account.label)));
    let accounts = touched.into_iter().map(|account| TouchedAccount {
        number: account.number,
        address: account.address,
        label: account.label,
    });
    Ok(Some(Recalculation { allowed, clause, months, accounts: accounts.collect() }))
}

fn minutes(from: NaiveDateTime, to: NaiveDateTime) -> i64 {
    (to - from).num_minutes()
}
