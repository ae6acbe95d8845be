use super::Mark;
use leptos::prelude::*;

/// Nothing here yet: one sentence and the button that fills it.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(optional)] text: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="card empty">
            <Mark size=72 />
            <h2>{title}</h2>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            {children.map(|children| children())}
        </section>
    }
}

/// The size of what comes, shown when it takes longer than 300 ms.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="card skeleton" role="status" aria-label="Загружаем">
            <span></span>
            <span></span>
            <span></span>
            <span></span>
        </div>
    }
}

#[component]
pub fn Spinner() -> impl IntoView {
    view! { <span class="spinner" role="status" aria-label="Загружаем"></span> }
}
