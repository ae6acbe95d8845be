use crate::api::{Answer, ApiError};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    charges::{ChargesPage, MonthPage},
    ledger::Balance,
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {crate::api::ctx, usecases::charges as usecase};

/// See [`usecases::charges::balance`].
#[server(endpoint = "charges/balance", output = Answer)]
pub async fn load_balance() -> Result<Balance, ApiError> {
    Ok(usecase::balance(&ctx()?).await?)
}

/// See [`usecases::charges::charges`].
#[server(endpoint = "charges/page", output = Answer)]
pub async fn load_charges(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<ChargesPage, ApiError> {
    Ok(usecase::charges(&ctx()?, from, to).await?)
}

/// See [`usecases::charges::month`].
#[server(endpoint = "charges/month", output = Answer)]
pub async fn load_month(period: Period) -> Result<MonthPage, ApiError> {
    Ok(usecase::month(&ctx()?, period).await?)
}
