use super::{Icon, IconName};
use leptos::prelude::*;
use std::time::Duration;

const SHOWN: Duration = Duration::from_secs(6);

/// Short confirmations of what is visible anyway: nothing vital lives here. The newest replaces the one before.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    number: StoredValue<u32>,
    shown: RwSignal<Option<String>>,
}

impl Toasts {
    pub fn show(self, text: impl Into<String>) {
        let number = self.number.get_value().wrapping_add(1);
        self.number.set_value(number);
        self.shown.set(Some(text.into()));
        set_timeout(
            move || {
                if self.number.try_get_value() == Some(number) {
                    self.shown.set(None);
                }
            },
            SHOWN,
        );
    }
}

pub fn provide_toasts() {
    provide_context(Toasts { number: StoredValue::new(0), shown: RwSignal::new(None) });
}

/// # Panics
///
/// Outside of `App`, which provides them.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Where toasts appear; screen readers are told. Stands in the page from the start, since a region that comes together with
/// its text is not announced.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status">
            {move || {
                toasts
                    .shown
                    .get()
                    .map(|text| {
                        view! {
                            <div class="toast">
                                <Icon name=IconName::Check />
                                {text}
                                <button type="button" on:click=move |_| toasts.shown.set(None)>
                                    "Закрыть"
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
