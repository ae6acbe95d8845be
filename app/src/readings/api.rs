use crate::api::{Answer, ApiError, Next};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::SubmissionId,
    readings::{History, ReadingsPage, Submission},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::readings as usecase,
};

/// See [`usecases::readings::page`].
#[server(endpoint = "readings/page", output = Answer)]
pub async fn load_readings(
    period: Option<Period>,
    answer: Option<SubmissionId>,
) -> Result<ReadingsPage, ApiError> {
    Ok(usecase::page(&ctx()?, period, answer).await?)
}

/// Leads to the page with the answer to each row: `/readings?period=…&answer=…`.
#[server(endpoint = "readings/submit", output = Answer)]
pub async fn submit_readings(submission: Submission) -> Result<Next, ApiError> {
    let period = submission.period;
    let answer = usecase::submit(&ctx()?, submission).await?;
    Ok(go(format!("/readings?period={period}&answer={answer}")))
}

/// See [`usecases::readings::history`].
#[server(endpoint = "readings/history", output = Answer)]
pub async fn load_history(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<History, ApiError> {
    Ok(usecase::history(&ctx()?, from, to).await?)
}
