use crate::api::{Answer, ApiError, Next};
use domain::{ids::JobId, jobs::FailedJobs};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    super::JOBS,
    crate::api::{ctx, go},
    usecases::jobs as usecase,
};

/// See [`usecases::jobs::failed`].
#[server(endpoint = "jobs/failed", output = Answer)]
pub async fn load_failed_jobs() -> Result<FailedJobs, ApiError> {
    Ok(usecase::failed(&ctx()?).await?)
}

/// See [`usecases::jobs::retry`].
#[server(endpoint = "jobs/retry", output = Answer)]
pub async fn retry_job(job: JobId) -> Result<Next, ApiError> {
    usecase::retry(&ctx()?, job).await?;
    Ok(go(format!("{JOBS}?done=one")))
}

/// See [`usecases::jobs::retry_all`].
#[server(endpoint = "jobs/retry-all", output = Answer)]
pub async fn retry_all_jobs() -> Result<Next, ApiError> {
    usecase::retry_all(&ctx()?).await?;
    Ok(go(format!("{JOBS}?done=all")))
}
