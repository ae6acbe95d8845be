use super::{
    ToSignIn,
    failure::failure,
    frame_now,
    nav::{self, Half},
    staff::at_work,
    switcher::switcher,
};
use crate::{api::ApiError, charges::provide_balance, notices::bell, ui::Mark};
use domain::session::{Frame, Person};
use leptos::prelude::*;
use leptos_router::components::Outlet;

/// The frame of a signed-in person; a guest is led to the sign-in page.
#[component]
pub fn ResidentFrame() -> impl IntoView {
    provide_balance();
    match frame_now() {
        Ok(Frame { person: Some(person), request, .. }) => signed_in(&person, request, outlet()),
        Ok(_) => view! { <ToSignIn /> }.into_any(),
        Err(error) => without_frame(&error),
    }
}

pub(super) fn without_frame(error: &ApiError) -> AnyView {
    view! {
        <main class="main" id="main">
            {failure(error)}
        </main>
    }
    .into_any()
}

pub(super) fn outlet() -> AnyView {
    view! { <Outlet /> }.into_any()
}

/// The frame of a person: staff who live nowhere here have theirs everywhere.
pub(super) fn signed_in(person: &Person, request: String, content: AnyView) -> AnyView {
    if person.role.is_some() && person.accounts.is_empty() {
        return at_work(person, request, content);
    }
    let switcher = switcher(person.clone());
    frame(Half::Residents, person, request, switcher, content)
}

/// The frame of either half: the menu, the line on top with what `beside` the bell belongs there, and the page.
pub(super) fn frame(
    half: Half,
    person: &Person,
    request: String,
    beside: AnyView,
    content: AnyView,
) -> AnyView {
    let (side, bottom) = (nav::side(half, person, request), nav::bottom(half, person));
    let (class, home, label) = match half {
        Half::Residents => ("app", "/", "Домовой, на главную"),
        Half::Staff => ("app staff", nav::desk_of(person), "Домовой, на рабочее место"),
    };
    let bell = bell(person);
    let whose = person.user.to_string();
    view! {
        <div class=class>
            <aside class="side" aria-label="Меню">
                <a class="brand" href=home>
                    <Mark />
                    <span>"Домовой"</span>
                </a>
                {side}
            </aside>
            <header class="top">
                <a class="brand" href=home aria-label=label>
                    <Mark />
                </a>
                {beside} {bell}
            </header>
            <main class="main" id="main" tabindex="-1">
                // Filled by `public/offline.js`: what waits to be sent is whose.
                <div class="connection" id="connection" data-person=whose></div>
                {content}
            </main>
            {bottom}
        </div>
    }
    .into_any()
}
