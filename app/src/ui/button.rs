use super::{Icon, IconName, use_live};
use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// One a screen.
    #[default]
    Primary,
    Tonal,
    Line,
    Plain,
    /// Outlined; asks before it acts.
    Danger,
}

impl ButtonKind {
    /// The classes of a button, also for a link that looks like one.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn--primary",
            Self::Tonal => "btn btn--tonal",
            Self::Line => "btn btn--line",
            Self::Plain => "btn btn--plain",
            Self::Danger => "btn btn--danger",
        }
    }
}

/// A button that sends the form around it; while `busy` it shows a spinner and cannot be pressed twice.
#[component]
pub fn Button(
    label: &'static str,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] icon: Option<IconName>,
    /// More classes: `btn--wide`, `btn--sm`, `btn--phone-wide`.
    #[prop(optional)]
    class: &'static str,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(default = "Отправляем")] busy_label: &'static str,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional, into)] value: Option<String>,
) -> impl IntoView {
    view! {
        <button
            class=format!("{} {class}", kind.class())
            type="submit"
            name=name
            value=value
            disabled=move || busy.get()
            aria-busy=move || busy.get().then_some("true")
        >
            {icon.map(|name| view! { <Icon name=name small=true /> })}
            {move || if busy.get() { busy_label } else { label }}
        </button>
    }
}

/// «↻»: asks for the data again without loading the page.
#[component]
pub fn ReloadButton(
    #[prop(into)] on_click: Callback<()>,
    #[prop(optional, into)] busy: Signal<bool>,
) -> impl IntoView {
    let live = use_live();
    view! {
        <button
            class="iconbtn"
            type="button"
            aria-label="Обновить"
            aria-busy=move || busy.get().then_some("true")
            hidden=move || !live.get()
            on:click=move |_| on_click.run(())
        >
            <Icon name=IconName::Refresh />
        </button>
    }
}
