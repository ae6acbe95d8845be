use crate::api::{Answer, ApiError, Next};
use domain::second_factor::SecondFactorPage;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::second_factor as usecase,
};

/// Every form of the page leads back to it.
#[cfg(feature = "ssr")]
const PAGE: &str = "/profile/code";

/// See [`usecases::second_factor::page`].
#[server(endpoint = "second-factor/page", output = Answer)]
pub async fn load_second_factor() -> Result<SecondFactorPage, ApiError> {
    Ok(usecase::page(&ctx()?).await?)
}

/// See [`usecases::second_factor::begin`].
#[server(endpoint = "second-factor/begin", output = Answer)]
pub async fn begin_second_factor() -> Result<Next, ApiError> {
    usecase::begin(&ctx()?).await?;
    Ok(go(PAGE))
}

/// See [`usecases::second_factor::turn_on`].
#[server(endpoint = "second-factor/turn-on", output = Answer)]
pub async fn turn_on_second_factor(#[server(default)] otp: String) -> Result<Next, ApiError> {
    usecase::turn_on(&ctx()?, &otp).await?;
    Ok(go(format!("{PAGE}?done=on")))
}

/// See [`usecases::second_factor::turn_off`].
#[server(endpoint = "second-factor/turn-off", output = Answer)]
pub async fn turn_off_second_factor(#[server(default)] otp_off: String) -> Result<Next, ApiError> {
    usecase::turn_off(&ctx()?, &otp_off).await?;
    Ok(go(format!("{PAGE}?done=off")))
}

/// See [`usecases::second_factor::new_codes`].
#[server(endpoint = "second-factor/new-codes", output = Answer)]
pub async fn new_recovery_codes(#[server(default)] otp_renew: String) -> Result<Next, ApiError> {
    usecase::new_codes(&ctx()?, &otp_renew).await?;
    Ok(go(PAGE))
}

/// See [`usecases::second_factor::keep_codes`].
#[server(endpoint = "second-factor/keep-codes", output = Answer)]
pub async fn keep_recovery_codes() -> Result<Next, ApiError> {
    usecase::keep_codes(&ctx()?).await?;
    Ok(go(format!("{PAGE}?done=codes")))
}
