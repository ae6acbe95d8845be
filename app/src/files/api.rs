use crate::api::{Answer, ApiError};
use domain::ids::FileId;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {crate::api::ctx, usecases::files as usecase};

/// See [`usecases::files::remove`].
#[server(endpoint = "files/remove", output = Answer)]
pub async fn remove_file(id: FileId) -> Result<(), ApiError> {
    Ok(usecase::remove(&ctx()?, id).await?)
}
