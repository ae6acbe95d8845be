use crate::api::{Answer, ApiError};
use domain::journal::{JournalFilter, JournalKey, JournalPage};
use leptos::prelude::*;

/// See [`usecases::journal::page`].
#[server(endpoint = "journal/page", output = Answer)]
pub async fn load_journal(
    #[server(default)] filter: JournalFilter,
    #[server(default)] after: Option<JournalKey>,
) -> Result<JournalPage, ApiError> {
    Ok(usecases::journal::page(&crate::api::ctx()?, &filter, after).await?)
}
