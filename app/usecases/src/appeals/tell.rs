use super::{kind_of, words, write::clock_of};
use crate::{
    Ctx, Result,
    letters::{self, Words},
    notices,
};
use domain::{
    appeals::Happening,
    ids::AppealId,
    notices::{Notice, Subject},
};
use serde::{Deserialize, Serialize};
use store::{Tx, appeals, law::law};

/// What the author of an appeal hears of: one entry of its thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub appeal: AppealId,
    pub version: i64,
}

/// Characters of an answer that the list of notices shows.
const SHOWN: usize = 300;

/// Tells the author of an appeal, and sends a letter if they want one.
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
    let (words, notice) = match &told.what {
        Happening::Asked { .. } => {
            let clock = clock_of(ctx, &*law(&ctx.db).await?, &row)?;
            let words = Words::AppealRegistered {
                number,
                at: letters::moment(ctx.local(told.at)),
                address,
                about: words::kind(kind_of(&row)?),
                due: clock.map(|clock| words::day(clock.due.date())),
                link,
            };
            (words, None)
        }
        Happening::Answered { text } => {
            let begins = text.chars().take(SHOWN).collect();
            let notice = Notice::AppealAnswered { number, text: begins };
            (Words::AppealAnswered { number, address, text, link }, Some(notice))
        }
        Happening::Extended { until, reason } => {
            let notice = Notice::AppealExtended { number, until: *until, reason: reason.clone() };
            (Words::AppealExtended { number, address, until: words::day(*until), reason, link }, Some(notice))
        }
        Happening::Added { .. }
        | Happening::Assigned { .. }
        | Happening::Noted { .. }
        | Happening::Reopened { .. }
        | Happening::Closed => return Ok(()),
    };
    if let Some(notice) = notice {
        notices::tell(ctx, tx, [addressee.person], &notice).await?;
    }
    let readers = notices::readers(ctx, tx, Some(Subject::Appeals), [addressee.person]).await?;
    if let Some(at) = readers.get(&addressee.person) {
        letters::promise_at(ctx, tx, &addressee.email, *at, &words).await?;
    }
    Ok(())
}
