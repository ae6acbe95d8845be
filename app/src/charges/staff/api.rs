use crate::api::{Answer, ApiError};
use domain::{
    charges::{ChargesDesk, DraftPage},
    ids::ImportId,
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {crate::api::ctx, usecases::charges as usecase};

/// See [`usecases::charges::desk`].
#[server(endpoint = "charges/desk", output = Answer)]
pub async fn load_charges_desk() -> Result<ChargesDesk, ApiError> {
    Ok(usecase::desk(&ctx()?).await?)
}

/// See [`usecases::charges::draft`].
#[server(endpoint = "charges/draft", output = Answer)]
pub async fn load_draft(id: ImportId, skip: Option<i64>) -> Result<DraftPage, ApiError> {
    Ok(usecase::draft(&ctx()?, id, skip.unwrap_or(0)).await?)
}
