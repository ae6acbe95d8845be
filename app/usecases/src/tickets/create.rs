use super::write::Hand;
use crate::{Ctx, Error, Result, files, readings::open_account, throttle::Limit};
use chrono::{DateTime, Utc};
use domain::{
    Rule,
    access::{Permission, Scope},
    accounts::short_name,
    files::Owner,
    ids::{AccountId, BuildingId, TicketId, UserId},
    phone::Phone,
    tickets::{
        By, CallersTicket, Category, CheckedTicket, Contact, Kind, NewTicket, NewTicketForm, State, Whose,
        check_ticket, sort,
    },
};
use store::{entity::ticket::Model, law::law, tickets};
use uuid::Uuid;

/// «Подача заявки» of the open account, with the contact filled in.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the person has no account.
pub async fn form(ctx: &Ctx) -> Result<NewTicketForm> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let (law, today) = (law(&ctx.db).await?, ctx.today());
    let tx = ctx.db.read();
    let home = tickets::home(&tx, &scope, account, ctx.today()).await?.ok_or(Error::NotFound)?;
    let (name, phone) = tickets::last_contact(&tx, ctx.actor.user()?).await?;
    let phone = phone.or_else(|| home.phone.clone()).unwrap_or_default();
    Ok(NewTicketForm {
        fresh: TicketId(Uuid::now_v7()),
        account,
        contact: Contact {
            name: name.or_else(|| home.name().map(short_name)).unwrap_or_default(),
            phone: Phone::parse(&phone).map_or(phone, |phone| phone.to_string()),
        },
        limits: ctx.portal.files,
        terms: Kind::ALL
            .into_iter()
            .filter_map(|kind| {
                let limit = kind.first_limit(today)?;
                Some((kind, limit, law.limits.term(limit, today)?))
            })
            .collect(),
    })
}

/// Registers a ticket of a resident for one of their own accounts, and returns its number. A letter confirms it.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the account is not one's own; a rejection of the fields `name`, `phone` and `text`; `TooMany`.
///
/// # Idempotency
/// The same form twice is one ticket. The same id with other contents is another ticket.
pub async fn create(ctx: &Ctx, new: NewTicket) -> Result<i64> {
    let scope = ctx.actor.own()?;
    let person = ctx.actor.user()?;
    let checked = check_ticket(&new.name, &new.phone, &new.text)?;
    let draft = Draft {
        id: named(new.id, &(new.account, new.category, new.house), &checked)?,
        account: Some(new.account),
        building: None,
        person: Some(person),
        category: new.category,
        whose: whose(new.house),
        checked,
    };
    record(ctx, &scope, By::Resident, new.id, &draft).await
}

/// Registers a ticket for somebody who calls, as [`create`] does for residents: of an account, or of a house and nobody's.
///
/// # Errors
/// As [`create`]; `NotFound` without the permission, or when the house is not one that one serves; a rejection of the field `account`
/// ([`Rule::PlaceMissing`]).
///
/// # Idempotency
/// As [`create`].
pub async fn register(ctx: &Ctx, new: CallersTicket) -> Result<i64> {
    let scope = ctx.actor.staff_of_houses(Permission::HandleTickets)?;
    let mut checked = check_ticket(&new.name, &new.phone, &new.text);
    if new.account.is_none() && new.building.is_none() {
        let mut rejection = checked.err().unwrap_or_default();
        rejection.0.push(("account".to_owned(), Rule::PlaceMissing));
        checked = Err(rejection);
    }
    let checked = checked?;
    let draft = Draft {
        id: named(new.id, &(new.account, new.building, new.category, new.house), &checked)?,
        account: new.account,
        building: new.building,
        person: None,
        category: new.category,
        whose: whose(new.house || new.account.is_none()),
        checked,
    };
    record(ctx, &scope, By::Staff, new.id, &draft).await
}

/// A ticket before it has a number.
pub(crate) struct Draft {
    pub id: TicketId,
    pub account: Option<AccountId>,
    pub building: Option<BuildingId>,
    /// Who wrote it; none where staff did.
    pub person: Option<UserId>,
    pub category: Option<Category>,
    pub whose: Whose,
    pub checked: CheckedTicket,
}

/// Writes a draft down with the files that wait for it under the id that its form has.
async fn record(ctx: &Ctx, scope: &Scope, by: By, form: TicketId, draft: &Draft) -> Result<i64> {
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let building = match (draft.account, draft.building) {
        (Some(account), _) => {
            tickets::home(&tx, scope, account, ctx.today()).await?.map(|home| home.building_id)
        }
        (None, Some(building)) => {
            tickets::house_of(&tx, scope, building).await?.map(|(building, _)| building)
        }
        (None, None) => None,
    };
    let building = building.ok_or(Error::NotFound)?;
    if let Some(known) = tickets::by_id(&tx, draft.id).await? {
        // It may be of this group, and not durable yet.
        tx.commit().await?;
        return Ok(known.number);
    }
    if let Some(person) = draft.person {
        Limit::TICKETS_BY_PERSON.count(&tx, person, ctx.now).await?;
    }
    let number = tickets::next_number(&tx).await?;
    let hand = Hand { ctx, tx: &tx, law: &law, by, tells: true };
    if !write_down(&hand, draft, building, number).await? {
        // The other one has its number by now: nothing of this attempt is kept.
        drop(tx);
        let known = tickets::by_id(&ctx.db.read(), draft.id).await?;
        return known.map(|known| known.number).ok_or(Error::NotFound);
    }
    files::attach(ctx, &tx, Owner::Ticket(form), draft.id.0).await?;
    tx.commit().await?;
    Ok(number)
}

/// Writes a new ticket down under its number. `false` when it is there already.
pub(crate) async fn write_down(
    hand: &Hand<'_>,
    draft: &Draft,
    building: BuildingId,
    number: i64,
) -> Result<bool> {
    let now: DateTime<Utc> = hand.ctx.now;
    let (category, kind) = sort(draft.category, &draft.checked.text);
    let row = Model {
        id: draft.id,
        number,
        building_id: building,
        account_id: draft.account,
        person_id: draft.person,
        whose: draft.whose.code().to_owned(),
        category: category.code().to_owned(),
        kind: kind.code().to_owned(),
        text: draft.checked.text.clone(),
        contact_name: draft.checked.name.clone(),
        contact_phone: draft.checked.phone.as_str().to_owned(),
        registered_at: now,
        state: State::Open.code().to_owned(),
        state_at: now,
        taken_back: false,
        executor_id: None,
        // Who calls is answered.
        answered_at: (hand.by == By::Staff).then_some(now),
        localised_at: None,
        done_at: None,
        paused_since: None,
        paused_minutes: 0,
        deferred_until: None,
        result: None,
        rating: None,
        version: 1,
        next_at: now,
        ended_at: None,
    };
    hand.begin(row).await
}

const fn whose(house: bool) -> Whose {
    if house { Whose::House } else { Whose::Unit }
}

/// The id that the page chose, and what it sent under it.
fn named(id: TicketId, place: &impl serde::Serialize, checked: &CheckedTicket) -> Result<TicketId> {
    let contents = serde_json::to_vec(&(place, &checked.name, checked.phone.as_str(), &checked.text))
        .map_err(|error| Error::Broken(format!("a ticket cannot be written down: {error}")))?;
    Ok(TicketId(Uuid::new_v5(&id.0, &contents)))
}
