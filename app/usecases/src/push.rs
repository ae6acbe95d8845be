//! Notices on the screens of telephones and computers in which the portal is not open.
mod words;

use crate::{
    Ctx, Error, Result, device,
    jobs::{self, Job},
    news,
    notices::disturbing,
    ports::PushMessage,
    reminders::{self, Due},
};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use domain::{
    Rejection, Rule,
    ids::{NoticeId, SubscriptionId, UserId},
    incidents::{IncidentKind, Turn},
    notices::{Notice, Subject},
    push::{Device, NewSubscription},
    reminders::Deadline,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, time::Duration};
use store::{Tx, entity::push_subscription, event, incidents, notices, push};
use uuid::Uuid;

/// What is older is not pushed any more: the list has it. No quiet hours last as long.
const FRESH: TimeDelta = TimeDelta::hours(48);
/// How long a push service keeps what a browser that is off does not take.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// A message that is about to be of no use is kept as long.
const LEAST: TimeDelta = TimeDelta::minutes(1);
/// Characters of a text: more is shown by no screen.
const SHOWN: usize = 240;

/// Has notices pushed to this browser, until its session is ended.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` where the portal pushes nothing; a rejection of the form ([`Rule::NoPush`]).
///
/// # Idempotency
/// The same browser twice is one. Whoever subscribes it has it.
pub async fn subscribe(ctx: &Ctx, new: &NewSubscription) -> Result<()> {
    let visitor = ctx.visitor.as_ref().ok_or(Error::SignInRequired)?;
    let service = ctx.ports.push.as_ref().ok_or(Error::NotFound)?;
    new.check().map_err(Rejection::form)?;
    if !service.accepts(&new.endpoint) {
        return Err(Rejection::form(Rule::NoPush).into());
    }
    let NewSubscription { endpoint, p256dh, auth } = new.clone();
    let row = push_subscription::Model {
        id: SubscriptionId(Uuid::now_v7()),
        person_id: visitor.person.user,
        session_id: visitor.session,
        endpoint,
        p256dh,
        auth,
        created_at: ctx.now,
        pushed_at: None,
    };
    let tx = ctx.db.begin().await?;
    push::add(&tx, row).await?;
    let browser = device::in_words(&ctx.origin.user_agent);
    event::record(&tx, ctx.event("push.subscribed").with(browser)).await?;
    Ok(tx.commit().await?)
}

/// Has no notices pushed to this browser any more; nothing happens where none were.
///
/// # Errors
/// `SignInRequired` for a guest.
pub async fn unsubscribe(ctx: &Ctx, endpoint: &str) -> Result<()> {
    let me = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    if push::remove(&tx, me, endpoint).await? {
        event::record(&tx, ctx.event("push.unsubscribed")).await?;
    }
    Ok(tx.commit().await?)
}

/// The same for one of one's other browsers.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when it is not one's own.
pub async fn forget(ctx: &Ctx, id: SubscriptionId) -> Result<()> {
    let me = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    if !push::remove_one(&tx, me, id).await? {
        return Err(Error::NotFound);
    }
    event::record(&tx, ctx.event("push.unsubscribed")).await?;
    Ok(tx.commit().await?)
}

pub(crate) async fn devices(ctx: &Ctx, tx: &Tx, person: UserId) -> Result<Vec<Device>> {
    let devices = push::of_person(tx, person).await?.into_iter().map(|row| Device {
        id: row.id,
        name: row.device,
        since: ctx.local(row.created_at),
        pushed_at: row.pushed_at.map(|at| ctx.local(at)),
    });
    Ok(devices.collect())
}

/// A notice that somebody has just been told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct News {
    pub notice: NoticeId,
    pub person: UserId,
    /// Of a reminder: what has to be due still when it leaves.
    pub due: Option<Due>,
}

/// A notice on its way to a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    pub notice: NoticeId,
    pub to: SubscriptionId,
    pub due: Option<Due>,
}

/// Promises to push notices of one subject to those who want it, after their quiet hours.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn promise(ctx: &Ctx, tx: &Tx, subject: Subject, news: Vec<News>) -> Result<()> {
    if ctx.ports.push.is_none() || news.is_empty() {
        return Ok(());
    }
    let people: Vec<UserId> = news.iter().map(|news| news.person).collect();
    let mut browsers: BTreeMap<UserId, Vec<push::Reached>> = BTreeMap::new();
    for reached in push::reached(tx, subject, &people).await? {
        browsers.entry(reached.person).or_default().push(reached);
    }
    let mut parcels = Vec::new();
    for News { notice, person, due } in news {
        for browser in browsers.get(&person).into_iter().flatten() {
            let parcel = Parcel { notice, to: browser.id, due };
            parcels.push((disturbing(ctx, browser.quiet), Job::Push(parcel)));
        }
    }
    jobs::enqueue_each(tx, parcels, ctx.now).await
}

/// What a screen shows, as the service worker reads it.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    title: &'a str,
    body: &'a str,
    /// A path of the portal.
    url: String,
    /// A later one with the same tag takes its place.
    tag: &'a str,
}

/// The message, if it is still of use: not read meanwhile, not done, not old.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn message(ctx: &Ctx, parcel: Parcel) -> Result<Option<PushMessage>> {
    let tx = ctx.db.read();
    let Some(to) = push::by_id(&tx, parcel.to).await? else { return Ok(None) };
    let row = notices::by_id(&tx, parcel.notice).await?.filter(|row| {
        // Who does not want the bell to ring has read it in its very moment.
        let read = row.read_at.is_some_and(|read| read > row.at);
        row.person_id == to.person_id && !read && ctx.now - row.at < FRESH
    });
    let Some(row) = row else { return Ok(None) };
    if let Some(due) = parcel.due
        && !reminders::is_due(ctx, &tx, to.person_id, due).await?
    {
        return Ok(None);
    }
    let notice: Notice = serde_json::from_str(&row.contents)
        .map_err(|error| Error::Broken(format!("the notice {} cannot be read: {error}", row.id)))?;
    if !stands(ctx, &tx, &notice).await? {
        return Ok(None);
    }
    let (title, body) = words::of(&notice);
    let body: String = body.chars().take(SHOWN).collect();
    let title: String = title.chars().take(SHOWN).collect();
    let topic = matter(&notice, parcel);
    let shown = Shown { title: &title, body: &body, url: notice.path(), tag: &topic };
    let payload = serde_json::to_vec(&shown).map_err(|error| Error::Broken(error.to_string()))?;
    let urgent = matches!(notice, Notice::Outage { kind: IncidentKind::Emergency, .. });
    let left = ended(&notice).map_or(KEPT, |end| end - ctx.local(ctx.now)).clamp(LEAST, KEPT);
    let keep = left.to_std().unwrap_or(Duration::ZERO);
    let push_subscription::Model { endpoint, p256dh, auth, .. } = to;
    Ok(Some(PushMessage { endpoint, p256dh, auth, payload, urgent, keep, topic }))
}

/// Whether what a notice says is still so: quiet hours outlast some accidents.
async fn stands(ctx: &Ctx, tx: &Tx, notice: &Notice) -> Result<bool> {
    match notice {
        Notice::Outage { turn: Turn::Announced | Turn::Changed, incident, .. } => {
            Ok(incidents::stands(tx, *incident).await?)
        }
        Notice::NewsAnnounced { news, .. } => news::is_shown(ctx, tx, *news).await,
        _ => Ok(true),
    }
}

/// What a message is about, for whoever hands it over and shows it: the later one of two takes the place of the other.
fn matter(notice: &Notice, parcel: Parcel) -> String {
    let id = match (parcel.due, notice) {
        (Some(Due { key, .. }), _) => {
            let said = format!("{} {} {}", key.about, key.kind.subject().code(), key.day);
            let hash: [u8; 16] = Sha256::digest(said).first_chunk().copied().unwrap_or_default();
            Uuid::from_bytes(hash)
        }
        (None, Notice::Outage { incident, .. }) => incident.0,
        (None, _) => parcel.notice.0,
    };
    id.simple().to_string()
}

/// When it is of no use any more, in company time, where that is known.
fn ended(notice: &Notice) -> Option<NaiveDateTime> {
    let day = match notice {
        Notice::ReadingsDue { last, .. } => *last,
        Notice::PaymentDue { due_on, deadline: Deadline::Ahead, .. } => *due_on,
        Notice::Outage { turn: Turn::Announced | Turn::Changed, to, .. } => return *to,
        _ => return None,
    };
    Some(day.succ_opt()?.and_time(NaiveTime::MIN))
}
