use crate::api::{Answer, ApiError, Next};
use leptos::prelude::*;

/// Leads to the sign-in page. See [`usecases::personal::delete`].
#[server(endpoint = "profile/delete", output = Answer)]
pub async fn delete_me(#[server(default)] password: String) -> Result<Next, ApiError> {
    let ctx = crate::api::ctx()?;
    usecases::personal::delete(&ctx, &password).await?;
    crate::session::cookies::clear(&ctx);
    Ok(crate::api::go("/sign-in?done=deleted"))
}
