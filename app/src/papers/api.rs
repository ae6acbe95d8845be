use crate::api::{Answer, ApiError};
use domain::papers::CheckedPaper;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {crate::api::ctx, usecases::papers as usecase};

/// See [`usecases::papers::check`].
#[server(endpoint = "papers/check", output = Answer)]
pub async fn load_paper(code: String) -> Result<Option<CheckedPaper>, ApiError> {
    Ok(usecase::check(&ctx()?, &code).await?)
}
