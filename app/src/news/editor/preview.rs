//! What residents will see, while it is typed.
use crate::{
    news::{
        PreviewNews,
        card::{kind_badge, kind_icon},
    },
    text::news as words,
    ui::{Card, Icon},
};
use domain::news::NewsKind;
use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlInputElement};
use std::time::Duration;

/// So long after the last key the server is asked what the text will look like.
const PAUSE: Duration = Duration::from_millis(400);

/// The field of the title, by its name.
pub(super) const TITLE: &str = "draft[title]";

/// What the preview shows.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub kind: RwSignal<NewsKind>,
    pub title: RwSignal<String>,
    /// The text as it is typed.
    pub source: RwSignal<String>,
    pub html: RwSignal<String>,
}

/// As forms name it.
const fn kind_name(kind: NewsKind) -> &'static str {
    match kind {
        NewsKind::Ordinary => "Ordinary",
        NewsKind::Planned => "Planned",
        NewsKind::Emergency => "Emergency",
    }
}

pub(super) fn kind_named(name: &str) -> Option<NewsKind> {
    NewsKind::ALL.into_iter().find(|kind| kind_name(*kind) == name)
}

pub(super) fn kinds(chosen: NewsKind) -> AnyView {
    let kinds = NewsKind::ALL.map(|kind| {
        view! {
            <label class="chip">
                <input type="radio" name="draft[kind]" value=kind_name(kind) checked=kind == chosen />
                <Icon name=kind_icon(kind) small=true />
                {words::kind(kind)}
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend class="field__label">"Что это"</legend>
            <div class="radios">{kinds.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// What is typed is seen at once; the text a moment after the last key, as the server makes it.
pub(super) fn listen(seen: Seen) -> impl FnMut(ev::Event) + 'static {
    let look = ServerAction::<PreviewNews>::new();
    let answer = look.value();
    Effect::new(move |_| {
        if let Some(Ok(html)) = answer.get() {
            seen.html.set(html);
        }
    });
    let mut ask = debounce(PAUSE, move |source: String| {
        look.dispatch(PreviewNews { source });
    });
    let loaded = seen.source.get_untracked();
    Effect::new(move |before: Option<String>| {
        let source = seen.source.get();
        if before.as_ref().unwrap_or(&loaded) != &source {
            ask(source.clone());
        }
        source
    });
    // What was written before the page came to life.
    Effect::new(move |_| {
        let title = document().get_element_by_id(TITLE);
        if let Some(title) = title.and_then(|title| title.dyn_into::<HtmlInputElement>().ok()) {
            seen.title.set(title.value());
        }
    });
    move |event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        match input.name().as_str() {
            TITLE => seen.title.set(input.value()),
            "draft[kind]" => seen.kind.set(kind_named(&input.value()).unwrap_or_default()),
            _ => {}
        }
    }
}

/// «Как увидит житель»
pub(super) fn preview(seen: Seen) -> AnyView {
    let title = move || {
        let title = seen.title.get();
        if title.trim().is_empty() { "Заголовок".to_owned() } else { title }
    };
    view! {
        <Card title="Как увидит житель">
            <div class="stack stack--tight" aria-live="off">
                <p>{move || kind_badge(seen.kind.get())}</p>
                <h3>{title}</h3>
                <div class="prose" inner_html=move || seen.html.get()></div>
            </div>
        </Card>
    }
    .into_any()
}
