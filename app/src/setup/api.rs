use crate::api::{Answer, ApiError, Next};
use domain::setup::{CompanyStep, DatesStep, Door, FirstLoads, HouseStep, SetupPage};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    super::START,
    crate::{
        api::{ctx, go},
        session::cookies,
    },
    usecases::setup as usecase,
};

/// Where the last step leads: to the company's own spreadsheets.
#[cfg(feature = "ssr")]
const LOADS: &str = "/staff/imports";

/// What the link of the first start leads to. See [`usecases::setup::look`].
#[server(endpoint = "setup/look", output = Answer)]
pub async fn look_at_setup(token: String) -> Result<Door, ApiError> {
    Ok(usecase::look(&ctx()?, &token).await?)
}

/// See [`usecases::setup::begin`].
#[server(endpoint = "setup/begin", output = Answer)]
pub async fn begin_setup(
    token: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
) -> Result<Next, ApiError> {
    let ctx = ctx()?;
    let entrance = usecase::begin(&ctx, &token, &email, &password).await?;
    Ok(go(cookies::enter(&ctx, &entrance, START)))
}

/// See [`usecases::setup::page`].
#[server(endpoint = "setup/page", output = Answer)]
pub async fn load_setup() -> Result<SetupPage, ApiError> {
    Ok(usecase::page(&ctx()?).await?)
}

/// See [`usecases::setup::set_company`].
#[server(endpoint = "setup/company", output = Answer)]
pub async fn set_up_company(step: CompanyStep) -> Result<Next, ApiError> {
    usecase::set_company(&ctx()?, step).await?;
    Ok(go(START))
}

/// See [`usecases::setup::set_dates`].
#[server(endpoint = "setup/dates", output = Answer)]
pub async fn set_up_dates(#[server(default)] step: DatesStep) -> Result<Next, ApiError> {
    usecase::set_dates(&ctx()?, &step).await?;
    Ok(go(START))
}

/// See [`usecases::setup::add_house`].
#[server(endpoint = "setup/house", output = Answer)]
pub async fn set_up_house(step: HouseStep) -> Result<Next, ApiError> {
    usecase::add_house(&ctx()?, &step).await?;
    Ok(go(LOADS))
}

/// See [`usecases::setup::skip_house`].
#[server(endpoint = "setup/skip-house", output = Answer)]
pub async fn skip_first_house() -> Result<Next, ApiError> {
    usecase::skip_house(&ctx()?).await?;
    Ok(go(LOADS))
}

/// See [`usecases::setup::first_loads`].
#[server(endpoint = "setup/loads", output = Answer)]
pub async fn load_first_loads() -> Result<Option<FirstLoads>, ApiError> {
    Ok(usecase::first_loads(&ctx()?).await?)
}
