use super::{words, write::next_clock};
use crate::{
    Ctx, Result, files,
    letters::{self, Words},
    notices,
};
use domain::{
    files::Owner,
    ids::{CommentId, TicketId, UserId},
    notices::Notice,
    tickets::{Happening, State},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{
    Tx,
    entity::{ticket::Model, ticket_comment},
    law::law,
    tickets::{self, Addressee, Told},
};

/// What residents hear of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    Happened { ticket: TicketId, version: i64 },
    Said { comment: CommentId },
}

/// Writes the letters about a ticket to everybody who hears of it, one for each.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn tell(ctx: &Ctx, tx: &Tx, news: News) -> Result<()> {
    match news {
        News::Happened { ticket, version } => {
            let Some(row) = tickets::by_id(tx, ticket).await? else { return Ok(()) };
            let told = tickets::story(tx, ticket, version - 1).await?.into_iter().next();
            match told {
                Some(told) if told.version == version => happened(ctx, tx, &row, &told).await,
                _ => Ok(()),
            }
        }
        News::Said { comment } => {
            let Some(comment) = tickets::comment_by_id(tx, comment).await? else { return Ok(()) };
            let Some(row) = tickets::by_id(tx, comment.ticket_id).await? else { return Ok(()) };
            let text = &said(tx, &comment).await?;
            let notice = Notice::TicketComment { number: row.number, text: text.clone() };
            send(ctx, tx, &row, &notice, |address, link, _| Words::TicketComment {
                number: row.number,
                address,
                text,
                link,
            })
            .await
        }
    }
}

/// The words of a comment; of one without words, its files.
async fn said(tx: &Tx, comment: &ticket_comment::Model) -> Result<String> {
    if !comment.text.is_empty() {
        return Ok(comment.text.clone());
    }
    Ok(words::files(&files::names(tx, Owner::TicketComment(comment.id)).await?))
}

async fn happened(ctx: &Ctx, tx: &Tx, row: &Model, told: &Told) -> Result<()> {
    let at = ctx.local(told.at);
    match &told.what {
        Happening::Registered => {
            let clock = next_clock(ctx, &*law(&ctx.db).await?, row)?;
            let notice = Notice::TicketRegistered { number: row.number };
            send(ctx, tx, row, &notice, |address, link, own| Words::TicketRegistered {
                number: row.number,
                at: letters::moment(at),
                address,
                text: own.then_some(row.text.as_str()),
                due: clock.map(|clock| words::due(clock.due)),
                link,
            })
            .await
        }
        Happening::Moved { step, note, until } => {
            let state = step.leads_to();
            let notice = Notice::TicketMoved { number: row.number, state, note: note.clone() };
            send(ctx, tx, row, &notice, |address, link, _| Words::TicketMoved {
                number: row.number,
                address,
                state: words::state(state),
                at: letters::moment(at),
                note_text: note.as_deref(),
                until: until.map(words::day),
                done: state == State::Completed,
                link,
            })
            .await
        }
        Happening::Rated(_)
        | Happening::Assigned { .. }
        | Happening::Sorted { .. }
        | Happening::Localised => Ok(()),
    }
}

/// Tells everybody, but for whoever has just written the ticket, and sends a letter to those who want one: `words` gets the address of the
/// house, the link, and whether it is of the addressee's household.
async fn send<'a>(
    ctx: &Ctx,
    tx: &Tx,
    row: &'a Model,
    notice: &Notice,
    words: impl Fn(String, String, bool) -> Words<'a>,
) -> Result<()> {
    let Some(address) = tickets::address(tx, row.building_id).await? else { return Ok(()) };
    let mut people: BTreeMap<UserId, (String, bool)> = BTreeMap::new();
    for Addressee { person, email, own } in tickets::addressees(tx, row.id).await? {
        people.entry(person).or_insert((email, false)).1 |= own;
    }
    let author = row.person_id.filter(|_| matches!(notice, Notice::TicketRegistered { .. }));
    notices::tell(ctx, tx, people.keys().copied().filter(|person| Some(*person) != author), notice).await?;
    let readers = notices::readers(ctx, tx, Some(notice.subject()), people.keys().copied()).await?;
    for (person, (email, own)) in people {
        if let Some(at) = readers.get(&person) {
            let link = format!("{}{}", ctx.portal.base_url, notice.path());
            letters::promise_at(ctx, tx, &email, *at, &words(address.clone(), link, own)).await?;
        }
    }
    Ok(())
}
