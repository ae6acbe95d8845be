use crate::api::{Answer, ApiError};
use domain::home::HomePage;
use leptos::prelude::*;

/// See [`usecases::home::page`].
#[server(endpoint = "home/page", output = Answer)]
pub async fn load_home() -> Result<HomePage, ApiError> {
    Ok(usecases::home::page(&crate::api::ctx()?).await?)
}
