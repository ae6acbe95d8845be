//! What stands in the place of a page that cannot be shown.

use super::{Page, PageShape, encode, frame_now, resident::signed_in, use_here};
use crate::{
    api::ApiError,
    text,
    ui::{ButtonKind, Mark},
};
use domain::session::Frame;
use leptos::prelude::*;

/// The page of an answer, or what went wrong in its place.
pub fn loaded<T, V: IntoView + 'static>(answer: Result<T, ApiError>, page: impl FnOnce(T) -> V) -> AnyView {
    match answer {
        Ok(data) => page(data).into_any(),
        Err(ApiError::SignInRequired) => view! { <ToSignIn /> }.into_any(),
        Err(ApiError::NotFound) => view! { <NotFound /> }.into_any(),
        Err(error) => failure(&error),
    }
}

/// Leads a guest to the sign-in page, and from there back here.
#[component]
pub fn ToSignIn() -> impl IntoView {
    let here = use_here().get_untracked();
    let target = if here == "/" { "/sign-in".to_owned() } else { format!("/sign-in?next={}", encode(&here)) };
    go_to(target);
}

/// A redirect while the server renders; in the browser a page load, so that nothing of the last person stays.
pub(crate) fn go_to(target: String) {
    #[cfg(feature = "ssr")]
    leptos_axum::redirect(&target);
    Effect::new(move |_| drop(window().location().set_href(&target)));
}

/// Nothing is here, or nothing of one's own: both look the same.
#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        <Page title="Такой страницы нет" shape=PageShape::Single>
            <section class="card empty">
                <Mark size=72 />
                <p>"Возможно, в адресе опечатка или ссылка устарела."</p>
                <a class=ButtonKind::Tonal.class() href="/">
                    "На главную"
                </a>
            </section>
        </Page>
    }
}

/// The same for an address that the portal does not know: whoever is signed in keeps their menu.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let content = || view! { <NotFound /> }.into_any();
    if let Ok(Frame { person: Some(person), request, .. }) = frame_now() {
        return signed_in(&person, request, content());
    }
    view! {
        <main class="main main--alone" id="main" tabindex="-1">
            {content()}
        </main>
    }
    .into_any()
}

pub(super) fn failure(error: &ApiError) -> AnyView {
    let here = use_here().get_untracked();
    let (title, words) = match error {
        ApiError::Offline => ("Нет связи", "Попробуйте ещё раз, когда сеть появится.".to_owned()),
        error => ("Страница не открылась", text::error(error)),
    };
    view! {
        <Page title=title shape=PageShape::Single>
            <section class="card empty" role="alert">
                <Mark size=72 />
                <p>{words}</p>
                <a class=ButtonKind::Tonal.class() href=here rel="external">
                    "Попробовать ещё раз"
                </a>
            </section>
        </Page>
    }
    .into_any()
}
