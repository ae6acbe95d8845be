//! «Уведомления»: what each person is told, and letters by choice.
use crate::{Ctx, Error, Result};
use chrono::{DateTime, Utc};
use domain::{
    changes::Topic,
    ids::{NoticeId, UserId},
    notices::{Choice, Notice, NoticeCard, NoticesPage, Subject},
};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use store::{Tx, entity::notice, event, notices};
use uuid::Uuid;

/// Notices of one part of the list.
const PART: usize = 30;

/// Tells people something; each once, however often they are named.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn tell(
    ctx: &Ctx,
    tx: &Tx,
    people: impl IntoIterator<Item = UserId>,
    what: &Notice,
) -> Result<()> {
    let people: HashSet<UserId> = people.into_iter().collect();
    let contents = written(what)?;
    let rows = people.iter().map(|person| notice::Model {
        id: NoticeId(Uuid::now_v7()),
        person_id: *person,
        contents: contents.clone(),
        at: ctx.now,
        read_at: None,
    });
    store::insert_all(tx, rows.collect()).await?;
    for person in people {
        tx.announce(Topic::Person(person));
    }
    Ok(())
}

fn written(what: &Notice) -> Result<String> {
    serde_json::to_string(what).map_err(|error| Error::Broken(format!("a notice cannot be written: {error}")))
}

/// Tells people something of a moment; for whom there is a moment besides has read it then. Who was not told of it before.
///
/// # Errors
/// When the database cannot.
///
/// # Idempotency
/// Each is told once of one cause and moment, whoever tells it and however often.
pub(crate) async fn tell_once(
    tx: &Tx,
    people: impl IntoIterator<Item = (UserId, Option<DateTime<Utc>>)>,
    what: &Notice,
    cause: Uuid,
    at: DateTime<Utc>,
) -> Result<HashSet<UserId>> {
    let contents = written(what)?;
    let rows = people.into_iter().map(|(person, read_at)| notice::Model {
        id: once(cause, at, person),
        person_id: person,
        contents: contents.clone(),
        at,
        read_at,
    });
    let told = notices::add_missing(tx, &rows.collect::<Vec<_>>()).await?;
    for person in &told {
        tx.announce(Topic::Person(*person));
    }
    Ok(told.into_iter().collect())
}

/// The id of what somebody is told once. It is a `UUIDv7`, for notices stand in the order of their moments.
pub(crate) fn once(cause: Uuid, at: DateTime<Utc>, person: UserId) -> NoticeId {
    let mut hash = Sha256::new();
    for part in [cause, person.0] {
        hash.update(part.as_bytes());
    }
    hash.update(at.timestamp_millis().to_be_bytes());
    let random = hash.finalize().first_chunk().copied().unwrap_or_default();
    let moment = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    NoticeId(uuid::Builder::from_unix_timestamp_millis(moment, &random).into_uuid())
}

/// Those of these people who want no letters about a subject.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn without_letters(
    tx: &Tx,
    subject: Subject,
    people: impl IntoIterator<Item = UserId>,
) -> Result<HashSet<UserId>> {
    let people: Vec<UserId> = people.into_iter().collect();
    Ok(notices::without_letters(tx, subject, &people).await?.into_iter().collect())
}

/// One's notices, the newest first, from `before` on: one statement.
///
/// # Errors
/// `SignInRequired` for a guest.
pub async fn page(ctx: &Ctx, before: Option<NoticeId>) -> Result<NoticesPage> {
    let me = ctx.actor.user()?;
    let tx = ctx.db.read();
    let most = i64::try_from(PART + 1).unwrap_or(i64::MAX);
    let mut rows = notices::of_person(&tx, me, before, most).await?;
    let older = rows.len() > PART;
    rows.truncate(PART);
    let older = rows.last().filter(|_| older).map(|last| last.id);
    let unread = ctx.visitor.as_ref().map_or(0, |visitor| visitor.person.unread);
    Ok(NoticesPage { notices: rows.iter().map(|row| card(ctx, row)).collect::<Result<_>>()?, older, unread })
}

fn card(ctx: &Ctx, row: &notice::Model) -> Result<NoticeCard> {
    let notice = serde_json::from_str(&row.contents)
        .map_err(|error| Error::Broken(format!("the notice {} cannot be read: {error}", row.id)))?;
    Ok(NoticeCard { id: row.id, notice, at: ctx.local(row.at), is_new: row.read_at.is_none() })
}

/// How many notices one has not read: no statement, it came with the session.
///
/// # Errors
/// `SignInRequired` for a guest.
pub fn unread(ctx: &Ctx) -> Result<i64> {
    Ok(ctx.visitor.as_ref().ok_or(Error::SignInRequired)?.person.unread)
}

/// One has read all of one's notices up to this one.
///
/// # Errors
/// `SignInRequired` for a guest.
///
/// # Idempotency
/// What is read stays read at its moment. Up to a notice of another person, or none, means up to that moment.
pub async fn read(ctx: &Ctx, up_to: NoticeId) -> Result<()> {
    let me = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    if notices::read(&tx, me, up_to, ctx.now).await? > 0 {
        tx.announce(Topic::Person(me));
    }
    Ok(tx.commit().await?)
}

/// Of what one gets letters.
///
/// # Errors
/// `SignInRequired` for a guest.
pub async fn choices(ctx: &Ctx) -> Result<Vec<Choice>> {
    let silent = notices::silent_subjects(&ctx.db.read(), ctx.actor.user()?).await?;
    let choice =
        |subject: Subject| Choice { subject, letters: !silent.iter().any(|code| code == subject.code()) };
    Ok(Subject::ALL.map(choice).to_vec())
}

/// Chooses of what one gets letters: of these subjects, and of no others.
///
/// # Errors
/// `SignInRequired` for a guest.
///
/// # Idempotency
/// The same choice twice has one effect.
pub async fn choose(ctx: &Ctx, letters: &[Subject]) -> Result<()> {
    let me = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    for subject in Subject::ALL {
        notices::choose(&tx, me, subject, letters.contains(&subject)).await?;
    }
    event::record(&tx, ctx.event("notices.chosen")).await?;
    Ok(tx.commit().await?)
}
