//! Forms of server functions: they work before the page has come to life, keep what was typed, and answer beside the field.

mod draft;
mod kept;

pub use draft::{forget_drafts, keep_draft, wrote_into};
pub use kept::{Form, Sent};

use crate::{
    api::{ApiError, Next, Posted, posted},
    layout::focus,
    text,
    ui::{Banner, Tone},
};
use domain::Rule;
use leptos::{html, prelude::*};
use server_fn::ServerFn;
use std::borrow::Cow;

/// The state of one form, whichever way it was sent.
#[derive(Clone, Copy)]
pub struct FormState {
    error: Signal<Option<ApiError>>,
    /// It is under way, or the next page is.
    pub busy: Signal<bool>,
    posted: StoredValue<Option<Posted>>,
}

/// Watches an action: what was wrong is shown beside its field and gets the focus; a form that was taken opens the next page afresh,
/// since the session, the accounts or their data are no longer what this page knows.
pub fn use_form<F>(action: ServerAction<F>) -> FormState
where
    F: ServerFn<Output = Next, Error = ApiError> + Clone + Send + Sync + 'static,
{
    use_form_to(action, |next| {
        drop(window().location().set_href(next));
    })
}

/// The same for a form that makes something: the next page takes its place, so that the way back does not lead to a form that would make
/// the same again.
pub fn use_form_once<F>(action: ServerAction<F>) -> FormState
where
    F: ServerFn<Output = Next, Error = ApiError> + Clone + Send + Sync + 'static,
{
    use_form_to(action, |next| {
        drop(window().location().replace(next));
    })
}

/// The same with another way to open the next page.
pub fn use_form_to<F>(action: ServerAction<F>, open: impl Fn(&str) + Send + Sync + 'static) -> FormState
where
    F: ServerFn<Output = Next, Error = ApiError> + Clone + Send + Sync + 'static,
{
    let pending = action.pending();
    let value = action.value();
    let taken = Callback::new(move |next: Next| {
        // A browser that keeps whole pages would show the form as it was sent.
        window_event_listener_untyped("pageshow", |_| drop(window().location().reload()));
        open(&next);
    });
    let state = use_form_here(action, taken);
    let busy = Signal::derive(move || pending.get() || value.with(|value| matches!(value, Some(Ok(_)))));
    FormState { busy, ..state }
}

/// The same for a form that was taken and leaves the page open: `taken` learns where it would lead.
pub fn use_form_here<F>(action: ServerAction<F>, taken: Callback<Next>) -> FormState
where
    F: ServerFn<Output = Next, Error = ApiError> + Clone + Send + Sync + 'static,
{
    let value = action.value();
    let pending = action.pending();
    let returned = StoredValue::new(posted::<F>());

    Effect::new(move |_| match value.get() {
        Some(Ok(next)) => taken.run(next),
        Some(Err(_)) => request_animation_frame(|| focus("main [aria-invalid=true]")),
        None => {}
    });

    FormState {
        error: Signal::derive(move || match value.get() {
            Some(answer) => answer.err(),
            None => returned.with_value(|posted| posted.as_ref().map(|posted| posted.error.clone())),
        }),
        busy: pending.into(),
        posted: returned,
    }
}

/// The state of a form that only the browser sends.
pub fn plain_form<F: ServerFn>() -> FormState {
    let returned = StoredValue::new(posted::<F>());
    FormState {
        error: Signal::derive(move || returned.with_value(|p| p.as_ref().map(|p| p.error.clone()))),
        busy: Signal::derive(|| false),
        posted: returned,
    }
}

impl FormState {
    /// The sentence below a field.
    #[must_use]
    pub fn field(self, name: impl Into<Cow<'static, str>>) -> Signal<Option<String>> {
        let (error, name) = (self.error, name.into());
        Signal::derive(move || error.with(|error| error.as_ref()?.rejection()?.field(&name).map(text::rule)))
    }

    /// Whether the form as a whole broke such a rule.
    #[must_use]
    pub fn broke(self, such: impl Fn(&Rule) -> bool) -> bool {
        self.error.with(|error| error.as_ref()?.rejection()?.field("").map(such)).unwrap_or_default()
    }

    /// What was typed into a field before the form came back.
    #[must_use]
    pub fn value(self, name: &str) -> String {
        self.posted.with_value(|posted| {
            posted.as_ref().and_then(|posted| posted.value(name)).unwrap_or_default().to_owned()
        })
    }

    /// Whether this value of a field that has several was chosen before the form came back.
    #[must_use]
    pub fn has(self, name: &str, value: &str) -> bool {
        self.posted.with_value(|posted| {
            posted.as_ref().is_some_and(|p| p.fields.iter().any(|(field, of)| field == name && of == value))
        })
    }

    /// One of several forms of a function on a page: what came back is its own only where this field had this value.
    #[must_use]
    pub fn only_with(self, name: &str, value: &str) -> Self {
        let own =
            self.posted.with_value(|posted| posted.as_ref().is_some_and(|p| p.value(name) == Some(value)));
        if !own {
            self.posted.set_value(None);
        }
        self
    }

    /// The same for one of as many forms as a list has rows: as if nothing had come back where this field had another value.
    #[must_use]
    pub fn among(self, name: &str, value: &str) -> Self {
        let own =
            self.posted.with_value(|posted| posted.as_ref().is_some_and(|p| p.value(name) == Some(value)));
        if own {
            return self;
        }
        Self { error: Signal::derive(|| None), busy: self.busy, posted: StoredValue::new(None) }
    }

    /// Whether the page was drawn with what was typed before the form came back: its values are [`Self::value`] then. In the browser a field keeps
    /// them by itself.
    #[must_use]
    pub fn came_back(self) -> bool {
        self.posted.with_value(Option::is_some)
    }

    /// What a field begins with: what was typed before the form came back, else what is known.
    #[must_use]
    pub fn or_kept(self, name: &str, kept: &str) -> String {
        if self.came_back() { self.value(name) } else { kept.to_owned() }
    }

    /// Whether it was sent and not taken. It is not watched: whoever watches is drawn anew, and what was typed there is gone.
    #[must_use]
    pub fn failed(self) -> bool {
        self.error.with_untracked(Option::is_some)
    }

    /// The same, watched, for what holds no field.
    #[must_use]
    pub fn fails(self) -> bool {
        self.error.with(Option::is_some)
    }

    /// Forgets what came back.
    pub fn forget(self) {
        self.posted.set_value(None);
    }

    /// What went wrong with the form as a whole: what is wrong with its fields stands below them.
    fn failure(self) -> Option<ApiError> {
        let of_fields =
            |error: &ApiError| error.rejection().is_some_and(|rejection| rejection.field("").is_none());
        self.error.get().filter(|error| !of_fields(error))
    }
}

/// What is wrong with the form as a whole; `unless` it is a rule that is told elsewhere. It gets the focus when it appears, and again with each
/// new attempt: the button may be a screen below. A wrong field of the same form goes first.
#[component]
pub fn FormFailure(form: FormState, #[prop(optional)] unless: Option<Rule>) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let unless = StoredValue::new(unless);
    let failed = move || {
        let told =
            unless.with_value(|rule| rule.as_ref().is_some_and(|rule| form.broke(|broken| broken == rule)));
        form.failure().filter(|_| !told)
    };
    Effect::new(move |before: Option<()>| {
        if failed().is_some() && before.is_some() {
            request_animation_frame(move || come_to(place));
        }
    });
    move || {
        failed().map(|error| {
            view! {
                <div node_ref=place tabindex="-1">
                    {failure(&error, false)}
                </div>
            }
        })
    }
}

fn come_to(place: NodeRef<html::Div>) {
    let Some(place) = place.try_get_untracked().flatten() else { return };
    let form = place.closest("form").ok().flatten();
    let wrong = form.and_then(|form| form.query_selector("[aria-invalid=true]").ok().flatten());
    if wrong.is_none() {
        drop(place.focus());
    }
}

/// A sentence about a form as a whole, `slim` for one line in a smaller size. Where the session has ended one signs in beside this page, so
/// that the fields stay filled.
#[must_use]
pub fn failure(error: &ApiError, slim: bool) -> AnyView {
    let message = text::error(error);
    if *error != ApiError::SignInRequired {
        return view! { <Banner tone=Tone::No title=message slim=slim live=true /> }.into_any();
    }
    view! {
        <Banner tone=Tone::No title=message slim=slim live=true>
            <a href="/sign-in" target="_blank" rel="opener">
                "Войти в новой вкладке"
            </a>
            ", потом вернитесь сюда и нажмите кнопку ещё раз."
        </Banner>
    }
    .into_any()
}
