use super::{kind_of, words, write::clock_of};
use crate::{
    Ctx, Result,
    letters::{self, Words},
};
use domain::{appeals::Happening, ids::AppealId};
use serde::{Deserialize, Serialize};
use store::{Tx, appeals, law::law};

/// What the author of an appeal hears of: one entry of its thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub appeal: AppealId,
    pub version: i64,
}

/// Writes the letter about an appeal to its author.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn tell(ctx: &Ctx, tx: &Tx, news: News) -> Result<()> {
    let Some(row) = appeals::by_id(tx, news.appeal).await? else { return Ok(()) };
    let Some(addressee) = appeals::addressee(tx, row.id).await? else { return Ok(()) };
    let told = appeals::story(tx, row.id, news.version - 1).await?.into_iter().next();
    let Some(told) = told.filter(|told| told.version == news.version) else { return Ok(()) };
    let (number, link) = (row.number, format!("{}/appeals/{}", ctx.portal.base_url, row.number));
    let address = format!("{}, {}", addressee.address, addressee.label);
    let words = match &told.what {
        Happening::Asked { .. } => {
            let clock = clock_of(ctx, &*law(&ctx.db).await?, &row)?;
            Words::AppealRegistered {
                number,
                at: letters::moment(ctx.local(told.at)),
                address,
                about: words::kind(kind_of(&row)?),
                due: clock.map(|clock| words::day(clock.due.date())),
                link,
            }
        }
        Happening::Answered { text } => Words::AppealAnswered { number, address, text, link },
        Happening::Extended { until, reason } => {
            Words::AppealExtended { number, address, until: words::day(*until), reason, link }
        }
        Happening::Added { .. }
        | Happening::Assigned { .. }
        | Happening::Noted { .. }
        | Happening::Reopened { .. }
        | Happening::Closed => return Ok(()),
    };
    letters::promise(ctx, tx, &addressee.email, &words).await
}
