use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::{AccountId, ResidencyClaimId},
    session::LinkState,
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::{
        api::{ctx, go},
        routes::safe_next,
    },
    usecases::residency as usecase,
};

/// Opens another of one's accounts; `next` keeps the section one is in.
#[server(endpoint = "residency/choose", output = Answer)]
pub async fn choose_account(account: AccountId, #[server(default)] next: String) -> Result<Next, ApiError> {
    usecase::choose(&ctx()?, account).await?;
    Ok(go(safe_next(&next)))
}

/// «Добавить помещение»: the answer does not tell whether the account exists.
#[server(endpoint = "residency/claim", output = Answer)]
pub async fn claim_unit(
    #[server(default)] account: String,
    #[server(default)] surname: String,
) -> Result<Next, ApiError> {
    usecase::claim(&ctx()?, &account, &surname).await?;
    Ok(go("/profile?unit=sent"))
}

#[server(endpoint = "residency/resend", output = Answer)]
pub async fn resend_claim(claim: ResidencyClaimId) -> Result<Next, ApiError> {
    usecase::resend(&ctx()?, claim).await?;
    Ok(go("/profile?unit=sent"))
}

#[server(endpoint = "residency/withdraw", output = Answer)]
pub async fn withdraw_claim(claim: ResidencyClaimId) -> Result<Next, ApiError> {
    usecase::withdraw(&ctx()?, claim).await?;
    Ok(go("/profile?unit=withdrawn"))
}

/// What the green button leads to: the account number.
#[server(endpoint = "residency/look", output = Answer)]
pub async fn look_at_claim(token: String) -> Result<LinkState<String>, ApiError> {
    Ok(usecase::look(&ctx()?, &token).await?)
}

#[server(endpoint = "residency/confirm", output = Answer)]
pub async fn confirm_claim(token: String) -> Result<Next, ApiError> {
    usecase::confirm(&ctx()?, &token).await?;
    Ok(go("/units/confirmed"))
}

/// What «Это не мы» leads to: the account number.
#[server(endpoint = "residency/look-dispute", output = Answer)]
pub async fn look_at_dispute(token: String) -> Result<LinkState<String>, ApiError> {
    Ok(usecase::look_dispute(&ctx()?, &token).await?)
}

#[server(endpoint = "residency/dispute", output = Answer)]
pub async fn dispute_residency(token: String) -> Result<Next, ApiError> {
    usecase::dispute(&ctx()?, &token).await?;
    Ok(go("/units/disputed"))
}
