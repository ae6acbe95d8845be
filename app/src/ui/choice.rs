use leptos::prelude::*;

/// One of several views or presets. A link, so that the address knows which one is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub label: &'static str,
    pub href: String,
    pub current: bool,
}

fn links(choices: Vec<Choice>, class: &'static str) -> Vec<AnyView> {
    choices
        .into_iter()
        .map(|Choice { label, href, current }| {
            view! {
                <a class=class href=href aria-current=current.then_some("true")>
                    {label}
                </a>
            }
            .into_any()
        })
        .collect()
}

#[component]
pub fn Chips(label: &'static str, choices: Vec<Choice>) -> impl IntoView {
    view! {
        <div class="chips" role="group" aria-label=label>
            {links(choices, "chip")}
        </div>
    }
}

#[component]
pub fn Segmented(label: &'static str, choices: Vec<Choice>) -> impl IntoView {
    view! {
        <div class="segmented" role="group" aria-label=label>
            {links(choices, "")}
        </div>
    }
}
