use crate::api::ApiError;
use domain::home::HomePage;
use leptos::prelude::*;

/// See [`usecases::home::page`].
#[server(endpoint = "home/page")]
pub async fn load_home() -> Result<HomePage, ApiError> {
    Ok(usecases::home::page(&crate::api::ctx()?).await?)
}
