use crate::api::{Answer, ApiError, Next};
use domain::{
    calendar::Period,
    ids::{AccountId, BuildingId, ReadingId, SubmissionId},
    readings::{CallerReadings, MissingPage, MonthPage, ReadingSheet, Review, ReviewPage, Submission},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::readings as usecase,
};

/// See [`usecases::readings::waiting`].
#[server(endpoint = "readings/review", output = Answer)]
pub async fn load_review() -> Result<ReviewPage, ApiError> {
    Ok(usecase::waiting(&ctx()?).await?)
}

/// See [`usecases::readings::waiting_one`].
#[server(endpoint = "readings/sheet", output = Answer)]
pub async fn load_reading(id: ReadingId) -> Result<ReadingSheet, ApiError> {
    Ok(usecase::waiting_one(&ctx()?, id).await?)
}

/// Leads back to the list. See [`usecases::readings::decide`].
#[server(endpoint = "readings/decide", output = Answer)]
pub async fn decide_reading(review: Review) -> Result<Next, ApiError> {
    let decision = review.decision;
    usecase::decide(&ctx()?, review).await?;
    Ok(go(format!("/staff/readings?done={}", decision.code())))
}

/// See [`usecases::readings::month`].
#[server(endpoint = "readings/month", output = Answer)]
pub async fn load_month(period: Option<Period>) -> Result<MonthPage, ApiError> {
    Ok(usecase::month(&ctx()?, period).await?)
}

/// See [`usecases::readings::missing`].
#[server(endpoint = "readings/missing", output = Answer)]
pub async fn load_missing(
    building: BuildingId,
    period: Option<Period>,
    after: Option<String>,
) -> Result<MissingPage, ApiError> {
    Ok(usecase::missing(&ctx()?, building, period, after).await?)
}

/// Closes a month for a house, or for all that one serves; leads back to the month. See [`usecases::readings::accept_period`].
#[server(endpoint = "readings/close", output = Answer)]
pub async fn close_month(
    period: Period,
    #[server(default)] building: Option<BuildingId>,
) -> Result<Next, ApiError> {
    usecase::accept_period(&ctx()?, period, building).await?;
    Ok(go(format!("/staff/months?period={period}&done=closed")))
}

/// See [`usecases::readings::caller`].
#[server(endpoint = "readings/caller", output = Answer)]
pub async fn load_caller_readings(
    account: AccountId,
    period: Option<Period>,
    answer: Option<SubmissionId>,
) -> Result<CallerReadings, ApiError> {
    Ok(usecase::caller(&ctx()?, account, period, answer).await?)
}

/// Leads to the page with the answer to each row. See [`usecases::readings::submit_for`].
#[server(endpoint = "readings/submit-for", output = Answer)]
pub async fn submit_for_caller(submission: Submission) -> Result<Next, ApiError> {
    let (account, period) = (submission.account, submission.period);
    let answer = usecase::submit_for(&ctx()?, submission).await?;
    Ok(go(format!("/staff/enter?account={account}&period={period}&answer={answer}")))
}
