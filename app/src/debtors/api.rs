use crate::api::{Answer, ApiError, Next};
use domain::{
    debtors::{DebtorFilter, DebtorsPage},
    ids::AccountId,
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::debtors as usecase,
};

/// See [`usecases::debtors::list`].
#[server(endpoint = "debtors/list", output = Answer)]
pub async fn load_debtors(
    #[server(default)] filter: DebtorFilter,
    after: Option<String>,
) -> Result<DebtorsPage, ApiError> {
    Ok(usecase::list(&ctx()?, &filter, after.as_deref()).await?)
}

/// Leads back to the list, with what became of it. See [`usecases::debtors::write_to`].
#[server(endpoint = "debtors/write", output = Answer)]
pub async fn write_to_debtors(#[server(default)] accounts: Vec<AccountId>) -> Result<Next, ApiError> {
    let sent = usecase::write_to(&ctx()?, &accounts).await?;
    Ok(go(format!("/staff/debtors?letters={}&before={}&nobody={}", sent.accounts, sent.before, sent.nobody)))
}
