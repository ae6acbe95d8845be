use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};
use leptos_router::hooks::use_location;

const OPEN_SWITCHER: &str = "details.switcher[open]";

/// What a page load would do by itself: a new page has the focus, and what was folded out over the old one is folded in. So do Escape
/// and a click beside the account switcher.
#[component]
pub fn Arrival() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            fold_switcher();
            request_animation_frame(|| focus("#main"));
        }
        now
    });

    let search = use_location().search;
    Effect::new(move |_| {
        search.track();
        request_animation_frame(forget_news);
    });

    Effect::new(|_| {
        let click = window_event_listener(ev::click, |event| {
            let inside = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if inside.is_none_or(|element| element.closest(OPEN_SWITCHER).ok().flatten().is_none()) {
                fold_switcher();
            }
        });
        let escape = window_event_listener(ev::keydown, |event| {
            if event.key() == "Escape" && fold_switcher() {
                focus("details.switcher > summary");
            }
        });
        on_cleanup(move || {
            click.remove();
            escape.remove();
        });
    });
}

/// Whether it was open.
fn fold_switcher() -> bool {
    let open = document().query_selector(OPEN_SWITCHER).ok().flatten();
    open.is_some_and(|open| open.remove_attribute("open").is_ok())
}

/// What an address says of an act that has just been done, by the names of its fields.
const NEWS: [&str; 11] = [
    "done",
    "saved",
    "published",
    "withdrawn",
    "letters",
    "before",
    "nobody",
    "receipt",
    "unit",
    "joined",
    "retired",
];

/// The page has told what was done: a reload would tell it again, when it may be true no more.
fn forget_news() {
    let location = window().location();
    let (Ok(search), Ok(path), Ok(hash), Ok(history)) =
        (location.search(), location.pathname(), location.hash(), window().history())
    else {
        return;
    };
    let fields: Vec<&str> =
        search.trim_start_matches('?').split('&').filter(|field| !field.is_empty()).collect();
    let stays = |field: &&&str| !NEWS.contains(&field.split('=').next().unwrap_or_default());
    let kept: Vec<&str> = fields.iter().filter(stays).copied().collect();
    if kept.len() == fields.len() {
        return;
    }
    let search = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let state = history.state().unwrap_or_default();
    drop(history.replace_state_with_url(&state, "", Some(&format!("{path}{search}{hash}"))));
}

/// Gives the focus to the first element of a selector.
pub(crate) fn focus(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<HtmlElement>()) {
        drop(element.focus());
    }
}
