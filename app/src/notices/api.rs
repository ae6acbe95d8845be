use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::{NoticeId, SubscriptionId},
    notices::{Chosen, NoticesPage},
    push::NewSubscription,
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
pub async fn choose_notices(
    #[server(default)] chosen: Chosen,
    #[server(default)] quiet_from: String,
    #[server(default)] quiet_to: String,
) -> Result<Next, ApiError> {
    usecase::choose(&ctx()?, &chosen, &quiet_from, &quiet_to).await?;
    Ok(go("/profile?notices=saved"))
}

/// See [`usecases::push::subscribe`].
#[server(endpoint = "push/subscribe", output = Answer)]
pub async fn subscribe_device(subscription: NewSubscription) -> Result<Next, ApiError> {
    usecases::push::subscribe(&ctx()?, &subscription).await?;
    Ok(go("/profile?notices=on"))
}

/// See [`usecases::push::unsubscribe`].
#[server(endpoint = "push/unsubscribe", output = Answer)]
pub async fn unsubscribe_device(endpoint: String) -> Result<Next, ApiError> {
    usecases::push::unsubscribe(&ctx()?, &endpoint).await?;
    Ok(go("/profile?notices=off"))
}

/// See [`usecases::push::forget`].
#[server(endpoint = "push/forget", output = Answer)]
pub async fn forget_device(device: SubscriptionId) -> Result<Next, ApiError> {
    usecases::push::forget(&ctx()?, device).await?;
    Ok(go("/profile?notices=off"))
}
