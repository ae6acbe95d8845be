use crate::api::{Answer, ApiError, Next};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    domain::reports::Report,
};

/// `page` and `request` are those of the page that it is about.
#[server(endpoint = "reports/send", output = Answer)]
pub async fn send_report(
    #[server(default)] text: String,
    #[server(default)] page: String,
    #[server(default)] build: String,
    #[server(default)] request: String,
) -> Result<Next, ApiError> {
    usecases::reports::send(&ctx()?, Report { text, page, build, request }).await?;
    Ok(go("/report?sent"))
}
