use leptos::prelude::*;

/// The face of the house, for the ground it stands on. The word beside it is its name.
#[component]
pub fn Mark(#[prop(default = 32)] size: u16) -> impl IntoView {
    view! {
        <picture>
            <source srcset="/mark-light.svg" media="(prefers-color-scheme: dark)" />
            <img src="/mark.svg" alt="" width=size height=size />
        </picture>
    }
}
