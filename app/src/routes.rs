//! Every path of the portal.

use leptos::prelude::*;
use leptos_router::{components::Routes, path};

#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| "404">
            <leptos_router::components::Route path=path!("/") view=|| "" />
        </Routes>
    }
}
