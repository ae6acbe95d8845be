use super::{words, write::next_clock};
use crate::{
    Ctx, Result,
    letters::{self, Words},
};
use domain::{
    ids::{CommentId, TicketId},
    tickets::{Happening, State},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{
    Tx,
    entity::ticket::Model,
    law::law,
    tickets::{self, Told},
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
            let text = &comment.text;
            send(ctx, tx, &row, |address, link, _| Words::TicketComment {
                number: row.number,
                address,
                text,
                link,
            })
            .await
        }
    }
}

async fn happened(ctx: &Ctx, tx: &Tx, row: &Model, told: &Told) -> Result<()> {
    let at = ctx.local(told.at);
    match &told.what {
        Happening::Registered => {
            let clock = next_clock(ctx, &*law(&ctx.db).await?, row)?;
            send(ctx, tx, row, |address, link, own| Words::TicketRegistered {
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
            send(ctx, tx, row, |address, link, _| Words::TicketMoved {
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

/// A letter to each: `words` gets the address of the house, the link, and whether it is of the addressee's household.
async fn send<'a>(
    ctx: &Ctx,
    tx: &Tx,
    row: &'a Model,
    words: impl Fn(String, String, bool) -> Words<'a>,
) -> Result<()> {
    let Some(address) = tickets::address(tx, row.building_id).await? else { return Ok(()) };
    let mut people: BTreeMap<String, bool> = BTreeMap::new();
    for addressee in tickets::addressees(tx, row.id).await? {
        *people.entry(addressee.email).or_default() |= addressee.own;
    }
    for (email, own) in people {
        let link = format!("{}/tickets/{}", ctx.portal.base_url, row.number);
        letters::promise(ctx, tx, &email, &words(address.clone(), link, own)).await?;
    }
    Ok(())
}
