use crate::api::{Answer, ApiError, Next};
use domain::{
    appeals::{Addition, AppealPage, AppealsPage, NewAppeal, NewAppealForm},
    ids::AppealId,
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::appeals as usecase,
};

/// See [`usecases::appeals::list`].
#[server(endpoint = "appeals/list", output = Answer)]
pub async fn load_appeals(before: Option<i64>) -> Result<AppealsPage, ApiError> {
    Ok(usecase::list(&ctx()?, before).await?)
}

/// See [`usecases::appeals::page`].
#[server(endpoint = "appeals/page", output = Answer)]
pub async fn load_appeal(number: i64) -> Result<AppealPage, ApiError> {
    Ok(usecase::page(&ctx()?, number).await?)
}

/// See [`usecases::appeals::form`].
#[server(endpoint = "appeals/form", output = Answer)]
pub async fn load_appeal_form() -> Result<NewAppealForm, ApiError> {
    Ok(usecase::form(&ctx()?).await?)
}

/// Leads to the page of the new appeal. See [`usecases::appeals::create`].
#[server(endpoint = "appeals/create", output = Answer)]
pub async fn create_appeal(appeal: NewAppeal) -> Result<Next, ApiError> {
    let number = usecase::create(&ctx()?, appeal).await?;
    Ok(go(format!("/appeals/{number}?done=created")))
}

/// See [`usecases::appeals::add`].
#[server(endpoint = "appeals/add", output = Answer)]
pub async fn add_to_appeal(number: i64, new: Addition) -> Result<Next, ApiError> {
    usecase::add(&ctx()?, new).await?;
    Ok(go(format!("/appeals/{number}?done=said")))
}

/// «Ответ не помог». See [`usecases::appeals::reopen`].
#[server(endpoint = "appeals/reopen", output = Answer)]
pub async fn reopen_appeal(number: i64, new: Addition) -> Result<Next, ApiError> {
    usecase::reopen(&ctx()?, new).await?;
    Ok(go(format!("/appeals/{number}?done=reopened")))
}

/// «Вопрос решён». See [`usecases::appeals::close`].
#[server(endpoint = "appeals/close", output = Answer)]
pub async fn close_appeal(number: i64, appeal: AppealId) -> Result<Next, ApiError> {
    usecase::close(&ctx()?, appeal).await?;
    Ok(go(format!("/appeals/{number}?done=closed")))
}
