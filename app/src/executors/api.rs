use crate::api::{Answer, ApiError, Next};
use domain::{ids::ExecutorId, tickets::Executor};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::tickets as usecase,
};

/// See [`usecases::tickets::executors`].
#[server(endpoint = "executors/list", output = Answer)]
pub async fn load_executors() -> Result<Vec<Executor>, ApiError> {
    Ok(usecase::executors(&ctx()?).await?)
}

/// Leads back to the list, as does [`retire_executor`]. See [`usecases::tickets::add_executor`].
#[server(endpoint = "executors/add", output = Answer)]
pub async fn add_executor(#[server(default)] name: String) -> Result<Next, ApiError> {
    usecase::add_executor(&ctx()?, &name).await?;
    Ok(go("/staff/executors?done=added"))
}

/// See [`usecases::tickets::retire_executor`].
#[server(endpoint = "executors/retire", output = Answer)]
pub async fn retire_executor(executor: ExecutorId) -> Result<Next, ApiError> {
    usecase::retire_executor(&ctx()?, executor).await?;
    Ok(go("/staff/executors?done=retired"))
}
