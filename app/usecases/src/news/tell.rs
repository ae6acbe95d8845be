//! Items reach people: all of their audience behind the bell, and by letter what must be read.
use super::state_of;
use crate::{
    Ctx, Result,
    jobs::{self, Job},
    letters::{self, Words},
    notices,
    ports::Letter,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{NewsId, UserId},
    news::NewsState,
    notices::{Notice, Subject},
};
use serde::{Deserialize, Serialize};
use store::{Tx, entity::news::Model, news, person};

/// People who are told in one transaction: others write in between.
const AT_ONCE: i64 = 200;
/// The letters of a part leave so long after those of the part before, so that other letters do not wait for all of them.
const APART: TimeDelta = TimeDelta::seconds(10);

/// An item as it is announced, and how far its telling has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    pub news: NewsId,
    /// When it is shown first, or again: tells this announcement from others of the item.
    pub at: DateTime<Utc>,
    /// Who was told last.
    pub after: Option<UserId>,
    /// From 0.
    pub part: i32,
}

/// A letter with an item that must be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsLetter {
    pub news: NewsId,
    /// As in [`Announcement`].
    pub at: DateTime<Utc>,
    pub person: UserId,
}

/// Promises to tell of an item at its moment.
pub(super) async fn promise(ctx: &Ctx, tx: &Tx, row: &Model) -> Result<()> {
    let Some(at) = row.announced_at else { return Ok(()) };
    let whole = Announcement { news: row.id, at, after: None, part: 0 };
    jobs::enqueue_all(tx, &[Job::News(whole)], at.max(ctx.now), ctx.now).await
}

/// Tells a part of those whom an item is for, and promises the next part. What was taken back, moved or is over is told to nobody.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn announce(ctx: &Ctx, tx: &Tx, announcement: Announcement) -> Result<()> {
    let Announcement { news: id, at, after, part } = announcement;
    let Some(row) = shown(ctx, tx, id, at).await? else { return Ok(()) };
    let audience = news::audience(tx, id).await?;
    let people = news::addressees(tx, &audience, ctx.today(), id, after, AT_ONCE).await?;
    // Who was faster than this job has read it.
    let since = |moment: Option<DateTime<Utc>>| moment.filter(|moment| *moment >= at);
    let what = Notice::NewsAnnounced { news: id, title: row.title.clone() };
    let readers = people.iter().map(|to| (to.person, since(to.read_at)));
    let told = notices::tell_once(ctx, tx, readers, &what, id.0, at).await?;
    if row.must_read {
        let to_read = people.iter().filter(|to| since(to.acknowledged_at).is_none()).map(|to| to.person);
        let to_read = to_read.filter(|person| told.contains(person));
        let turn = ctx.now + APART * part;
        let letters = notices::readers(ctx, tx, Some(Subject::News), to_read).await?.into_iter();
        let letters = letters
            .map(|(person, awake)| (turn.max(awake), Job::NewsLetter(NewsLetter { news: id, at, person })));
        jobs::enqueue_each(tx, letters, ctx.now).await?;
    }
    let is_full = i64::try_from(people.len()).is_ok_and(|count| count == AT_ONCE);
    if let Some(last) = people.last().filter(|_| is_full) {
        let next = Announcement { after: Some(last.person), part: part + 1, ..announcement };
        jobs::enqueue(tx, &Job::News(next), ctx.now).await?;
    }
    Ok(())
}

/// The letter, if it is still to be read.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn letter(ctx: &Ctx, letter: NewsLetter) -> Result<Option<Letter>> {
    let tx = ctx.db.read();
    let Some(row) = shown(ctx, &tx, letter.news, letter.at).await? else { return Ok(None) };
    if news::acknowledged(&tx, letter.person, letter.news, letter.at).await? {
        return Ok(None);
    }
    let Some(person) = person::by_id(&tx, letter.person).await?.filter(|_| row.must_read) else {
        return Ok(None);
    };
    let link = format!("{}/news/{}", ctx.portal.base_url, row.id);
    let words = Words::NewsAnnounced { title: &row.title, begins: &row.excerpt, link };
    letters::compose(ctx, &person.email, &words).map(Some)
}

/// Whether an item is shown.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn is_shown(ctx: &Ctx, tx: &Tx, id: NewsId) -> Result<bool> {
    let row = news::by_id(tx, id).await?;
    Ok(row.is_some_and(|row| state_of(&row, ctx.now) == NewsState::Published))
}

/// An item that is shown, as it was announced at that moment.
async fn shown(ctx: &Ctx, tx: &Tx, id: NewsId, at: DateTime<Utc>) -> Result<Option<Model>> {
    let is_shown =
        |row: &Model| row.announced_at == Some(at) && state_of(row, ctx.now) == NewsState::Published;
    Ok(news::by_id(tx, id).await?.filter(is_shown))
}
