use crate::api::{Answer, ApiError, Next};
use domain::settings::{CompanyForm, RecipientForm, SettingsPage};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    super::SETTINGS,
    crate::api::{ctx, go},
    usecases::settings as usecase,
};

/// See [`usecases::settings::page`].
#[server(endpoint = "settings/page", output = Answer)]
pub async fn load_settings() -> Result<SettingsPage, ApiError> {
    Ok(usecase::page(&ctx()?).await?)
}

/// See [`usecases::settings::change_company`].
#[server(endpoint = "settings/company", output = Answer)]
pub async fn change_company(#[server(default)] company: CompanyForm) -> Result<Next, ApiError> {
    usecase::change_company(&ctx()?, &company).await?;
    Ok(go(format!("{SETTINGS}?done=saved")))
}

/// See [`usecases::settings::change_recipient`].
#[server(endpoint = "settings/recipient", output = Answer)]
pub async fn change_recipient(recipient: RecipientForm) -> Result<Next, ApiError> {
    usecase::change_recipient(&ctx()?, recipient).await?;
    Ok(go(format!("{SETTINGS}?done=saved")))
}
