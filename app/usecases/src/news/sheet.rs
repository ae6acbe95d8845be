use super::{kind_of, markdown, state_of};
use crate::{Ctx, Error, Result};
use chrono::DateTime;
use domain::{
    Rejection, Rule,
    access::Permission,
    ids::{NewsId, UnitId},
    news::{
        Audience, HousePlaces, HouseReaders, MAX_SOURCE, NewsKey, NewsKind, NewsReach, NewsRow, NewsSheet,
        NewsStaffList, NewsState, Readership, Revision, Target,
    },
};
use store::{
    Tx,
    entity::news::Model,
    news::{self, StaffKey},
};
use uuid::Uuid;

/// Rows of one part of the list.
const PART: i64 = 30;

/// All items or those of a state, what was saved last first: one statement.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn list(ctx: &Ctx, state: Option<NewsState>, after: Option<NewsKey>) -> Result<NewsStaffList> {
    ctx.actor.staff(Permission::PublishNews)?;
    let tx = ctx.db.read();
    let after = after.map(|key| StaffKey { at: key.at, id: key.id });
    let mut rows = news::staff_list(&tx, state, after, ctx.now, PART + 1).await?;
    let part = usize::try_from(PART).unwrap_or(usize::MAX);
    let more = rows.len() > part;
    rows.truncate(part);
    let older = rows.last().filter(|_| more).map(|row| NewsKey { at: row.news.saved_at, id: row.news.id });
    let row = |row: &news::Row| {
        Ok(NewsRow {
            id: row.news.id,
            kind: kind_of(&row.news.kind)?,
            title: row.news.title.clone(),
            must_read: row.news.must_read,
            state: state_of(&row.news, ctx.now),
            at: row.news.published_at.or(row.news.starts_at).map(|at| ctx.local(at)),
            to: row.news.last_day,
            saved_at: ctx.local(row.news.saved_at),
            readers: row.readers,
        })
    };
    Ok(NewsStaffList { state, rows: rows.iter().map(row).collect::<Result<_>>()?, older })
}

/// An item for its editor, or an empty one for everyone.
///
/// # Errors
/// `NotFound` without the permission, or when there is none.
pub async fn sheet(ctx: &Ctx, id: Option<NewsId>) -> Result<NewsSheet> {
    ctx.actor.staff(Permission::PublishNews)?;
    let tx = ctx.db.read();
    let Some(id) = id else { return blank(ctx, &tx).await };
    let row = news::by_id(&tx, id).await?.ok_or(Error::NotFound)?;
    let audience = news::audience(&tx, id).await?;
    let state = state_of(&row, ctx.now);
    let history = news::history(&tx, id).await?.into_iter().map(|told| {
        Ok(Revision {
            version: told.revision.version,
            at: ctx.local(told.revision.at),
            by: told.email,
            kind: kind_of(&told.revision.kind)?,
            title: told.revision.title,
            source: told.revision.source,
        })
    });
    let saved_by = super::email_of(&tx, row.saved_by).await?;
    Ok(NewsSheet {
        id,
        version: row.version,
        state,
        kind: kind_of(&row.kind)?,
        html: markdown::render(&row.source),
        must_read: row.must_read,
        pops_up: row.pops_up,
        everyone: audience == Audience::Everyone,
        places: audience
            .targets()
            .iter()
            .filter(|target| !matches!(target, Target::Unit(_)))
            .cloned()
            .collect(),
        accounts: news::numbers_of(&tx, &units(&audience), ctx.today()).await?.join(", "),
        from: row.starts_at.map(|at| ctx.local(at)),
        to: row.last_day,
        at: row.published_at.map(|at| ctx.local(at)),
        saved_at: Some(ctx.local(row.saved_at)),
        saved_by,
        reach: reach(ctx, &tx, &audience).await?,
        history: history.collect::<Result<_>>()?,
        readership: if state.is_out() { Some(readership(ctx, &tx, &row, &audience).await?) } else { None },
        houses: houses(&tx).await?,
        limits: ctx.portal.files,
        title: row.title,
        source: row.source,
    })
}

/// What a text will look like.
///
/// # Errors
/// `NotFound` without the permission; a rejection of the field `source` when it is too long.
pub fn preview(ctx: &Ctx, source: &str) -> Result<String> {
    ctx.actor.staff(Permission::PublishNews)?;
    if source.chars().count() > MAX_SOURCE as usize {
        return Err(Rejection::of("source", Rule::TextTooLong { max: MAX_SOURCE }).into());
    }
    Ok(markdown::render(source))
}

async fn blank(ctx: &Ctx, tx: &Tx) -> Result<NewsSheet> {
    Ok(NewsSheet {
        id: NewsId(Uuid::now_v7()),
        version: 0,
        state: NewsState::Draft,
        kind: NewsKind::Ordinary,
        title: String::new(),
        source: String::new(),
        html: String::new(),
        must_read: false,
        pops_up: true,
        everyone: true,
        places: Vec::new(),
        accounts: String::new(),
        from: None,
        to: None,
        at: None,
        saved_at: None,
        saved_by: None,
        reach: NewsReach::default(),
        history: Vec::new(),
        readership: None,
        houses: houses(tx).await?,
        limits: ctx.portal.files,
    })
}

fn units(audience: &Audience) -> Vec<UnitId> {
    let units = audience.targets().iter().filter_map(|target| match target {
        Target::Unit(unit) => Some(*unit),
        _ => None,
    });
    units.collect()
}

async fn houses(tx: &Tx) -> Result<Vec<HousePlaces>> {
    let houses = news::houses(tx).await?.into_iter();
    Ok(houses.map(|(id, address, entrances)| HousePlaces { id, address, entrances }).collect())
}

pub(super) async fn reach(ctx: &Ctx, tx: &Tx, audience: &Audience) -> Result<NewsReach> {
    let count = news::reach(tx, audience, ctx.today()).await?;
    Ok(NewsReach {
        people: count.people,
        accounts: count.accounts,
        silent: count.silent,
        houses: count.houses,
    })
}

async fn readership(ctx: &Ctx, tx: &Tx, row: &Model, audience: &Audience) -> Result<Readership> {
    let announced = row.announced_at.unwrap_or(DateTime::UNIX_EPOCH);
    let mut all = Readership { people: 0, read: 0, acknowledged: 0, houses: Vec::new() };
    for of in news::readers(tx, audience, ctx.today(), row.id, announced).await? {
        let (people, read, acknowledged) = (of.people, of.read, of.acknowledged);
        match of.address {
            None => all = Readership { people, read, acknowledged, ..all },
            Some(address) => all.houses.push(HouseReaders { address, people, read, acknowledged }),
        }
    }
    Ok(all)
}
