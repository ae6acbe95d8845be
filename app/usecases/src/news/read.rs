use super::{card, markdown};
use crate::{Ctx, Error, Result, notices, readings::open_account};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Permission, Scope},
    changes::Topic,
    ids::{AccountId, FileId, NewsId, UserId},
    news::{FreshNews, NewsAtAddress, NewsItem, NewsKey, NewsList},
};
use store::{
    Tx,
    entity::file,
    event,
    news::{self, Line, Living},
};

/// Items of one part of the list.
const PART: i64 = 20;
/// On the first page.
const LATEST: i64 = 2;
/// Items that pop up at once, at most.
const MOST_UNREAD: i64 = 10;
/// What is older does not pop up.
const YOUNG: TimeDelta = TimeDelta::days(30);

/// The news of the open account, the newest first, from after a place of the list on: two statements.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the person has no account.
pub async fn page(ctx: &Ctx, before: Option<NewsKey>) -> Result<NewsList> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let (tx, person) = (ctx.db.read(), ctx.actor.user()?);
    let homes = Homes::of(&tx, &scope, account).await?;
    // One more tells whether there are older ones.
    let mut lines = news::latest(&tx, person, &homes.open_keys(), before, ctx.now, PART + 1).await?;
    let part = usize::try_from(PART).unwrap_or(usize::MAX);
    let more = lines.len() > part;
    lines.truncate(part);
    let key = |line: &Line| line.news.published_at.map(|at| NewsKey { at, id: line.news.id });
    Ok(NewsList {
        older: lines.last().filter(|_| more).and_then(key),
        cards: lines.iter().map(|line| card(ctx, &line.news, is_new(line))).collect::<Result<_>>()?,
    })
}

/// What the first page tells: what has not been read of all one's homes, and the latest of the open account. Three statements; none for
/// somebody who lives nowhere.
///
/// # Errors
/// `SignInRequired`.
pub async fn fresh(ctx: &Ctx) -> Result<FreshNews> {
    let (scope, person) = (ctx.actor.own()?, ctx.actor.user()?);
    let Ok(account) = open_account(ctx) else { return Ok(FreshNews::default()) };
    let tx = ctx.db.read();
    let homes = Homes::of(&tx, &scope, account.id).await?;
    let unread = news::unread(&tx, person, &homes.keys(), ctx.now - YOUNG, ctx.now, MOST_UNREAD).await?;
    let latest = news::latest(&tx, person, &homes.open_keys(), None, ctx.now, LATEST).await?;
    Ok(FreshNews {
        unread: unread.iter().map(|line| whole(ctx, &homes, line)).collect::<Result<_>>()?,
        latest: latest.iter().map(|line| card(ctx, &line.news, is_new(line))).collect::<Result<_>>()?,
    })
}

/// One item, for whoever lives where it is, or was, shown. That it was read is noted when it is opened for the first
/// time, with the notice of it.
///
/// # Errors
/// `SignInRequired`; `NotFound` when it is not for this person.
pub async fn item(ctx: &Ctx, id: NewsId) -> Result<NewsItem> {
    let (scope, person) = (ctx.actor.own()?, ctx.actor.user()?);
    let account = open_account(ctx)?.id;
    let tx = ctx.db.read();
    let homes = Homes::of(&tx, &scope, account).await?;
    let line = news::item(&tx, person, &homes.keys(), id, ctx.now).await?.ok_or(Error::NotFound)?;
    let announced = line.news.announced_at.unwrap_or(ctx.now);
    if line.read_at.is_none_or(|read| read < announced) {
        note(ctx, person, id, announced, false).await?;
    }
    whole(ctx, &homes, &line)
}

/// What stands at the address of an item: the item, or that it was taken back, since notices and letters still lead there.
///
/// # Errors
/// As [`item`].
pub async fn at_address(ctx: &Ctx, id: NewsId) -> Result<NewsAtAddress> {
    match item(ctx, id).await {
        Err(Error::NotFound) => {}
        item => return item.map(NewsAtAddress::Item),
    }
    let (scope, account) = (ctx.actor.own()?, open_account(ctx)?.id);
    let tx = ctx.db.read();
    let homes = Homes::of(&tx, &scope, account).await?;
    let taken_back = news::withdrawn(&tx, &homes.keys(), id).await?.ok_or(Error::NotFound)?;
    Ok(NewsAtAddress::Withdrawn(ctx.local(taken_back)))
}

/// «Понятно» and «Ознакомлен».
///
/// # Errors
/// `SignInRequired`; `NotFound` when it is not for this person.
///
/// # Idempotency
/// The first moment stays.
pub async fn mark(ctx: &Ctx, id: NewsId, acknowledged: bool) -> Result<()> {
    let (scope, person) = (ctx.actor.own()?, ctx.actor.user()?);
    let account = open_account(ctx)?.id;
    let tx = ctx.db.read();
    let homes = Homes::of(&tx, &scope, account).await?;
    let line = news::item(&tx, person, &homes.keys(), id, ctx.now).await?.ok_or(Error::NotFound)?;
    let announced = line.news.announced_at.unwrap_or(ctx.now);
    note(ctx, person, id, announced, acknowledged && line.news.must_read).await
}

async fn note(
    ctx: &Ctx,
    person: UserId,
    id: NewsId,
    announced: DateTime<Utc>,
    acknowledged: bool,
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    news::mark(&tx, person, id, ctx.now, announced, acknowledged).await?;
    if store::notices::read_one(&tx, person, notices::once(id.0, announced, person), ctx.now).await? {
        tx.announce(Topic::Person(person));
    }
    if acknowledged {
        event::record(&tx, ctx.event("news.acknowledged").about(id.0)).await?;
    }
    Ok(tx.commit().await?)
}

/// A picture that one may see: with an item that one may read, or as somebody who writes them.
///
/// # Errors
/// `SignInRequired`.
pub(crate) async fn picture(ctx: &Ctx, tx: &Tx, id: FileId) -> Result<Option<file::Model>> {
    if let Ok(everything) = ctx.actor.staff(Permission::PublishNews)
        && let Some(row) = news::picture(tx, &everything, &[], id, ctx.now).await?
    {
        return Ok(Some(row));
    }
    let scope = ctx.actor.own()?;
    let Ok(account) = open_account(ctx) else { return Ok(None) };
    let keys = Homes::of(tx, &scope, account.id).await?.keys();
    Ok(news::picture(tx, &scope, &keys, id, ctx.now).await?)
}

/// Where somebody lives.
struct Homes {
    all: Vec<Living>,
    open: AccountId,
}

impl Homes {
    async fn of(tx: &Tx, scope: &Scope, open: AccountId) -> Result<Self> {
        Ok(Self { all: news::living(tx, scope).await?, open })
    }

    fn open_keys(&self) -> Vec<String> {
        let open = self.all.iter().filter(|living| living.account == self.open);
        open.flat_map(|living| living.home.keys()).collect()
    }

    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.all.iter().flat_map(|living| living.home.keys()).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// The account that an item is for, where it is not for the open one.
    fn elsewhere(&self, place: &str) -> Option<AccountId> {
        let is_of = |living: &&Living| living.home.keys().iter().any(|key| key == place);
        let of: Vec<&Living> = self.all.iter().filter(is_of).collect();
        if of.iter().any(|living| living.account == self.open) {
            return None;
        }
        of.first().map(|living| living.account)
    }
}

fn is_new(line: &Line) -> bool {
    let announced = line.news.announced_at;
    let unread = line.read_at.is_none() || line.read_at < announced;
    let to_acknowledge = line.acknowledged_at.is_none() || line.acknowledged_at < announced;
    unread || line.news.must_read && to_acknowledge
}

fn whole(ctx: &Ctx, homes: &Homes, line: &Line) -> Result<NewsItem> {
    let row = &line.news;
    let acknowledged = line.acknowledged_at.filter(|at| Some(*at) >= row.announced_at);
    let address = |account: AccountId| {
        let accounts = &ctx.visitor.as_ref()?.person.accounts;
        Some(accounts.iter().find(|card| card.id == account)?.address.clone())
    };
    Ok(NewsItem {
        card: card(ctx, row, is_new(line))?,
        html: markdown::render(&row.source),
        corrected_at: row.corrected_at.map(|at| ctx.local(at)),
        acknowledged_at: acknowledged.map(|at| ctx.local(at)),
        over_since: row.last_day.filter(|_| row.expires_at.is_some_and(|end| end <= ctx.now)),
        elsewhere: homes.elsewhere(&line.place).and_then(address),
    })
}
