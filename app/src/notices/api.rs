use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::NoticeId,
    notices::{NoticesPage, Subject},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::notices as usecase,
};

/// See [`usecases::notices::page`].
#[server(endpoint = "notices/page", output = Answer)]
pub async fn load_notices(#[server(default)] before: Option<NoticeId>) -> Result<NoticesPage, ApiError> {
    Ok(usecase::page(&ctx()?, before).await?)
}

/// See [`usecases::notices::unread`].
#[server(endpoint = "notices/unread", output = Answer)]
pub async fn load_unread() -> Result<i64, ApiError> {
    Ok(usecase::unread(&ctx()?)?)
}

/// See [`usecases::notices::read`].
#[server(endpoint = "notices/read", output = Answer)]
pub async fn read_notices(up_to: NoticeId) -> Result<Next, ApiError> {
    usecase::read(&ctx()?, up_to).await?;
    Ok(go("/notices"))
}

/// See [`usecases::notices::choose`].
#[server(endpoint = "notices/choose", output = Answer)]
pub async fn choose_letters(#[server(default)] letters: Vec<Subject>) -> Result<Next, ApiError> {
    usecase::choose(&ctx()?, &letters).await?;
    Ok(go("/profile?letters=saved"))
}
