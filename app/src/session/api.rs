use crate::api::{Answer, ApiError, Next};
use domain::{ids::SessionId, session::Frame};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    super::cookies,
    crate::api::{ctx, go},
    usecases::session as usecase,
};

/// What every page starts from. See [`usecases::session::frame`].
#[server(endpoint = "session/frame", output = Answer)]
pub async fn load_frame() -> Result<Frame, ApiError> {
    frame_of_request()
}

#[cfg(feature = "ssr")]
pub(crate) fn frame_of_request() -> Result<Frame, ApiError> {
    Ok(usecase::frame(&ctx()?))
}

/// `next` is the path to open afterwards; anything that is no path of this portal opens the first page.
#[server(endpoint = "session/sign-in", output = Answer)]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] next: String,
) -> Result<Next, ApiError> {
    let ctx = ctx()?;
    let entrance = usecase::sign_in(&ctx, &email, &password).await?;
    Ok(go(cookies::enter(&ctx, &entrance, &crate::routes::safe_next(&next))))
}

/// The second step of those who have one. See [`usecases::session::confirm`].
#[server(endpoint = "session/confirm", output = Answer)]
pub async fn confirm_sign_in(
    #[server(default)] otp: String,
    #[server(default)] next: String,
) -> Result<Next, ApiError> {
    let ctx = ctx()?;
    let step = cookies::step(&ctx).unwrap_or_default();
    cookies::confirmed(&ctx, &usecase::confirm(&ctx, &step, &otp).await?);
    Ok(go(crate::routes::safe_next(&next)))
}

#[server(endpoint = "session/sign-out", output = Answer)]
pub async fn sign_out() -> Result<Next, ApiError> {
    let ctx = ctx()?;
    usecase::sign_out(&ctx).await?;
    cookies::clear(&ctx);
    Ok(go("/sign-in"))
}

#[server(endpoint = "session/end", output = Answer)]
pub async fn end_session(session: SessionId) -> Result<Next, ApiError> {
    usecase::end(&ctx()?, session).await?;
    Ok(go("/profile"))
}

#[server(endpoint = "session/end-all", output = Answer)]
pub async fn end_all_sessions() -> Result<Next, ApiError> {
    let ctx = ctx()?;
    usecase::end_all(&ctx).await?;
    cookies::clear(&ctx);
    Ok(go("/sign-in"))
}
