use super::{list::card, write::clocks_of};
use crate::{
    Ctx, Error, Result,
    files::{self, ByOwner},
};
use domain::{
    access::Role,
    ids::{CommentId, TicketId, UserId},
    tickets::{Author, By, Contact, Entry, Happening, TicketPage, What},
};
use store::{
    law::law,
    tickets::{self, Comment, Told},
};
use uuid::Uuid;

/// A ticket with its whole story: one's own, or one of the house without what is only for its owner. Four statements.
///
/// # Errors
/// `SignInRequired`; `NotFound` when it is neither.
pub async fn page(ctx: &Ctx, number: i64) -> Result<TicketPage> {
    let scope = ctx.actor.own()?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    let line = tickets::line(&tx, &scope, number).await?.ok_or(Error::NotFound)?;
    let reader = Reader::Resident { mine: line.mine };
    let told = tickets::story(&tx, line.ticket.id, 0).await?;
    let comments = tickets::comments(&tx, line.ticket.id).await?;
    let files = files::of_ticket(&tx, line.ticket.id).await?;
    let ticket = &line.ticket;
    let wrote_it = ticket.person_id.is_some() && ticket.person_id == ctx.actor.user().ok();
    Ok(TicketPage {
        card: card(ctx, &law, &line)?,
        contact: wrote_it.then(|| contact(&ticket.contact_name, &ticket.contact_phone)),
        executor: line.executor.clone(),
        deferred_until: ticket.deferred_until,
        clocks: clocks_of(ctx, &law, ticket)?,
        story: story(ctx, reader, told, comments, (ticket.id, files))?,
        fresh: CommentId(Uuid::now_v7()),
        limits: ctx.portal.files,
    })
}

pub(super) fn contact(name: &str, phone: &str) -> Contact {
    // Of somebody who was deleted there is none.
    let phone = if phone.is_empty() { String::new() } else { format!("+{phone}") };
    Contact { name: name.to_owned(), phone }
}

/// Who reads a story.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    Resident { mine: bool },
    Staff,
}

/// What has happened and what was said, in their order, as far as it is for the reader: what other households write is not. `files` are those of
/// the ticket and of its comments, by what they belong to.
pub(super) fn story(
    ctx: &Ctx,
    reader: Reader,
    told: Vec<Told>,
    comments: Vec<Comment>,
    (ticket, mut files): (TicketId, ByOwner),
) -> Result<Vec<Entry>> {
    let mut entries = Vec::with_capacity(told.len() + comments.len());
    for told in told {
        let by = side(&told.side)?;
        let what = match (reader, told.what) {
            (Reader::Resident { mine: false }, Happening::Moved { step, until, .. })
                if by == By::Resident =>
            {
                Happening::Moved { step, note: None, until }
            }
            (_, what) => what,
        };
        let added = match what {
            Happening::Registered => files.remove(&ticket.0).unwrap_or_default(),
            _ => Vec::new(),
        };
        entries.push((told.at, author(ctx, by, told.person, told.role), What::Happened(what), added));
    }
    for comment in comments {
        let by = side(&comment.side)?;
        let readable = match reader {
            Reader::Staff => true,
            Reader::Resident { mine } => !comment.internal && (mine || by == By::Staff),
        };
        if readable {
            let role = comment.role.as_deref().and_then(Role::from_code);
            let said = What::Said { text: comment.text, internal: comment.internal };
            let added = files.remove(&comment.id.0).unwrap_or_default();
            entries.push((comment.at, author(ctx, by, comment.person_id, role), said, added));
        }
    }
    entries.sort_by_key(|(at, ..)| *at);
    let entry = |(at, author, what, files)| Entry { at: ctx.local(at), author, what, files };
    Ok(entries.into_iter().map(entry).collect())
}

fn author(ctx: &Ctx, by: By, person: Option<UserId>, role: Option<Role>) -> Author {
    match by {
        _ if person.is_some() && person == ctx.actor.user().ok() => Author::You,
        By::Resident => Author::Resident,
        By::Staff => Author::Staff(role),
    }
}

fn side(code: &str) -> Result<By> {
    By::from_code(code).ok_or_else(|| Error::Broken(format!("a ticket was changed by no known side: {code}")))
}
