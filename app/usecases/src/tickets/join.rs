use super::write::announce;
use crate::{Ctx, Error, Result, incidents, readings::open_account};
use domain::{
    access::{Permission, Scope},
    changes::{Desk, Topic},
    ids::{AccountId, IncidentId, TicketId},
    tickets::{By, Category, Offer, Offered, sort},
};
use store::{
    Tx,
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
    follow(ctx, &ctx.actor.own()?, By::Resident, account, id).await
}

/// The same, said by a dispatcher for the household of whoever calls: all of it hears of the ticket then.
///
/// # Errors
/// `NotFound` without the permission, when the account is of no house that one serves, or the ticket is not one of its house that waits.
///
/// # Idempotency
/// As [`join`].
pub async fn join_caller(ctx: &Ctx, account: AccountId, id: TicketId) -> Result<()> {
    let scope = ctx.actor.staff_of_houses(Permission::HandleTickets)?;
    follow(ctx, &scope, By::Staff, account, id).await
}

async fn follow(ctx: &Ctx, scope: &Scope, by: By, account: AccountId, id: TicketId) -> Result<()> {
    let person = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    let ticket = tickets::joinable(&tx, scope, account, id).await?.ok_or(Error::NotFound)?;
    if ticket.account_id == Some(account) {
        return Ok(());
    }
    let by_staff = by == By::Staff;
    let row = ticket_follower::Model {
        ticket_id: id,
        account_id: account,
        person_id: person,
        at: ctx.now,
        by_staff,
    };
    if tickets::follow(&tx, row).await? {
        announce(&tx, &ticket);
        tx.announce(Topic::Account(account));
        event::record(&tx, ctx.event("ticket.joined").about(id.0).of_account(account)).await?;
    }
    Ok(tx.commit().await?)
}

/// As [`join`] for an incident.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the account is not one's own, or the incident does not touch it.
///
/// # Idempotency
/// A household counts once.
pub async fn join_incident(ctx: &Ctx, account: AccountId, id: IncidentId) -> Result<()> {
    let scope = ctx.actor.own()?;
    let tx = ctx.db.begin().await?;
    let touching = store::incidents::touching(&tx, &scope, account, ctx.now + incidents::AHEAD).await?;
    follow_incident(ctx, tx, By::Resident, account, id, touching).await
}

/// As [`join_caller`] for an incident.
///
/// # Errors
/// `NotFound` without the permission, when the account is of no house that one serves, or the incident does not touch it.
///
/// # Idempotency
/// A household counts once.
pub async fn join_caller_to_incident(ctx: &Ctx, account: AccountId, id: IncidentId) -> Result<()> {
    let scope = ctx.actor.staff_of_houses(Permission::HandleTickets)?;
    let tx = ctx.db.begin().await?;
    let home = tickets::home(&tx, &scope, account, ctx.today()).await?.ok_or(Error::NotFound)?;
    let (entrance, ahead) = (home.entrance.as_deref(), ctx.now + incidents::AHEAD);
    let known =
        store::incidents::in_house(&tx, &scope, home.building_id, entrance, Some(account), ahead).await?;
    follow_incident(ctx, tx, By::Staff, account, id, known).await
}

async fn follow_incident(
    ctx: &Ctx,
    tx: Tx,
    by: By,
    account: AccountId,
    id: IncidentId,
    touching: Vec<store::incidents::Line>,
) -> Result<()> {
    if !touching.iter().any(|line| line.incident.id == id) {
        return Err(Error::NotFound);
    }
    let row = incident_follower::Model {
        incident_id: id,
        account_id: account,
        person_id: ctx.actor.user()?,
        at: ctx.now,
        by_staff: by == By::Staff,
    };
    if store::incidents::follow(&tx, row).await? {
        tx.announce(Topic::Account(account));
        tx.announce(Topic::Desk(Desk::Incidents));
        event::record(&tx, ctx.event("incident.joined").about(id.0).of_account(account)).await?;
    }
    Ok(tx.commit().await?)
}
