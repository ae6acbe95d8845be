use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::{AccountId, IncidentId, TicketId},
    incidents::IncidentCard,
    tickets::{
        Category, NewComment, NewTicket, NewTicketForm, Offer, TicketPage, TicketsPage, Verdict, Whose,
    },
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::tickets as usecase,
};

/// See [`usecases::tickets::mine`] and [`usecases::tickets::of_house`].
#[server(endpoint = "tickets/list", output = Answer)]
pub async fn load_tickets(whose: Whose, before: Option<i64>) -> Result<TicketsPage, ApiError> {
    Ok(match whose {
        Whose::Unit => usecase::mine(&ctx()?, before).await?,
        Whose::House => usecase::of_house(&ctx()?, before).await?,
    })
}

/// See [`usecases::tickets::page`].
#[server(endpoint = "tickets/page", output = Answer)]
pub async fn load_ticket(number: i64) -> Result<TicketPage, ApiError> {
    Ok(usecase::page(&ctx()?, number).await?)
}

/// See [`usecases::tickets::form`].
#[server(endpoint = "tickets/form", output = Answer)]
pub async fn load_ticket_form() -> Result<NewTicketForm, ApiError> {
    Ok(usecase::form(&ctx()?).await?)
}

/// See [`usecases::tickets::offers`].
#[server(endpoint = "tickets/offers", output = Answer)]
pub async fn load_offers(category: Category) -> Result<Vec<Offer>, ApiError> {
    Ok(usecase::offers(&ctx()?, Some(category), "").await?)
}

/// See [`usecases::incidents::touching`].
#[server(endpoint = "incidents/touching", output = Answer)]
pub async fn load_incidents() -> Result<Vec<IncidentCard>, ApiError> {
    Ok(usecases::incidents::touching(&ctx()?).await?)
}

/// Leads to the page of the new ticket.
#[server(endpoint = "tickets/create", output = Answer)]
pub async fn create_ticket(ticket: NewTicket) -> Result<Next, ApiError> {
    let number = usecase::create(&ctx()?, ticket).await?;
    Ok(go(format!("/tickets/{number}?done=created")))
}

/// See [`usecases::tickets::comment`].
#[server(endpoint = "tickets/comment", output = Answer)]
pub async fn comment_ticket(number: i64, comment: NewComment) -> Result<Next, ApiError> {
    usecase::comment(&ctx()?, comment).await?;
    Ok(go(format!("/tickets/{number}?done=said")))
}

/// «Вернуть в работу». See [`usecases::tickets::send_back`].
#[server(endpoint = "tickets/return", output = Answer)]
pub async fn return_ticket(number: i64, ticket: TicketId, note: String) -> Result<Next, ApiError> {
    usecase::send_back(&ctx()?, ticket, &note).await?;
    Ok(go(format!("/tickets/{number}?done=returned")))
}

/// «Отозвать». See [`usecases::tickets::take_back`].
#[server(endpoint = "tickets/take-back", output = Answer)]
pub async fn take_ticket_back(number: i64, ticket: TicketId) -> Result<Next, ApiError> {
    usecase::take_back(&ctx()?, ticket).await?;
    Ok(go(format!("/tickets/{number}?done=taken-back")))
}

/// «Как сделали?» See [`usecases::tickets::rate`].
#[server(endpoint = "tickets/rate", output = Answer)]
pub async fn rate_ticket(number: i64, verdict: Verdict) -> Result<Next, ApiError> {
    usecase::rate(&ctx()?, verdict).await?;
    Ok(go(format!("/tickets/{number}?done=rated")))
}

/// «И у меня». See [`usecases::tickets::join`].
#[server(endpoint = "tickets/join", output = Answer)]
pub async fn join_ticket(number: i64, account: AccountId, ticket: TicketId) -> Result<Next, ApiError> {
    usecase::join(&ctx()?, account, ticket).await?;
    Ok(go(format!("/tickets/{number}?done=joined")))
}

/// «И у меня» to an incident. See [`usecases::tickets::join_incident`].
#[server(endpoint = "incidents/join", output = Answer)]
pub async fn join_incident(account: AccountId, incident: IncidentId) -> Result<Next, ApiError> {
    usecase::join_incident(&ctx()?, account, incident).await?;
    Ok(go("/tickets?done=joined"))
}
