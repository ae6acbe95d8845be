use super::{card, places, rows, show};
use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
};
use chrono::{DateTime, NaiveDateTime, SubsecRound, Timelike, Utc};
use domain::{
    Rejection, Rule,
    access::{Permission, Scope},
    accounts::label_key,
    ids::IncidentId,
    incidents::{
        Edit, HouseEntrances, IncidentCard, IncidentChange, IncidentDesk, IncidentForm, IncidentKind,
        IncidentPage, IncidentsPage, Place, Recalculation, StaffIncident, TouchedAccount, beyond,
        check_beginning, check_incident,
    },
    law::Law,
};
use std::collections::HashMap;
use store::{
    Tx,
    entity::incident_edit,
    event,
    incidents::{self, Correction, Line},
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
    let houses = houses(&ctx.db.read(), &scope, &[]).await?;
    Ok(IncidentDesk { fresh: IncidentId(Uuid::now_v7()), now: ctx.local(ctx.now), houses })
}

/// The houses that one serves with their entrances: those that are known, and those that are chosen already.
async fn houses(tx: &Tx, scope: &Scope, chosen: &[Place]) -> Result<Vec<HouseEntrances>> {
    let mut entrances: HashMap<_, Vec<String>> = HashMap::new();
    for known in incidents::entrances(tx, scope).await? {
        entrances.entry(known.building_id).or_default().push(known.entrance);
    }
    for place in chosen {
        let known = entrances.entry(place.building).or_default();
        known.extend(place.entrance.clone().filter(|entrance| !known.contains(entrance)));
    }
    let houses = tickets::houses(tx, scope).await?.into_iter().map(|(id, address)| {
        let mut entrances = entrances.remove(&id).unwrap_or_default();
        entrances.sort_by_key(|entrance| label_key(entrance));
        HouseEntrances { id, address, entrances }
    });
    Ok(houses.collect())
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
    let edits = incidents::edits(&tx, id).await?.into_iter().map(|edit| {
        Ok(Edit {
            at: ctx.local(edit.at),
            role: edit.role,
            text: edit.text,
            from: edit.starts_at.map(|from| ctx.local(from)),
            to: edit.ends_at.map(|to| ctx.local(to)),
            places: edit.places.as_deref().map(read_places).transpose()?.unwrap_or_default(),
        })
    });
    let edits = edits.collect::<Result<_>>()?;
    let mine = incidents::is_served(&tx, &scope, id).await?;
    let places = places(&tx, id).await?;
    let changeable = mine && incident.card.ended_at.is_none();
    Ok(IncidentPage {
        now: ctx.local(ctx.now),
        edits,
        mine,
        houses: if changeable { houses(&tx, &scope, &places).await? } else { Vec::new() },
        places,
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
    let scope = serving(ctx)?;
    let new = form.read()?;
    let (places, mut rejection) = match check_incident(&new) {
        Ok(places) => (places, Rejection::default()),
        Err(wrong) => (Vec::new(), wrong),
    };
    rejection.check("from", check_beginning(new.kind, new.from, ctx.today()));
    if !rejection.0.is_empty() {
        return Err(rejection.into());
    }
    has_entrances(&ctx.db.read(), &scope, &places, &[]).await?;
    super::declare(ctx, new).await
}

/// Whether the houses that one serves have these entrances; one that was named before may be named again.
async fn has_entrances(tx: &Tx, scope: &Scope, places: &[Place], before: &[Place]) -> Result<()> {
    let known = houses(tx, scope, before).await?;
    let is_known = |place: &Place| {
        known.iter().any(|house| {
            house.id == place.building
                && place.entrance.as_ref().is_none_or(|entrance| house.entrances.contains(entrance))
        })
    };
    if places.iter().all(is_known) { Ok(()) } else { Err(Error::NotFound) }
}

/// Corrects what an announcement says, when it is and where; what it said before is kept. Those for whom that is new hear of it.
///
/// # Errors
/// `NotFound` without the permission, or when it is not wholly in houses that one serves, or would not be; a rejection of the fields `text`,
/// `from`, `to` and `places`, or of the form: [`Rule::IncidentChanged`], [`Rule::IncidentOver`].
///
/// # Idempotency
/// The same correction twice is one.
pub async fn edit(ctx: &Ctx, change: IncidentChange) -> Result<()> {
    let scope = serving(ctx)?;
    let new = change.read()?;
    let tx = ctx.db.begin().await?;
    if !incidents::is_served(&tx, &scope, change.id).await? {
        return Err(Error::NotFound);
    }
    let row = incidents::hold(&tx, change.id).await?.ok_or(Error::NotFound)?;
    let starts_at = unless_changed(ctx, Some(row.starts_at), new.from);
    let ends_at = new.to.map(|to| unless_changed(ctx, row.ends_at, to));
    let (before, mut after) = (places(&tx, change.id).await?, new.places);
    after.sort_unstable();
    let moved = before != after;
    let news = moved || (starts_at, ends_at) != (row.starts_at, row.ends_at);
    if row.text == new.text && !news {
        return Ok(tx.commit().await?);
    }
    if row.ended_at.is_some() {
        return Err(Rejection::form(Rule::IncidentOver).into());
    }
    let edits = i64::try_from(incidents::edits(&tx, change.id).await?.len()).unwrap_or(i64::MAX);
    if edits != change.seen {
        return Err(Rejection::form(Rule::IncidentChanged).into());
    }
    has_entrances(&tx, &scope, &after, &before).await?;
    if starts_at != row.starts_at {
        let kind = IncidentKind::from_code(&row.kind)
            .ok_or_else(|| Error::Broken(format!("a kind {}", row.kind)))?;
        check_beginning(kind, new.from, ctx.today()).map_err(|rule| Rejection::of("from", rule))?;
    }
    let said = incident_edit::Model {
        incident_id: change.id,
        version: edits + 1,
        at: ctx.now,
        person_id: ctx.actor.user().ok(),
        text: row.text,
        ends_at: row.ends_at,
        starts_at: Some(row.starts_at),
        places: if moved { Some(write_places(&tx, change.id).await?) } else { None },
    };
    let now = Correction {
        text: new.text,
        starts_at,
        ends_at,
        places: moved.then(|| rows(change.id, &after)),
        news: row.news + i64::from(news),
    };
    incidents::edit(&tx, said, now).await?;
    event::record(&tx, ctx.event("incident.corrected").about(change.id.0)).await?;
    show(&tx, &before);
    show(&tx, &after);
    if news {
        jobs::enqueue(&tx, &Job::Incident { id: change.id }, ctx.now).await?;
    }
    Ok(tx.commit().await?)
}

/// A form knows a moment to the minute: where it was left as it was, so are its seconds.
fn unless_changed(ctx: &Ctx, known: Option<DateTime<Utc>>, typed: NaiveDateTime) -> DateTime<Utc> {
    let minute = |at: DateTime<Utc>| ctx.local(at).trunc_subsecs(0).with_second(0);
    known.filter(|known| minute(*known) == Some(typed)).unwrap_or_else(|| ctx.moment(typed))
}

/// Where an incident is, in words, for its history.
async fn write_places(tx: &Tx, id: IncidentId) -> Result<String> {
    let places = incidents::places(tx, &[id]).await?.into_iter();
    let places: Vec<PlaceInWords> = places.map(in_words).collect();
    serde_json::to_string(&places)
        .map_err(|error| Error::Broken(format!("the places of an incident cannot be written: {error}")))
}

fn read_places(text: &str) -> Result<Vec<PlaceInWords>> {
    serde_json::from_str(text)
        .map_err(|error| Error::Broken(format!("the places of an incident cannot be read: {error}")))
}

/// An address, with the entrance where only that is touched.
type PlaceInWords = (String, Option<String>);

fn in_words(place: incidents::Place) -> PlaceInWords {
    (place.address, Some(place.entrance).filter(|entrance| !entrance.is_empty()))
}

fn serving(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::AnnounceIncidents)?)
}

/// Incidents with their places in words.
async fn told(ctx: &Ctx, law: &Law, tx: &Tx, lines: Vec<Line>) -> Result<Vec<StaffIncident>> {
    let ids: Vec<IncidentId> = lines.iter().map(|line| line.incident.id).collect();
    let mut places: HashMap<IncidentId, Vec<PlaceInWords>> = HashMap::new();
    for place in incidents::places(tx, &ids).await? {
        places.entry(place.incident_id).or_default().push(in_words(place));
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
