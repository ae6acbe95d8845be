//! Fields of a form: the label above, the hint and then the error below; what was typed stays.

use super::{Icon, IconName, raw_text, use_live};
use leptos::{html::Textarea, prelude::*};

type Error = Signal<Option<String>>;

#[component]
pub fn Field(
    name: &'static str,
    label: &'static str,
    #[prop(default = "text")] kind: &'static str,
    /// What a password manager or the browser may fill in.
    autocomplete: &'static str,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] hint: &'static str,
    #[prop(optional, into)] error: Error,
    /// What the field starts with.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=name>
                {label}
            </label>
            <input
                class="input"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                inputmode=inputmode
                value=value
                aria-invalid=invalid(error)
                aria-describedby=described_by(name, hint, error)
            />
            {below(name, hint, error)}
        </div>
    }
}

#[component]
pub fn TextArea(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional, into)] error: Error,
    #[prop(optional, into)] value: String,
    /// Two rows instead of five.
    #[prop(optional)]
    short: bool,
    /// Hears of each change.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
    /// For whoever writes into it besides.
    #[prop(optional)]
    node: NodeRef<Textarea>,
) -> impl IntoView {
    let hear = move |event| {
        if let Some(typed) = typed {
            typed.set(event_target_value(&event));
        }
    };
    // What was written before the page came to life.
    Effect::new(move |_| {
        if let (Some(typed), Some(node)) = (typed, node.get()) {
            typed.set(node.value());
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for=name>
                {label}
            </label>
            <textarea
                node_ref=node
                class=if short { "textarea textarea--short" } else { "textarea" }
                id=name
                name=name
                rows=if short { "2" } else { "5" }
                on:input=hear
                aria-invalid=invalid(error)
                aria-describedby=described_by(name, hint, error)
            >
                {raw_text(value)}
            </textarea>
            {below(name, hint, error)}
        </div>
    }
}

/// A password, with an eye that shows it once the page has come to life.
#[component]
pub fn PasswordField(
    name: &'static str,
    label: &'static str,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional, into)] error: Error,
    /// What stands at the end of the label's line.
    #[prop(optional)]
    aside: Option<AnyView>,
) -> impl IntoView {
    let live = use_live();
    let shown = RwSignal::new(false);
    view! {
        <div class="field">
            <div class="row row--between">
                <label class="field__label" for=name>
                    {label}
                </label>
                {aside}
            </div>
            <div class="password">
                <input
                    class="input"
                    id=name
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    aria-invalid=invalid(error)
                    aria-describedby=described_by(name, hint, error)
                />
                <button
                    class="iconbtn"
                    type="button"
                    aria-label="Показать пароль"
                    aria-pressed=move || if shown.get() { "true" } else { "false" }
                    hidden=move || !live.get()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    <Icon name=IconName::Eye />
                </button>
            </div>
            {below(name, hint, error)}
        </div>
    }
}

/// Sends `name=true` when ticked and nothing otherwise.
#[component]
pub fn Checkbox(
    name: &'static str,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] error: Error,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox"
                    name=name
                    value="true"
                    checked=checked
                    aria-invalid=invalid(error)
                    aria-describedby=described_by(name, "", error)
                />
                <span>{children()}</span>
            </label>
            {below(name, "", error)}
        </div>
    }
}

fn invalid(error: Error) -> impl Fn() -> Option<&'static str> {
    move || error.with(Option::is_some).then_some("true")
}

fn described_by(name: &'static str, hint: &'static str, error: Error) -> impl Fn() -> Option<String> {
    move || match (error.with(Option::is_some), hint.is_empty()) {
        (false, true) => None,
        (false, false) => Some(format!("{name}-hint")),
        (true, true) => Some(format!("{name}-error")),
        (true, false) => Some(format!("{name}-error {name}-hint")),
    }
}

/// What is wrong with a field, below it.
#[component]
pub fn FieldError(
    #[prop(into)] text: String,
    #[prop(optional, into)] id: Option<String>,
    /// It is read aloud at once.
    #[prop(optional)]
    aloud: bool,
) -> impl IntoView {
    view! {
        <p class="field__error" id=id role=aloud.then_some("alert")>
            <Icon name=IconName::No small=true />
            <span>{text}</span>
        </p>
    }
}

fn below(name: &'static str, hint: &'static str, error: Error) -> impl IntoView {
    let message =
        move || error.get().map(|text| view! { <FieldError text=text id=format!("{name}-error") /> });
    let hint = (!hint.is_empty()).then(|| {
        view! {
            <p class="field__hint" id=format!("{name}-hint")>
                {hint}
            </p>
        }
    });
    (message, hint).into_any()
}
