use crate::api::{Answer, ApiError, Next};
use domain::session::{Email, LinkState};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::{
        api::{ctx, go},
        session::cookies,
    },
    usecases::registration as usecase,
};

/// The answer is the same for every account, surname and e-mail. `consent` is a checkbox: absent when it is not ticked.
#[server(endpoint = "registration/request", output = Answer)]
pub async fn request_registration(
    #[server(default)] account: String,
    #[server(default)] surname: String,
    #[server(default)] email: String,
    #[server(default)] consent: Option<String>,
) -> Result<Next, ApiError> {
    let request = usecase::Request { account, surname, email, consent: consent.is_some() };
    usecase::request(&ctx()?, request).await?;
    Ok(go("/register?sent"))
}

/// What the link of the letter leads to.
#[server(endpoint = "registration/look", output = Answer)]
pub async fn look_at_registration(token: String) -> Result<LinkState<Email>, ApiError> {
    Ok(usecase::look(&ctx()?, &token).await?)
}

#[server(endpoint = "registration/finish", output = Answer)]
pub async fn finish_registration(
    token: String,
    #[server(default)] password: String,
) -> Result<Next, ApiError> {
    let ctx = ctx()?;
    cookies::set(&ctx, &usecase::finish(&ctx, &token, &password).await?);
    Ok(go("/"))
}
