use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::ImportId,
    imports::{ColumnsChoice, ImportPage, ImportsPage, View},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::imports as usecase,
};

/// See [`usecases::imports::list`].
#[server(endpoint = "imports/list", output = Answer)]
pub async fn load_imports(after: Option<String>) -> Result<ImportsPage, ApiError> {
    Ok(usecase::list(&ctx()?, after.as_deref()).await?)
}

/// See [`usecases::imports::page`].
#[server(endpoint = "imports/page", output = Answer)]
pub async fn load_import(id: ImportId, #[server(default)] view: View) -> Result<ImportPage, ApiError> {
    Ok(usecase::page(&ctx()?, id, view).await?)
}

/// Leads back to the import, as do the other steps. See [`usecases::imports::choose`].
#[server(endpoint = "imports/choose", output = Answer)]
pub async fn choose_columns(
    id: ImportId,
    version: i64,
    #[server(default)] choice: ColumnsChoice,
) -> Result<Next, ApiError> {
    usecase::choose(&ctx()?, id, version, &choice).await?;
    Ok(go(format!("/staff/imports/{id}")))
}

/// See [`usecases::imports::commit`].
#[server(endpoint = "imports/commit", output = Answer)]
pub async fn commit_import(id: ImportId, version: i64) -> Result<Next, ApiError> {
    usecase::commit(&ctx()?, id, version).await?;
    Ok(go(format!("/staff/imports/{id}")))
}

/// See [`usecases::imports::undo`].
#[server(endpoint = "imports/undo", output = Answer)]
pub async fn undo_import(
    id: ImportId,
    version: i64,
    #[server(default)] why: String,
) -> Result<Next, ApiError> {
    usecase::undo(&ctx()?, id, version, &why).await?;
    Ok(go(format!("/staff/imports/{id}")))
}

/// See [`usecases::imports::cancel`].
#[server(endpoint = "imports/cancel", output = Answer)]
pub async fn cancel_import(id: ImportId) -> Result<Next, ApiError> {
    usecase::cancel(&ctx()?, id).await?;
    Ok(go(format!("/staff/imports/{id}")))
}
