//! The frame of the staff half.
use super::{
    NotFound, ToSignIn, focus, frame_now, go_to,
    nav::Half,
    resident::{frame, outlet, signed_in, without_frame},
};
use crate::ui::{ButtonKind, Icon, IconName};
use domain::{
    access::Permission,
    session::{Frame, Person},
};
use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, KeyboardEvent},
};
use leptos_router::hooks::{use_location, use_query_map};

/// For whoever has a role; for others nothing of it exists.
#[component]
pub fn StaffFrame() -> impl IntoView {
    match frame_now() {
        Ok(Frame { person: Some(person), request, .. }) if person.role.is_some() => {
            at_work(&person, request, outlet())
        }
        // The role waits for a second factor.
        Ok(Frame { person: Some(person), .. }) if person.withheld.is_some() => {
            go_to("/profile/code".to_owned());
            ().into_any()
        }
        Ok(Frame { person: Some(person), request, .. }) => {
            signed_in(&person, request, view! { <NotFound /> }.into_any())
        }
        Ok(_) => view! { <ToSignIn /> }.into_any(),
        Err(error) => without_frame(&error),
    }
}

pub(super) fn at_work(person: &Person, request: String, content: AnyView) -> AnyView {
    let searches = person.may(Permission::HandleTickets);
    let search =
        if searches { search() } else { view! { <b class="grow">{person.email.clone()}</b> }.into_any() };
    let frame = frame(Half::Staff, person, request, search, content);
    view! {
        <Keys />
        {frame}
    }
    .into_any()
}

/// Leads to a new one of what a list holds; the key N presses it.
pub(crate) fn new_one(href: &'static str, icon: IconName, label: &'static str) -> AnyView {
    view! {
        <a class=format!("{} btn--phone-wide", ButtonKind::Primary.class()) href=href data-key="KeyN">
            <Icon name=icon small=true />
            {label}
            <kbd class="only-wide" aria-hidden="true">
                "N"
            </kbd>
        </a>
    }
    .into_any()
}

/// An ordinary form: it leads to what was found, and there it still says what was looked for.
fn search() -> AnyView {
    let (path, query) = (use_location().pathname, use_query_map());
    let asked = move || {
        if path.with(|path| path == "/staff/search") {
            query.with(|query| query.get("q")).unwrap_or_default()
        } else {
            String::new()
        }
    };
    view! {
        <form class="search" role="search" aria-label="По порталу" method="get" action="/staff/search">
            <Icon name=IconName::Search />
            <label class="visually-hidden" for="staff-search">
                "Найти заявку, лицевой счёт или дом"
            </label>
            <input
                class="input"
                id="staff-search"
                name="q"
                type="search"
                placeholder="Адрес, ЛС, телефон, №"
                value=asked
                autocomplete="off"
            />
            <kbd class="only-wide" aria-hidden="true">
                "/"
            </kbd>
        </form>
    }
    .into_any()
}

/// Keys of the staff half: `/` searches, a letter presses what bears it (`data-key`), arrows go through the rows of a list (`.job`).
#[component]
fn Keys() -> impl IntoView {
    Effect::new(|_| {
        let keys = window_event_listener(ev::keydown, |event| {
            if pressed(&event) {
                event.prevent_default();
            }
        });
        on_cleanup(move || keys.remove());
    });
}

/// Whether the key meant something here.
fn pressed(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || is_typing(event) {
        return false;
    }
    match event.code().as_str() {
        "ArrowDown" => go_through(1),
        "ArrowUp" => go_through(-1),
        // A letter by its place: keyboards are Russian.
        code if code.starts_with("Key") => press(&format!("[data-key={code}]")),
        _ if event.key() == "/" => {
            focus("#staff-search");
            true
        }
        _ => false,
    }
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target.closest("input, textarea, select, dialog, [contenteditable]").ok().flatten().is_some()
    })
}

fn press(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    found.as_ref().map(HtmlElement::click).is_some()
}

/// Gives the focus to the next row, or to the one before; to the chosen one, or the first, where none has it.
fn go_through(step: i32) -> bool {
    let rows = document().get_elements_by_class_name("job");
    let rows: Vec<HtmlElement> =
        (0..rows.length()).filter_map(|at| rows.get_with_index(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let focused = document().active_element();
    let at = |is: &dyn Fn(&HtmlElement) -> bool| rows.iter().position(is);
    let next = match at(&|row| focused.as_ref().is_some_and(|focused| focused == row.as_ref() as &Element)) {
        Some(at) => at.checked_add_signed(step as isize),
        None => at(&|row| row.has_attribute("aria-current")).or(Some(0)),
    };
    let row = next.and_then(|at| rows.get(at));
    row.is_some_and(|row| row.focus().is_ok())
}
