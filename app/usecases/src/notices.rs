//! «Уведомления»: what each person is told, and how they hear of it.
use crate::{
    Ctx, Error, Result,
    push::{self, News},
    reminders::Due,
};
use chrono::{DateTime, Utc};
use domain::{
    Rejection,
    changes::Topic,
    ids::{NoticeId, UserId},
    notices::{
        Channel, Choice, Chosen, Notice, NoticeCard, NoticeSettings, NoticesPage, QuietHours, Subject,
    },
};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
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
    let row = |person_id| {
        let id = NoticeId(Uuid::now_v7());
        notice::Model { id, person_id, contents: contents.clone(), at: ctx.now, read_at: None }
    };
    let rows = people.into_iter().map(|person| (row(person), None)).collect();
    write_down(ctx, tx, what.subject(), rows).await
}

/// Writes notices of one subject down, each with the reminder that it is, and has them pushed.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn write_down(
    ctx: &Ctx,
    tx: &Tx,
    subject: Subject,
    rows: Vec<(notice::Model, Option<Due>)>,
) -> Result<()> {
    let news = rows.iter().map(|(row, due)| News { notice: row.id, person: row.person_id, due: *due });
    push::promise(ctx, tx, subject, news.collect()).await?;
    let rows = quieted(tx, subject, rows.into_iter().map(|(row, _)| row).collect()).await?;
    for row in &rows {
        tx.announce(Topic::Person(row.person_id));
    }
    Ok(store::insert_all(tx, rows).await?)
}

/// Those who do not want the bell to ring for a subject have read it in its moment.
async fn quieted(tx: &Tx, subject: Subject, rows: Vec<notice::Model>) -> Result<Vec<notice::Model>> {
    let people: Vec<UserId> = rows.iter().map(|row| row.person_id).collect();
    let silent: HashSet<UserId> = if people.is_empty() || !subject.may_refuse(Channel::Bell) {
        HashSet::new()
    } else {
        notices::without_bell(tx, subject, &people).await?.into_iter().collect()
    };
    let quiet = |row: notice::Model| {
        let read_at = row.read_at.or_else(|| silent.contains(&row.person_id).then_some(row.at));
        notice::Model { read_at, ..row }
    };
    Ok(rows.into_iter().map(quiet).collect())
}

pub(crate) fn written(what: &Notice) -> Result<String> {
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
    ctx: &Ctx,
    tx: &Tx,
    people: impl IntoIterator<Item = (UserId, Option<DateTime<Utc>>)>,
    what: &Notice,
    cause: Uuid,
    at: DateTime<Utc>,
) -> Result<HashSet<UserId>> {
    let contents = written(what)?;
    let rows: Vec<notice::Model> = people
        .into_iter()
        .map(|(person, read_at)| notice::Model {
            id: once(cause, at, person),
            person_id: person,
            contents: contents.clone(),
            at,
            read_at,
        })
        .collect();
    let unread: Vec<News> = (rows.iter())
        .filter(|row| row.read_at.is_none())
        .map(|row| News { notice: row.id, person: row.person_id, due: None })
        .collect();
    let rows = quieted(tx, what.subject(), rows).await?;
    let told: HashSet<UserId> = notices::add_missing(tx, &rows).await?.into_iter().collect();
    let news = unread.into_iter().filter(|news| told.contains(&news.person));
    push::promise(ctx, tx, what.subject(), news.collect()).await?;
    for person in &told {
        tx.announce(Topic::Person(*person));
    }
    Ok(told)
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

/// Those of these people who want letters about a subject, each with the moment from which theirs may leave: their quiet hours are over.
/// Where there is nothing to choose it is all of them.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn readers(
    ctx: &Ctx,
    tx: &Tx,
    subject: Option<Subject>,
    people: impl IntoIterator<Item = UserId>,
) -> Result<HashMap<UserId, DateTime<Utc>>> {
    let people: Vec<UserId> = people.into_iter().collect();
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let readers = notices::readers(tx, subject, &people).await?.into_iter();
    Ok(readers.map(|reader| (reader.person, disturbing(ctx, reader.quiet))).collect())
}

/// When somebody may be disturbed: now, or as soon as it is not quiet any more.
pub(crate) fn disturbing(ctx: &Ctx, quiet: Option<QuietHours>) -> DateTime<Utc> {
    quiet.unwrap_or_default().end(ctx.local(ctx.now)).map_or(ctx.now, |end| ctx.moment(end))
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

/// How one hears of what, and in which browsers: two statements.
///
/// # Errors
/// `SignInRequired` for a guest.
pub async fn settings(ctx: &Ctx) -> Result<NoticeSettings> {
    let me = ctx.actor.user()?;
    let tx = ctx.db.read();
    let (known, quiet) = notices::settings(&tx, me).await?;
    let choice = |subject| {
        known.iter().find(|choice| choice.subject == subject).copied().unwrap_or(Choice::all(subject))
    };
    Ok(NoticeSettings {
        choices: Subject::ALL.map(choice).to_vec(),
        quiet: quiet.unwrap_or(QuietHours::USUAL),
        push_key: ctx.ports.push.as_ref().map(|push| push.key().to_owned()),
        devices: push::devices(ctx, &tx, me).await?,
    })
}

/// Chooses how one hears of what, and when it is quiet: from one time of the day to another, as «22:00».
///
/// # Errors
/// `SignInRequired` for a guest; a rejection of `quiet_from` or `quiet_to`.
///
/// # Idempotency
/// The same choice twice has one effect.
pub async fn choose(ctx: &Ctx, chosen: &Chosen, quiet_from: &str, quiet_to: &str) -> Result<()> {
    let me = ctx.actor.user()?;
    let mut wrong = Rejection::default();
    let from = wrong.check("quiet_from", QuietHours::minute(quiet_from));
    let to = wrong.check("quiet_to", QuietHours::minute(quiet_to));
    let (Some(from), Some(to)) = (from, to) else { return Err(wrong.into()) };
    let tx = ctx.db.begin().await?;
    for subject in Subject::ALL {
        notices::choose(&tx, me, chosen.of(subject)).await?;
    }
    notices::be_quiet(&tx, me, QuietHours { from, to }).await?;
    event::record(&tx, ctx.event("notices.chosen")).await?;
    Ok(tx.commit().await?)
}
