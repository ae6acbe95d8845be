use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::{InvitationId, UserId},
    session::LinkState,
    staff::{EmployeeChange, EmployeePage, Invited, NewInvitation, PeoplePage},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    super::PEOPLE,
    crate::{
        api::{ctx, go},
        session::cookies,
    },
    usecases::staff as usecase,
};

/// See [`usecases::staff::page`].
#[server(endpoint = "staff/people", output = Answer)]
pub async fn load_people() -> Result<PeoplePage, ApiError> {
    Ok(usecase::page(&ctx()?).await?)
}

/// See [`usecases::staff::employee`].
#[server(endpoint = "staff/employee", output = Answer)]
pub async fn load_employee(person: UserId) -> Result<EmployeePage, ApiError> {
    Ok(usecase::employee(&ctx()?, person).await?)
}

/// See [`usecases::staff::invite`].
#[server(endpoint = "staff/invite", output = Answer)]
pub async fn invite(invitation: NewInvitation) -> Result<Next, ApiError> {
    usecase::invite(&ctx()?, invitation).await?;
    Ok(go(format!("{PEOPLE}?done=invited")))
}

/// See [`usecases::staff::send_again`].
#[server(endpoint = "staff/invite-again", output = Answer)]
pub async fn invite_again(invitation: InvitationId) -> Result<Next, ApiError> {
    usecase::send_again(&ctx()?, invitation).await?;
    Ok(go(format!("{PEOPLE}?done=again")))
}

/// See [`usecases::staff::withdraw`].
#[server(endpoint = "staff/withdraw-invitation", output = Answer)]
pub async fn withdraw_invitation(invitation: InvitationId) -> Result<Next, ApiError> {
    usecase::withdraw(&ctx()?, invitation).await?;
    Ok(go(format!("{PEOPLE}?done=withdrawn")))
}

/// See [`usecases::staff::change`].
#[server(endpoint = "staff/change", output = Answer)]
pub async fn change_employee(change: EmployeeChange) -> Result<Next, ApiError> {
    let person = change.person;
    usecase::change(&ctx()?, change).await?;
    Ok(go(format!("{PEOPLE}/{person}?done=changed")))
}

/// See [`usecases::staff::suspend`].
#[server(endpoint = "staff/suspend", output = Answer)]
pub async fn suspend_employee(person: UserId) -> Result<Next, ApiError> {
    usecase::suspend(&ctx()?, person).await?;
    Ok(go(format!("{PEOPLE}/{person}?done=suspended")))
}

/// See [`usecases::staff::restore`].
#[server(endpoint = "staff/restore", output = Answer)]
pub async fn restore_employee(person: UserId) -> Result<Next, ApiError> {
    usecase::restore(&ctx()?, person).await?;
    Ok(go(format!("{PEOPLE}/{person}?done=restored")))
}

/// See [`usecases::staff::reset_second_factor`].
#[server(endpoint = "staff/reset-second-factor", output = Answer)]
pub async fn reset_second_factor(person: UserId) -> Result<Next, ApiError> {
    usecase::reset_second_factor(&ctx()?, person).await?;
    Ok(go(format!("{PEOPLE}/{person}?done=reset")))
}

/// What the button of an invitation leads to.
#[server(endpoint = "staff/look-invitation", output = Answer)]
pub async fn look_at_invitation(token: String) -> Result<LinkState<Invited>, ApiError> {
    Ok(usecase::look(&ctx()?, &token).await?)
}

/// See [`usecases::staff::accept`].
#[server(endpoint = "staff/accept", output = Answer)]
pub async fn accept_invitation(token: String, #[server(default)] password: String) -> Result<Next, ApiError> {
    let ctx = ctx()?;
    Ok(go(match usecase::accept(&ctx, &token, &password).await? {
        Some(entrance) => cookies::enter(&ctx, &entrance, "/staff"),
        None => "/sign-in?next=/staff".to_owned(),
    }))
}
