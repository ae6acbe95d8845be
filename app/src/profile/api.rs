use crate::api::ApiError;
use domain::residency::ProfilePage;
use leptos::prelude::*;

/// See [`usecases::profile::page`].
#[server(endpoint = "profile/page")]
pub async fn load_profile() -> Result<ProfilePage, ApiError> {
    Ok(usecases::profile::page(&crate::api::ctx()?).await?)
}
