//! What was typed and not sent outlives a reload: the tab keeps it until the form is taken.
use super::{FormState, Sent};
use leptos::{html, prelude::*};

/// Keeps what is typed into a form under a name that its page gives to nothing else, and fills it in again where nothing else was typed. Forms
/// that follow one upon another may share a name: the next one goes on with what was typed into the last.
pub fn keep_draft<F: Sent>(
    form: NodeRef<html::Form>,
    name: String,
    action: ServerAction<F>,
    state: FormState,
) {
    let value = action.value();
    #[cfg(feature = "hydrate")]
    {
        let kept = name.clone();
        Effect::new(move |_| {
            // What came back with the page is newer.
            let returned = state.failed();
            if let Some(form) = form.get() {
                browser::keep(&form, &kept, !returned);
            }
        });
        Effect::new(move |_| {
            if value.with(|value| matches!(value, Some(Ok(_)))) {
                browser::forget(&name);
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (form, name, value, state);
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::window;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{
        Element, Event, EventInit, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Storage,
    };

    /// Name and value of each field that somebody filled in.
    type Typed = Vec<(String, String)>;

    fn storage() -> Option<Storage> {
        window().session_storage().ok().flatten()
    }

    fn key(name: &str) -> String {
        format!("draft {name}")
    }

    pub(super) fn forget(name: &str) {
        if let Some(storage) = storage() {
            drop(storage.remove_item(&key(name)));
        }
    }

    pub(super) fn keep(form: &HtmlFormElement, name: &str, again: bool) {
        let key = key(name);
        let kept = storage().and_then(|storage| storage.get_item(&key).ok().flatten());
        if let Some(typed) = kept.filter(|_| again).and_then(|kept| serde_json::from_str(&kept).ok()) {
            fill(form, &typed);
        }
        let heard = {
            let form = form.clone();
            Closure::<dyn FnMut()>::new(move || {
                if let (Some(storage), Ok(typed)) = (storage(), serde_json::to_string(&read(&form))) {
                    drop(storage.set_item(&key, &typed));
                }
            })
        };
        if form.add_event_listener_with_callback("input", heard.as_ref().unchecked_ref()).is_ok() {
            heard.forget();
        }
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
            } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "hidden" | "file" | "password" => {}
                    "radio" | "checkbox" if !input.checked() => {}
                    _ => typed.push((input.name(), input.value())),
                }
            }
        }
        typed
    }

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
                }
            } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                match input.type_().as_str() {
                    "hidden" | "file" | "password" => {}
                    "radio" | "checkbox" => {
                        let was = typed.contains(&(input.name(), input.value()));
                        if input.checked() == input.default_checked() && input.checked() != was {
                            input.set_checked(was);
                            hear(input);
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

    /// The page learns of it as of something typed.
    fn hear(field: &Element) {
        let init = EventInit::new();
        init.set_bubbles(true);
        for kind in ["input", "change"] {
            if let Ok(event) = Event::new_with_event_init_dict(kind, &init) {
                drop(field.dispatch_event(&event));
            }
        }
    }
}
