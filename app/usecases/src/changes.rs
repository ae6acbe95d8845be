//! What pages that are open hear: that something has changed, not what. They ask again then, as whoever they are.
use crate::{Ctx, Error, Result};
use domain::{
    access::{Denied, Permission, Scope},
    changes::{Desk, Topic},
};
use store::{Changes, Tx, appeals, imports, orders, residency, tickets};

/// Topics of one page at most.
pub const MOST: usize = 40;

/// Hears of topics from now on: those of the person, of their household, or of the houses that they serve.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when one of the topics is not theirs, or they are too many.
pub async fn watch(ctx: &Ctx, topics: &[Topic]) -> Result<Changes> {
    let (own, me) = (ctx.actor.own()?, ctx.actor.user()?);
    if topics.len() > MOST {
        return Err(Error::NotFound);
    }
    // From here on nothing is missed: what changes while access is checked is heard.
    let changes = ctx.db.changes();
    let tx = ctx.db.read();
    for topic in topics {
        let is_theirs = match *topic {
            Topic::Person(person) => person == me,
            Topic::Account(account) => residency::is_tied(&tx, me, account).await?,
            Topic::Building(building) => ctx.visitor.as_ref().is_some_and(|visitor| {
                visitor.person.accounts.iter().any(|account| account.building == building)
            }),
            Topic::Order(order) => orders::find(&tx, &own, order).await?.is_some(),
            Topic::Ticket(ticket) => {
                tickets::is_seen(&tx, &own, ticket).await?
                    || staff_see(&tx, ctx.actor.staff_of_houses(Permission::HandleTickets), ticket).await?
            }
            // Only that there is something: each asks for their own then.
            Topic::News => true,
            Topic::Appeal(appeal) => {
                let staff = ctx.actor.staff_of_houses(Permission::AnswerAppeals);
                appeals::is_reached(&tx, &own, appeal).await?
                    || match staff {
                        Ok(scope) => appeals::is_reached(&tx, &scope, appeal).await?,
                        Err(_) => false,
                    }
            }
            Topic::Import(import) => match ctx.actor.staff(Permission::ImportRegistries) {
                Ok(scope) => imports::find(&tx, &scope, import).await?.is_some(),
                Err(_) => false,
            },
            Topic::Desk(Desk::Imports) => ctx.actor.staff(Permission::ImportRegistries).is_ok(),
            Topic::Desk(Desk::Payments) => ctx.actor.staff(Permission::HandlePayments).is_ok(),
            Topic::Desk(Desk::Appeals) => ctx.actor.staff(Permission::AnswerAppeals).is_ok(),
            Topic::Desk(Desk::Incidents) => ctx.actor.staff(Permission::AnnounceIncidents).is_ok(),
            Topic::Desk(Desk::Readings) => ctx.actor.staff(Permission::ReviewReadings).is_ok(),
            Topic::Desk(Desk::Tickets) => ctx.actor.staff(Permission::HandleTickets).is_ok(),
        };
        if !is_theirs {
            return Err(Error::NotFound);
        }
    }
    Ok(changes)
}

async fn staff_see(tx: &Tx, scope: Result<Scope, Denied>, ticket: domain::ids::TicketId) -> Result<bool> {
    match scope {
        Ok(scope) => Ok(tickets::is_seen(tx, &scope, ticket).await?),
        Err(_) => Ok(false),
    }
}
