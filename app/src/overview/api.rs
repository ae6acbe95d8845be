use crate::api::{Answer, ApiError};
use domain::overview::Overview;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {crate::api::ctx, usecases::overview as usecase};

/// See [`usecases::overview::page`].
#[server(endpoint = "overview/page", output = Answer)]
pub async fn load_overview() -> Result<Overview, ApiError> {
    Ok(usecase::page(&ctx()?).await?)
}
