use super::{sheet::reach, state_of, write::as_checked};
use crate::{Ctx, Error, Result};
use domain::{
    access::Permission,
    ids::{AccountId, NewsId},
    news::{AudiencePage, NewsState, ReachedAccount},
};
use store::news;

/// Accounts of one part of the list.
const PART: i64 = 50;

/// Who will see an item, account by account, from after an account on; and what is missing before it can be published.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such item.
pub async fn audience(ctx: &Ctx, id: NewsId, after: Option<AccountId>) -> Result<AudiencePage> {
    ctx.actor.staff(Permission::PublishNews)?;
    let tx = ctx.db.read();
    let row = news::by_id(&tx, id).await?.ok_or(Error::NotFound)?;
    let audience = news::audience(&tx, id).await?;
    let mut rows = news::reached(&tx, &audience, ctx.today(), after, PART + 1).await?;
    let part = usize::try_from(PART).unwrap_or(usize::MAX);
    let more = rows.len() > part;
    rows.truncate(part);
    let next = rows.last().filter(|_| more).map(|row| row.account);
    let state = state_of(&row, ctx.now);
    let accounts = rows.into_iter().map(|row| ReachedAccount {
        number: row.number,
        address: format!("{}, {}", row.building, row.label),
        people: row.people,
    });
    let unpublished = matches!(state, NewsState::Draft | NewsState::Withdrawn);
    let missing = as_checked(ctx, &row, audience.clone()).complete(ctx.today()).err();
    Ok(AudiencePage {
        id,
        version: row.version,
        from: row.starts_at.filter(|from| *from > ctx.now).map(|from| ctx.local(from)),
        state,
        reach: reach(ctx, &tx, &audience).await?,
        accounts: accounts.collect(),
        next,
        missing: missing.filter(|_| unpublished),
        title: row.title,
    })
}
