use crate::api::{Answer, ApiError, Next};
use domain::session::{Email, LinkState};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::{
        api::{ctx, go},
        session::cookies,
    },
    usecases::recovery as usecase,
};

/// The answer is the same for every e-mail.
#[server(endpoint = "recovery/request", output = Answer)]
pub async fn request_recovery(#[server(default)] email: String) -> Result<Next, ApiError> {
    usecase::request(&ctx()?, &email).await?;
    Ok(go("/recover?sent"))
}

/// What the link of the letter leads to.
#[server(endpoint = "recovery/look", output = Answer)]
pub async fn look_at_recovery(token: String) -> Result<LinkState<Email>, ApiError> {
    Ok(usecase::look(&ctx()?, &token).await?)
}

#[server(endpoint = "recovery/finish", output = Answer)]
pub async fn finish_recovery(token: String, #[server(default)] password: String) -> Result<Next, ApiError> {
    let ctx = ctx()?;
    let entrance = usecase::finish(&ctx, &token, &password).await?;
    Ok(go(cookies::enter(&ctx, &entrance, "/")))
}
