//! Files that people add: each is sent as soon as it is chosen and waits as a draft of whoever sent it, until what they write is sent too.
mod draw;
#[cfg(test)]
mod tests;

use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
    news,
    ports::Contents,
    throttle::Limit,
};
use bytes::Bytes;
use chrono::TimeDelta;
use domain::{
    Rejection,
    access::Permission,
    files::{FileCard, FileKind, Owner, Refusal, clean_name},
    ids::{AppealId, FileId, TicketId, UserId},
};
use draw::{Drawn, draw};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use store::{
    Tx,
    entity::file::Model,
    event,
    files::{self, Eyes},
};
use uuid::Uuid;

/// A draft that was not sent is kept so long: its ticket may wait on a phone without a network.
const DRAFTS_FOR: TimeDelta = TimeDelta::days(14);
/// Drafts of one person at most.
const MOST_DRAFTS: i64 = 50;
/// Drafts that are taken away at once.
const AT_ONCE: i64 = 500;

/// A file as it arrived.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Chosen by the page; without scripts what is in the file names it.
    pub id: Option<FileId>,
    /// What is being written, under the id that its form has.
    pub form: Owner,
    /// As its sender calls it.
    pub name: String,
    pub contents: Bytes,
}

/// Which copy of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    Whole,
    /// A picture in small.
    Preview,
}

/// Whether whoever asks may add one more file to what they write: asked before the file is read.
///
/// # Errors
/// `SignInRequired`; `NotFound` when others write that; `TooMany`; a rejection of the field `file`.
pub async fn may_add(ctx: &Ctx, form: Owner) -> Result<()> {
    let person = writer(ctx, form)?;
    let waiting = files::drafts(&ctx.db.read(), person).await?;
    if waiting >= MOST_DRAFTS { Err(refused(Refusal::TooManyDrafts)) } else { Ok(()) }
}

/// Whoever asks, if they may write that.
fn writer(ctx: &Ctx, form: Owner) -> Result<UserId> {
    if matches!(form, Owner::News(_)) {
        ctx.actor.staff(Permission::PublishNews)?;
    }
    Ok(ctx.actor.user()?)
}

/// Takes a file as a draft: pictures are drawn anew, everything else is kept as it is. It is durable when this returns.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the id is somebody else's, or others write that; a rejection of the field `file`; `TooMany`.
///
/// # Idempotency
/// The same id twice is one file: the first one.
pub async fn add(ctx: &Ctx, new: NewFile) -> Result<FileCard> {
    let person = writer(ctx, new.form)?;
    let id = new.id.unwrap_or_else(|| named(&new));
    let is_theirs = |row: &Model| {
        row.person_id == person && row.form_id == new.form.id() && row.owner_kind == new.form.code()
    };
    match files::by_id(&ctx.db.read(), id).await? {
        Some(row) if !is_theirs(&row) => return Err(Error::NotFound),
        Some(row) if row.stored_at.is_some() => return card(&row),
        _ => {}
    }
    let drawn = draw(ctx.portal.files, new.contents).await?;
    new.form.check_kind(drawn.kind).map_err(refused)?;
    let row = Model {
        id,
        person_id: person,
        owner_kind: new.form.code().to_owned(),
        form_id: new.form.id(),
        owner_id: None,
        name: clean_name(&new.name, drawn.kind),
        kind: drawn.kind.code().to_owned(),
        bytes: i64::try_from(drawn.file.len()).unwrap_or(i64::MAX),
        width: drawn.size.map(|(width, _)| width.into()),
        height: drawn.size.map(|(_, height)| height.into()),
        added_at: ctx.now,
        stored_at: None,
    };
    let card = card(&row)?;
    // The row is there first: whatever is kept and not sent is found by it, and taken away.
    let tx = ctx.db.begin().await?;
    files::hold(&tx, person).await?;
    match files::by_id(&tx, id).await? {
        Some(row) if !is_theirs(&row) => return Err(Error::NotFound),
        Some(_) => {}
        None => {
            Limit::FILES_BY_PERSON.count(&tx, person, ctx.now).await?;
            let there = files::in_form(&tx, person, new.form).await?.len() as u64;
            ctx.portal.files.check_count(there).map_err(refused)?;
            if files::drafts(&tx, person).await? >= MOST_DRAFTS {
                return Err(refused(Refusal::TooManyDrafts));
            }
            files::add(&tx, row).await?;
        }
    }
    tx.commit().await?;
    keep(ctx, id, drawn).await?;
    let tx = ctx.db.begin().await?;
    files::stored(&tx, id, ctx.now).await?;
    event::record(&tx, ctx.event("file.added").about(id.0)).await?;
    tx.commit().await?;
    Ok(card)
}

async fn keep(ctx: &Ctx, id: FileId, drawn: Drawn) -> Result<()> {
    ctx.ports.shelf.put(&key(id, Version::Whole), drawn.file).await?;
    if let Some(preview) = drawn.preview {
        ctx.ports.shelf.put(&key(id, Version::Preview), preview).await?;
    }
    Ok(())
}

/// Takes a draft of one's own away.
///
/// # Errors
/// `SignInRequired`; `NotFound` when there is no such draft of theirs, or no more.
pub async fn remove(ctx: &Ctx, id: FileId) -> Result<()> {
    let person = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    if !files::forget(&tx, id, Some(person)).await? {
        return Err(Error::NotFound);
    }
    jobs::enqueue(&tx, &Job::ForgetFile { id }, ctx.now).await?;
    Ok(tx.commit().await?)
}

/// A file that one may see: with the ticket or the news item that it belongs to, or a draft of one's own.
///
/// # Errors
/// `SignInRequired`; `NotFound` when there is none, or none in small.
pub async fn open(ctx: &Ctx, id: FileId, version: Version) -> Result<(FileCard, Contents)> {
    let card = seen(ctx, id).await?;
    if version == Version::Preview && card.size.is_none() {
        return Err(Error::NotFound);
    }
    match ctx.ports.shelf.open(&key(id, version)).await? {
        Some(contents) => Ok((card, contents)),
        None => Err(Error::Broken(format!("the contents of the file {id} are lost"))),
    }
}

async fn seen(ctx: &Ctx, id: FileId) -> Result<FileCard> {
    let eyes = Eyes {
        own: Some(ctx.actor.own()?),
        tickets: ctx.actor.staff_of_houses(Permission::HandleTickets).ok(),
        appeals: ctx.actor.staff_of_houses(Permission::AnswerAppeals).ok(),
    };
    let tx = ctx.db.read();
    let row = match files::seen(&tx, &eyes, id).await? {
        None => news::picture(ctx, &tx, id).await?,
        seen => seen,
    };
    card(&row.ok_or(Error::NotFound)?)
}

/// How many files of whoever asks wait for what is being written.
pub(crate) async fn waiting(ctx: &Ctx, tx: &Tx, form: Owner) -> Result<usize> {
    let Ok(person) = ctx.actor.user() else { return Ok(0) };
    let rows = files::in_form(tx, person, form).await?;
    Ok(rows.iter().filter(|row| row.owner_id.is_none() && row.stored_at.is_some()).count())
}

/// Binds the files that wait for what was written to it, in its transaction. `form` is the id that its form had.
pub(crate) async fn attach(ctx: &Ctx, tx: &Tx, form: Owner, to: Uuid) -> Result<()> {
    if let Ok(person) = ctx.actor.user() {
        files::attach(tx, person, form, to).await?;
    }
    Ok(())
}

/// Files by what they belong to.
pub(crate) type ByOwner = HashMap<Uuid, Vec<FileCard>>;

/// The files of a ticket and of its comments.
pub(crate) async fn of_ticket(tx: &Tx, ticket: TicketId) -> Result<ByOwner> {
    by_owner(files::of_ticket(tx, ticket).await?)
}

/// The files of all entries of an appeal.
pub(crate) async fn of_appeal(tx: &Tx, appeal: AppealId) -> Result<ByOwner> {
    by_owner(files::of_appeal(tx, appeal).await?)
}

fn by_owner(rows: Vec<Model>) -> Result<ByOwner> {
    let mut cards = ByOwner::new();
    for row in rows {
        if let Some(owner) = row.owner_id {
            cards.entry(owner).or_default().push(card(&row)?);
        }
    }
    Ok(cards)
}

/// The names of the files of something, for letters.
pub(crate) async fn names(tx: &Tx, owner: Owner) -> Result<Vec<String>> {
    Ok(files::of(tx, owner).await?.into_iter().map(|row| row.name).collect())
}

/// Forgets drafts that were not sent in time.
pub(crate) async fn sweep(ctx: &Ctx, tx: &Tx) -> Result<()> {
    for id in files::old_drafts(tx, ctx.now - DRAFTS_FOR, AT_ONCE).await? {
        if files::forget(tx, id, None).await? {
            jobs::enqueue(tx, &Job::ForgetFile { id }, ctx.now).await?;
        }
    }
    Ok(())
}

/// Forgets the files of something that is no more.
pub(crate) async fn let_go(ctx: &Ctx, tx: &Tx, owner: Owner) -> Result<()> {
    for id in files::let_go(tx, owner).await? {
        jobs::enqueue(tx, &Job::ForgetFile { id }, ctx.now).await?;
    }
    Ok(())
}

/// Takes the contents of a file away that is forgotten. Twice does no harm.
pub(crate) async fn discard(ctx: &Ctx, id: FileId) -> Result<()> {
    for version in [Version::Whole, Version::Preview] {
        ctx.ports.shelf.remove(&key(id, version)).await?;
    }
    Ok(())
}

/// The id of a file whose page chose none: the same file in the same form is one.
fn named(new: &NewFile) -> FileId {
    let mut contents = Sha256::new();
    contents.update(new.name.as_bytes());
    contents.update([0]);
    contents.update(&new.contents);
    FileId(Uuid::new_v5(&new.form.id(), &contents.finalize()))
}

/// Where the contents are kept: in one of 256 folders by the end of the id, which is random. Names are no part of it.
fn key(id: FileId, version: Version) -> String {
    let id = id.to_string();
    let folder = id.get(id.len() - 2..).unwrap_or_default();
    match version {
        Version::Whole => format!("{folder}/{id}"),
        Version::Preview => format!("{folder}/{id}.preview"),
    }
}

fn refused(refusal: Refusal) -> Error {
    Rejection::of("file", refusal).into()
}

fn card(row: &Model) -> Result<FileCard> {
    let kind = FileKind::from_code(&row.kind)
        .ok_or_else(|| Error::Broken(format!("a file is of no known kind: {}", row.kind)))?;
    let side = |side: Option<i64>| u32::try_from(side?).ok();
    Ok(FileCard {
        id: row.id,
        name: row.name.clone(),
        kind,
        bytes: u64::try_from(row.bytes).unwrap_or_default(),
        size: side(row.width).zip(side(row.height)),
    })
}
