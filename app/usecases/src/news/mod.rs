//! News on both sides: editors write them and see who will get them before anybody does; residents read them.
pub mod markdown;

mod audience;
mod read;
mod sheet;
mod tell;
mod write;

pub use audience::audience;
pub(crate) use read::picture;
pub use read::{at_address, fresh, item, mark, page};
pub use sheet::{list, preview, sheet};
pub use tell::{Announcement, NewsLetter};
pub(crate) use tell::{announce, is_shown, letter};
pub use write::{discard, publish, save, withdraw};

use crate::{Ctx, Error, Result};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::{
    ids::UserId,
    news::{NewsCard, NewsKind, NewsState, Shown},
};
use store::{Tx, entity::news::Model, person};

/// Characters of the text that stand on a tile.
pub(crate) const EXCERPT: usize = 180;

fn kind_of(code: &str) -> Result<NewsKind> {
    NewsKind::from_code(code).ok_or_else(|| Error::Broken(format!("news of no known kind: {code}")))
}

fn state_of(row: &Model, now: DateTime<Utc>) -> NewsState {
    let withdrawn = row.withdrawn_at.is_some();
    Shown { from: row.published_at, until: row.expires_at, withdrawn }.state(now)
}

/// An item in a list; `new` as it is for whoever asks.
fn card(ctx: &Ctx, row: &Model, new: bool) -> Result<NewsCard> {
    Ok(NewsCard {
        id: row.id,
        kind: kind_of(&row.kind)?,
        title: row.title.clone(),
        excerpt: row.excerpt.clone(),
        at: ctx.local(row.published_at.unwrap_or(row.saved_at)),
        must_read: row.must_read,
        new,
    })
}

/// The moment when a day is over in the zone of the houses.
pub(crate) fn end_of(ctx: &Ctx, day: NaiveDate) -> DateTime<Utc> {
    ctx.moment(day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(NaiveTime::MIN))
}

/// The e-mail of whoever saved an item.
async fn email_of(tx: &Tx, user: Option<UserId>) -> Result<Option<String>> {
    let Some(user) = user else { return Ok(None) };
    Ok(person::by_id(tx, user).await?.map(|person| person.email))
}

/// Whole seconds: keys of lists are written so.
fn second(moment: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(moment.timestamp(), 0).unwrap_or(moment)
}
