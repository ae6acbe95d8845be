use crate::api::{Answer, ApiError};
use domain::residency::ProfilePage;
use leptos::prelude::*;

/// See [`usecases::profile::page`].
#[server(endpoint = "profile/page", output = Answer)]
pub async fn load_profile() -> Result<ProfilePage, ApiError> {
    Ok(usecases::profile::page(&crate::api::ctx()?).await?)
}
