//! What was typed and not saved yet.
use leptos::{ev, prelude::*, wasm_bindgen::JsValue};

/// Whether something was.
#[derive(Clone, Copy)]
pub(super) struct Unsaved(RwSignal<bool>);

impl Unsaved {
    /// While something is, the browser asks before it leaves the page.
    pub fn watch() -> Self {
        let unsaved = RwSignal::new(false);
        Effect::new(move |_| {
            let leaving = window_event_listener(ev::beforeunload, move |event| {
                if unsaved.try_get_untracked() == Some(true) {
                    event.prevent_default();
                }
            });
            on_cleanup(move || leaving.remove());
        });
        Self(unsaved)
    }

    pub fn is_there(self) -> bool {
        self.0.get()
    }

    pub fn typed(self) {
        self.0.set(true);
    }

    /// Goes on from what was saved. The way back from its audience leads to the item: the form of a new one would make another.
    pub fn saved(self, next: &str) {
        self.0.set(false);
        let location = window().location();
        match (next.strip_suffix("/audience"), window().history()) {
            (Some(item), Ok(history)) => {
                drop(history.replace_state_with_url(&JsValue::NULL, "", Some(item)));
                drop(location.set_href(next));
            }
            _ => drop(location.replace(next)),
        }
    }
}
