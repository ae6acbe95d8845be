//! Forms of a page whose data come again and again while one types.
use super::{FormState, use_form, use_form_here};
use crate::api::{ApiError, Next};
use domain::Rule;
use leptos::prelude::*;
use server_fn::ServerFn;

/// A function that changes something and says where one goes on.
pub trait Sent: ServerFn<Output = Next, Error = ApiError> + Clone + Send + Sync + 'static {}

impl<F: ServerFn<Output = Next, Error = ApiError> + Clone + Send + Sync + 'static> Sent for F {}

/// One form with its action. It outlives the data around it, so that what was typed stays.
pub struct Form<F: Sent> {
    pub action: ServerAction<F>,
    pub state: FormState,
}

#[expect(clippy::expl_impl_clone_on_copy, reason = "derived, it would want the function to be `Copy`")]
impl<F: Sent> Clone for Form<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Sent> Copy for Form<F> {}

impl<F: Sent> Form<F> {
    /// One that opens the next page when it was taken.
    #[must_use]
    pub fn leading_on() -> Self {
        let action = ServerAction::new();
        Self { action, state: use_form(action) }
    }

    /// One that leaves the page open: `taken` learns where it would lead.
    #[must_use]
    pub fn staying(taken: Callback<Next>) -> Self {
        let action = ServerAction::new();
        Self { action, state: use_form_here(action, taken) }
    }

    /// Forgets what was typed and what came back.
    pub fn clear(self) {
        self.state.forget();
        self.action.clear();
    }

    /// Whether it was not taken because somebody else was faster.
    #[must_use]
    pub fn is_late(self) -> bool {
        self.state.broke(Rule::is_late)
    }
}
