use super::write::announce;
use crate::{Ctx, Error, Result, incidents, readings::open_account};
use domain::{
    ids::{AccountId, IncidentId, TicketId},
    tickets::{Category, Offer, Offered, sort},
};
use store::{
    entity::{incident_follower, ticket_follower},
    event,
    law::law,
    tickets::{self, OpenTicket},
};

/// Tickets that are offered at most.
const MOST_OFFERS: i64 = 5;

/// What is known already of what somebody is about to write: incidents that touch the open account, and tickets of its house that wait, of
/// the same category. Two statements.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the person has no account.
pub async fn offers(ctx: &Ctx, chosen: Option<Category>, text: &str) -> Result<Vec<Offer>> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let (category, _) = sort(chosen, text);
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    let incidents = incidents::around(ctx, &law, &tx, &scope, account).await?.into_iter();
    let tickets = tickets::offers(&tx, &scope, account, category, MOST_OFFERS).await?;
    let incidents = incidents.filter(|incident| incident.category == category).map(|incident| Offer {
        what: Offered::Incident { id: incident.id },
        category,
        text: incident.text,
        since: incident.from,
        households: incident.households,
        joined: incident.joined,
    });
    let tickets = tickets.into_iter().map(
        |OpenTicket { id, number, text, registered_at, households, joined, .. }| {
            let since = ctx.local(registered_at);
            Offer { what: Offered::Ticket { id, number }, category, text, since, households, joined }
        },
    );
    Ok(incidents.chain(tickets).collect())
}

/// «И у меня»: the household of one's account has what a ticket of its house tells of. Whoever says so hears of it as its author does.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the account is not one's own, or the ticket is not one of its house that waits.
///
/// # Idempotency
/// A household counts once. That of the ticket itself does not count.
pub async fn join(ctx: &Ctx, account: AccountId, id: TicketId) -> Result<()> {
    let scope = ctx.actor.own()?;
    let person = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    let ticket = tickets::joinable(&tx, &scope, account, id).await?.ok_or(Error::NotFound)?;
    if ticket.account_id == Some(account) {
        return Ok(());
    }
    let row = ticket_follower::Model { ticket_id: id, account_id: account, person_id: person, at: ctx.now };
    if tickets::follow(&tx, row).await? {
        announce(&tx, &ticket);
        event::record(&tx, ctx.event("ticket.joined").about(id.0).of_account(account)).await?;
    }
    Ok(tx.commit().await?)
}

/// The same for an incident.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the account is not one's own, or the incident does not touch it.
///
/// # Idempotency
/// A household counts once.
pub async fn join_incident(ctx: &Ctx, account: AccountId, id: IncidentId) -> Result<()> {
    let scope = ctx.actor.own()?;
    let person = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    let touching = store::incidents::touching(&tx, &scope, account, ctx.now + incidents::AHEAD).await?;
    if !touching.iter().any(|line| line.incident.id == id) {
        return Err(Error::NotFound);
    }
    let row =
        incident_follower::Model { incident_id: id, account_id: account, person_id: person, at: ctx.now };
    if store::incidents::follow(&tx, row).await? {
        event::record(&tx, ctx.event("incident.joined").about(id.0).of_account(account)).await?;
    }
    Ok(tx.commit().await?)
}
