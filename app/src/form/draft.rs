//! What was typed and not sent outlives a reload: the tab keeps it until the form is taken, or the person signs out.
use super::{FormState, Sent};
#[cfg(feature = "hydrate")]
use crate::layout::frame_now;
use leptos::{html, prelude::*, web_sys::HtmlTextAreaElement};

/// Keeps what is typed into a form under a name that its page gives to nothing else, and fills it in again where nothing else was typed. Forms
/// that follow one upon another may share a name: the next one goes on with what was typed into the last. A hidden field goes with it where it
/// is marked `data-kept`.
pub fn keep_draft<F: Sent>(
    form: NodeRef<html::Form>,
    name: String,
    action: ServerAction<F>,
    state: FormState,
) {
    let value = action.value();
    #[cfg(feature = "hydrate")]
    {
        // Whoever signs in next in this tab finds nothing of it.
        let whose = frame_now().ok().and_then(|frame| frame.person);
        let name = match whose {
            Some(person) => format!("{} {name}", person.user),
            None => name,
        };
        let kept = name.clone();
        Effect::new(move |_| {
            // What came back with the page is newer.
            let returned = state.failed();
            if let Some(form) = form.get() {
                browser::keep(&form, &kept, !returned);
            }
        });
        Effect::new(move |before: Option<()>| {
            let taken = value.with(|value| matches!(value, Some(Ok(_))));
            // What was taken before this form came is no news.
            if taken && before.is_some() {
                browser::forget(&name);
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, name, value, state);
}

/// The page itself has written into a field: it is kept as if somebody had typed it.
pub fn wrote_into(area: &HtmlTextAreaElement) {
    #[cfg(feature = "hydrate")]
    browser::hear(area);
    #[cfg(not(feature = "hydrate"))]
    let _ = area;
}

/// The person leaves: nothing that they have typed stays in this tab.
pub fn forget_drafts() {
    #[cfg(feature = "hydrate")]
    browser::forget_all();
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::window;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{
        Element, Event, EventInit, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
        Storage,
    };

    /// Name and value of each field that somebody filled in.
    type Typed = Vec<(String, String)>;

    fn storage() -> Option<Storage> {
        window().session_storage().ok().flatten()
    }

    const PREFIX: &str = "draft ";

    fn key(name: &str) -> String {
        format!("{PREFIX}{name}")
    }

    pub(super) fn forget_all() {
        let Some(storage) = storage() else { return };
        let count = storage.length().unwrap_or(0);
        let keys: Vec<String> = (0..count).filter_map(|at| storage.key(at).ok().flatten()).collect();
        for key in keys.iter().filter(|key| key.starts_with(PREFIX)) {
            drop(storage.remove_item(key));
        }
    }

    pub(super) fn forget(name: &str) {
        if let Some(storage) = storage() {
            drop(storage.remove_item(&key(name)));
        }
    }

    pub(super) fn keep(form: &HtmlFormElement, name: &str, again: bool) {
        let key = key(name);
        let kept = storage().and_then(|storage| storage.get_item(&key).ok().flatten());
        // Somebody fast has typed before the page came to life.
        let begun = fields(form).iter().any(was_typed);
        if let Some(typed) = kept.filter(|_| again).and_then(|kept| serde_json::from_str(&kept).ok()) {
            fill(form, &typed);
        }
        if begun {
            store(form, &key);
        }
        let heard = {
            let form = form.clone();
            Closure::<dyn FnMut()>::new(move || store(&form, &key))
        };
        if form.add_event_listener_with_callback("input", heard.as_ref().unchecked_ref()).is_ok() {
            heard.forget();
        }
    }

    fn store(form: &HtmlFormElement, key: &str) {
        if let (Some(storage), Ok(typed)) = (storage(), serde_json::to_string(&read(form))) {
            drop(storage.set_item(key, &typed));
        }
    }

    fn was_typed(field: &Element) -> bool {
        field
            .dyn_ref::<HtmlTextAreaElement>()
            .is_some_and(|area| area.default_value().is_ok_and(|first| first != area.value()))
    }

    fn fields(form: &HtmlFormElement) -> Vec<Element> {
        let count = u32::try_from(form.length()).unwrap_or(0);
        (0..count).filter_map(|at| form.get_with_index(at)).collect()
    }

    fn read(form: &HtmlFormElement) -> Typed {
        let mut typed = Typed::new();
        for field in fields(form) {
            if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                typed.push((area.name(), area.value()));
            } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
                typed.push((select.name(), select.value()));
            } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "hidden" if input.has_attribute(KEPT) => typed.push((input.name(), input.value())),
                    "hidden" | "file" | "password" => {}
                    "radio" | "checkbox" if !input.checked() => {}
                    _ => typed.push((input.name(), input.value())),
                }
            }
        }
        typed
    }

    /// A hidden field that goes with what was typed.
    const KEPT: &str = "data-kept";

    /// Fills in what nobody has touched.
    fn fill(form: &HtmlFormElement, typed: &Typed) {
        for field in fields(form) {
            let value_of = |name: String| typed.iter().find(|(of, _)| *of == name).map(|(_, value)| value);
            if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                if area.default_value().is_ok_and(|first| first == area.value())
                    && let Some(value) = value_of(area.name())
                {
                    area.set_value(value);
                    hear(area);
                    unfold(area);
                }
            } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
                let first = select.value();
                if begins_with(select, &first)
                    && let Some(value) = value_of(select.name()).filter(|value| **value != first)
                {
                    select.set_value(value);
                    // What is offered no more leaves it without a choice.
                    if select.value() == *value {
                        hear(select);
                    } else {
                        select.set_value(&first);
                    }
                }
            } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "hidden" if input.has_attribute(KEPT) => {
                        if let Some(value) = value_of(input.name()) {
                            input.set_value(value);
                            hear(input);
                        }
                    }
                    "hidden" | "file" | "password" => {}
                    kind @ ("radio" | "checkbox") => {
                        let was = typed.contains(&(input.name(), input.value()));
                        if input.checked() == input.default_checked() && input.checked() != was {
                            input.set_checked(was);
                            // Of a choice that another one takes the place of a browser says nothing.
                            if was || kind == "checkbox" {
                                hear(input);
                            }
                        }
                    }
                    _ => {
                        if input.value() == input.default_value()
                            && let Some(value) = value_of(input.name())
                        {
                            input.set_value(value);
                            hear(input);
                        }
                    }
                }
            }
        }
    }

    fn begins_with(select: &HtmlSelectElement, value: &str) -> bool {
        let of = |options: &str| select.query_selector(options).ok().flatten();
        let first = of("option[selected]").or_else(|| of("option"));
        first.is_some_and(|option| option.get_attribute("value").unwrap_or_default() == value)
    }

    /// What was typed is seen.
    fn unfold(area: &HtmlTextAreaElement) {
        if !area.value().is_empty()
            && let Ok(Some(fold)) = area.closest("details")
        {
            drop(fold.set_attribute("open", ""));
        }
    }

    /// The page learns of it as of something typed.
    pub(super) fn hear(field: &Element) {
        let init = EventInit::new();
        init.set_bubbles(true);
        for kind in ["input", "change"] {
            if let Ok(event) = Event::new_with_event_init_dict(kind, &init) {
                drop(field.dispatch_event(&event));
            }
        }
    }
}
