use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::{AccountId, BuildingId, IncidentId, TicketId},
    tickets::{
        Assignment, Board, BoardFilter, BoardKey, CallDesk, CallersTicket, Finding, Move, NewComment,
        Sorting, StaffTicket,
    },
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::{
        api::{ctx, go},
        routes::safe_next,
    },
    usecases::tickets as usecase,
};

/// See [`usecases::tickets::board`].
#[server(endpoint = "tickets/board", output = Answer)]
pub async fn load_board(
    #[server(default)] filter: BoardFilter,
    after: Option<BoardKey>,
) -> Result<Board, ApiError> {
    Ok(usecase::board(&ctx()?, filter, after).await?)
}

/// See [`usecases::tickets::sheet`].
#[server(endpoint = "tickets/sheet", output = Answer)]
pub async fn load_sheet(number: i64) -> Result<StaffTicket, ApiError> {
    Ok(usecase::sheet(&ctx()?, number).await?)
}

/// `next` is the page that it is done from, as with the other changes. See [`usecases::tickets::move_on`].
#[server(endpoint = "tickets/move", output = Answer)]
pub async fn move_ticket(to: Move, #[server(default)] next: String) -> Result<Next, ApiError> {
    usecase::move_on(&ctx()?, to).await?;
    Ok(go(safe_next(&next)))
}

/// See [`usecases::tickets::assign`].
#[server(endpoint = "tickets/assign", output = Answer)]
pub async fn assign_ticket(to: Assignment, #[server(default)] next: String) -> Result<Next, ApiError> {
    usecase::assign(&ctx()?, to).await?;
    Ok(go(safe_next(&next)))
}

/// See [`usecases::tickets::sort`].
#[server(endpoint = "tickets/sort", output = Answer)]
pub async fn sort_ticket(to: Sorting, #[server(default)] next: String) -> Result<Next, ApiError> {
    usecase::sort(&ctx()?, to).await?;
    Ok(go(safe_next(&next)))
}

/// See [`usecases::tickets::localise`].
#[server(endpoint = "tickets/localise", output = Answer)]
pub async fn localise_ticket(
    ticket: TicketId,
    seen: i64,
    #[server(default)] next: String,
) -> Result<Next, ApiError> {
    usecase::localise(&ctx()?, ticket, seen).await?;
    Ok(go(safe_next(&next)))
}

/// See [`usecases::tickets::answer`].
#[server(endpoint = "tickets/answer", output = Answer)]
pub async fn answer_ticket(comment: NewComment, #[server(default)] next: String) -> Result<Next, ApiError> {
    usecase::answer(&ctx()?, comment).await?;
    Ok(go(safe_next(&next)))
}

/// See [`usecases::tickets::find`].
#[server(endpoint = "tickets/find", output = Answer)]
pub async fn find_tickets(#[server(default)] text: String) -> Result<Finding, ApiError> {
    Ok(usecase::find(&ctx()?, &text).await?)
}

/// See [`usecases::tickets::call`].
#[server(endpoint = "tickets/call", output = Answer)]
pub async fn load_call(
    account: Option<AccountId>,
    building: Option<BuildingId>,
) -> Result<CallDesk, ApiError> {
    Ok(usecase::call(&ctx()?, account, building).await?)
}

/// «И у звонящего». Leads back to the call. See [`usecases::tickets::join_caller`].
#[server(endpoint = "tickets/join-caller", output = Answer)]
pub async fn join_caller(number: i64, account: AccountId, ticket: TicketId) -> Result<Next, ApiError> {
    usecase::join_caller(&ctx()?, account, ticket).await?;
    Ok(go(format!("/staff/tickets/new?account={account}&joined={number}")))
}

/// The same for an incident. See [`usecases::tickets::join_caller_to_incident`].
#[server(endpoint = "incidents/join-caller", output = Answer)]
pub async fn join_caller_to_incident(account: AccountId, incident: IncidentId) -> Result<Next, ApiError> {
    usecase::join_caller_to_incident(&ctx()?, account, incident).await?;
    Ok(go(format!("/staff/tickets/new?account={account}&joined=incident")))
}

/// Leads to the ticket on the board. See [`usecases::tickets::register`].
#[server(endpoint = "tickets/register", output = Answer)]
pub async fn register_ticket(ticket: CallersTicket) -> Result<Next, ApiError> {
    let number = usecase::register(&ctx()?, ticket).await?;
    Ok(go(format!("/staff/tickets/{number}")))
}
