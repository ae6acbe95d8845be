use super::{category_of, kind_of, rating_of, state_of, whose_of, write::next_clock};
use crate::{Ctx, Result, incidents, readings::open_account};
use domain::{
    law::Law,
    tickets::{By, TicketCard, TicketsPage, Whose, steps},
};
use store::{
    law::law,
    tickets::{self, Line},
};

/// Tickets of one part of a list.
const PART: i64 = 30;

/// «Мои заявки» of the open account, the newest first, from below a number on: two statements.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the person has no account.
pub async fn mine(ctx: &Ctx, before: Option<i64>) -> Result<TicketsPage> {
    page(ctx, Whose::Unit, before).await
}

/// «Общедомовые» of the house that the open account is in, the newest first, from below a number on: two statements.
///
/// # Errors
/// As [`mine`].
pub async fn of_house(ctx: &Ctx, before: Option<i64>) -> Result<TicketsPage> {
    page(ctx, Whose::House, before).await
}

async fn page(ctx: &Ctx, whose: Whose, before: Option<i64>) -> Result<TicketsPage> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    // One more tells whether there are older ones.
    let mut lines = match whose {
        Whose::Unit => tickets::of_account(&tx, &scope, account, before, PART + 1).await?,
        Whose::House => tickets::of_house(&tx, &scope, account, before, PART + 1).await?,
    };
    let part = usize::try_from(PART).unwrap_or(usize::MAX);
    let more = lines.len() > part;
    lines.truncate(part);
    Ok(TicketsPage {
        account,
        whose,
        older: lines.last().filter(|_| more).map(|line| line.ticket.number),
        cards: lines.iter().map(|line| card(ctx, &law, line)).collect::<Result<_>>()?,
        incidents: incidents::around(ctx, &law, &tx, &scope, account).await?,
    })
}

/// What a resident sees of a ticket in a list.
pub(super) fn card(ctx: &Ctx, law: &Law, line: &Line) -> Result<TicketCard> {
    let ticket = &line.ticket;
    let state = state_of(ticket)?;
    Ok(TicketCard {
        id: ticket.id,
        number: ticket.number,
        registered_at: ctx.local(ticket.registered_at),
        text: ticket.text.clone(),
        whose: whose_of(ticket)?,
        category: category_of(ticket)?,
        kind: kind_of(ticket)?,
        state,
        state_at: ctx.local(ticket.state_at),
        taken_back: ticket.taken_back,
        result: ticket.result.clone(),
        rating: rating_of(ticket),
        mine: line.mine,
        households: line.households,
        joined: line.joined,
        comments: line.comments,
        clock: next_clock(ctx, law, ticket)?,
        steps: if line.mine { steps(state, By::Resident) } else { Vec::new() },
    })
}
