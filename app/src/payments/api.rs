use crate::api::{Answer, ApiError};
use chrono::NaiveDate;
use domain::payments::PaymentsPage;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {crate::api::ctx, usecases::payments as usecase};

/// See [`usecases::payments::payments`].
#[server(endpoint = "payments/page", output = Answer)]
pub async fn load_payments(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<PaymentsPage, ApiError> {
    Ok(usecase::payments(&ctx()?, from, to).await?)
}
