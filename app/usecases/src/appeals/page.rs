use super::{kind_of, state_of, write::shown_clock};
use crate::{
    Ctx, Error, Result,
    files::{self, ByOwner},
    readings::open_account,
};
use domain::{
    appeals::{AppealCard, AppealPage, AppealsPage, Entry, steps},
    ids::EntryId,
    law::Law,
    tickets::{Author, By},
};
use store::{
    appeals::{self, Told},
    entity::appeal::Model,
    law::law,
};
use uuid::Uuid;

/// Appeals of one part of the list.
const PART: i64 = 30;

/// «Обращения» that whoever asks wrote of the open account, the newest first, from below a number on. One statement.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the person has no account.
pub async fn list(ctx: &Ctx, before: Option<i64>) -> Result<AppealsPage> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    // One more tells whether there are older ones.
    let mut rows = appeals::of_account(&tx, &scope, account, before, PART + 1).await?;
    let part = usize::try_from(PART).unwrap_or(usize::MAX);
    let more = rows.len() > part;
    rows.truncate(part);
    Ok(AppealsPage {
        account,
        older: rows.last().filter(|_| more).map(|row| row.number),
        cards: rows.iter().map(|row| card(ctx, &law, row)).collect::<Result<_>>()?,
    })
}

/// An appeal of one's own with its whole thread. Three statements.
///
/// # Errors
/// `SignInRequired`; `NotFound` when somebody else wrote it, or one uses its account no more.
pub async fn page(ctx: &Ctx, number: i64) -> Result<AppealPage> {
    let scope = ctx.actor.own()?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    let row = appeals::line(&tx, &scope, number).await?.ok_or(Error::NotFound)?;
    let mut told = appeals::story(&tx, row.id, 0).await?;
    told.retain(|told| told.what.is_public());
    let files = files::of_appeal(&tx, row.id).await?;
    let card = card(ctx, &law, &row)?;
    Ok(AppealPage {
        steps: steps(card.state, By::Resident),
        card,
        extended_until: row.extended_until,
        story: thread(ctx, told, files)?,
        fresh: EntryId(Uuid::now_v7()),
        limits: ctx.portal.files,
    })
}

fn card(ctx: &Ctx, law: &Law, row: &Model) -> Result<AppealCard> {
    Ok(AppealCard {
        id: row.id,
        number: row.number,
        registered_at: ctx.local(row.registered_at),
        kind: kind_of(row)?,
        text: row.text.clone(),
        state: state_of(row)?,
        state_at: ctx.local(row.state_at),
        clock: shown_clock(ctx, law, row)?,
        answers: row.answers,
    })
}

/// The thread as whoever asks reads it, with the files of its entries.
pub(super) fn thread(ctx: &Ctx, told: Vec<Told>, mut files: ByOwner) -> Result<Vec<Entry>> {
    let me = ctx.actor.user().ok();
    let entry = |told: Told| {
        let by = By::from_code(&told.side);
        let by = by
            .ok_or_else(|| Error::Broken(format!("an appeal was changed by no known side: {}", told.side)))?;
        let author = match by {
            _ if told.person.is_some() && told.person == me => Author::You,
            By::Resident => Author::Resident,
            By::Staff => Author::Staff(told.role),
        };
        let files = files.remove(&told.id.0).unwrap_or_default();
        Ok(Entry { id: told.id, at: ctx.local(told.at), author, what: told.what, files })
    };
    told.into_iter().map(entry).collect()
}
