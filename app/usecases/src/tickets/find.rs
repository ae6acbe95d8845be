use super::write::next_clock;
use crate::{Ctx, Error, Result, incidents, registry};
use domain::{
    access::{Permission, Scope},
    accounts::short_name,
    ids::{AccountId, BuildingId, TicketId},
    phone::Phone,
    tickets::{Around, CallDesk, Caller, Contact, Finding, House},
};
use std::collections::HashMap;
use store::{
    Tx,
    law::law,
    tickets::{self, Found},
};
use uuid::Uuid;

/// Tickets of the house beside a caller's form, at most.
const MOST_AROUND: i64 = 8;

/// Finds tickets by number, and accounts of the houses that one serves by number, surname of an owner, address, serial number of a meter, or a
/// telephone that a ticket was written with; each with its tickets that wait. That somebody looked is in the journal.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn find(ctx: &Ctx, text: &str) -> Result<Finding> {
    let scope = ctx.actor.staff_of_houses(Permission::HandleTickets)?;
    let Some(text) = registry::sought(text) else { return Ok(Finding::default()) };
    let tx = ctx.db.begin().await?;
    let ticket = match text.parse() {
        Ok(number) => tickets::board_line(&tx, &scope, number).await?.map(|line| (number, line.ticket.text)),
        Err(_) => None,
    };
    let (found, houses) = registry::search(&tx, &scope, &text, ctx.today()).await?;
    let callers = look(ctx, &tx, found).await?;
    tx.commit().await?;
    Ok(Finding { ticket, callers, houses })
}

/// «Заявка по звонку» of an account, or of a house and nobody's: with what waits there and what is the matter. That somebody looked is in the
/// journal.
///
/// # Errors
/// `NotFound` without the permission, or when it is not of a house that one serves.
pub async fn call(ctx: &Ctx, account: Option<AccountId>, building: Option<BuildingId>) -> Result<CallDesk> {
    let scope = ctx.actor.staff_of_houses(Permission::HandleTickets)?;
    let tx = ctx.db.begin().await?;
    let mut desk = CallDesk {
        fresh: TicketId(Uuid::now_v7()),
        caller: None,
        house: None,
        contact: Contact::default(),
        incidents: Vec::new(),
        around: Vec::new(),
    };
    let mut entrance = None;
    if let Some(account) = account {
        let found = tickets::found(&tx, &scope, account, ctx.today()).await?.ok_or(Error::NotFound)?;
        desk.contact = contact(&tx, &found).await?;
        desk.house = Some(House { id: found.building_id, address: found.address.clone() });
        entrance.clone_from(&found.entrance);
        desk.caller = look(ctx, &tx, vec![found]).await?.pop();
    } else if let Some(building) = building {
        let (id, address) = tickets::house_of(&tx, &scope, building).await?.ok_or(Error::NotFound)?;
        desk.house = Some(House { id, address });
    }
    if let Some(house) = &desk.house {
        desk.incidents =
            incidents::in_house(ctx, &tx, &scope, house.id, entrance.as_deref(), account).await?;
        desk.around = around(ctx, &tx, &scope, house.id, account).await?;
    }
    tx.commit().await?;
    Ok(desk)
}

/// Callers with their tickets that wait; each is in the journal.
async fn look(ctx: &Ctx, tx: &Tx, found: Vec<Found>) -> Result<Vec<Caller>> {
    let accounts: Vec<AccountId> = found.iter().map(|found| found.account_id).collect();
    let mut waiting: HashMap<AccountId, Vec<(i64, String)>> = HashMap::new();
    for (account, number, text) in tickets::waiting_of(tx, &accounts).await? {
        waiting.entry(account).or_default().push((number, text));
    }
    registry::note_looks(ctx, tx, &accounts).await?;
    let callers = found.into_iter().map(|found| Caller {
        account: found.account_id,
        number: found.number,
        address: format!("{}, {}", found.address, found.label),
        owner: found.owner,
        tickets: waiting.remove(&found.account_id).unwrap_or_default(),
    });
    Ok(callers.collect())
}

/// As in the last ticket of the household; otherwise what the company knows of the owner.
async fn contact(tx: &Tx, found: &Found) -> Result<Contact> {
    let last = tickets::contact_of(tx, found.account_id).await?;
    let (name, phone) = last.map_or((None, None), |(name, phone)| (Some(name), Some(format!("+{phone}"))));
    let known =
        found.phone.as_deref().map(|phone| Phone::parse(phone).map_or(phone.to_owned(), |p| p.to_string()));
    Ok(Contact {
        name: name.or_else(|| found.owner.as_deref().map(short_name)).unwrap_or_default(),
        phone: phone.or(known).unwrap_or_default(),
    })
}

async fn around(
    ctx: &Ctx,
    tx: &Tx,
    scope: &Scope,
    building: BuildingId,
    caller: Option<AccountId>,
) -> Result<Vec<Around>> {
    let law = law(&ctx.db).await?;
    let waiting = tickets::house_waiting(tx, scope, building, caller, MOST_AROUND).await?;
    let around = waiting.into_iter().map(|of_house| {
        Ok(Around {
            id: of_house.ticket.id,
            number: of_house.ticket.number,
            joined: of_house.joined,
            joinable: caller.is_some() && of_house.ticket.account_id != caller,
            clock: next_clock(ctx, &law, &of_house.ticket)?,
            households: of_house.households,
            text: of_house.ticket.text,
        })
    });
    around.collect()
}
