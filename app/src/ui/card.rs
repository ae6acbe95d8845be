use leptos::prelude::*;

#[component]
pub fn Card(
    #[prop(into)] title: String,
    /// What stands at the end of the title's line: a link, a button.
    #[prop(optional)]
    aside: Option<AnyView>,
    /// Rows reach the edges.
    #[prop(optional)]
    flush: bool,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let shape = if flush { "card card--flush" } else { "card" };
    view! {
        <section class=format!("{shape} {class}")>
            <div class="card__head">
                <h2>{title}</h2>
                {aside}
            </div>
            {children()}
        </section>
    }
}

/// Signs of a figure that fits into the narrowest tile.
const SHORT: usize = 9;

/// A number with its name; at most four in a row, inside `.stats`.
#[component]
pub fn Stat(
    label: &'static str,
    #[prop(into)] value: String,
    #[prop(optional, into)] unit: String,
    #[prop(optional, into)] note: String,
) -> impl IntoView {
    // A sum of thousands does not fit into half of a phone.
    let class =
        if value.chars().count() > SHORT { "stat stat--boxed stat--long" } else { "stat stat--boxed" };
    view! {
        <div class=class>
            <span class="stat__label">{label}</span>
            <span class="stat__value">{value} {(!unit.is_empty()).then(|| view! { <small>" " {unit}</small> })}</span>
            {(!note.is_empty()).then(|| view! { <span class="stat__note">{note}</span> })}
        </div>
    }
}

/// A name with its value, inside `<dl class="facts">`.
pub fn fact(label: &'static str, value: String) -> AnyView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}
