use super::{Icon, IconName};
use leptos::prelude::*;

/// One of several steps, in a list `stepper`: its number, or a tick once it is done.
pub fn step(number: usize, done: bool, current: bool, label: impl IntoView) -> AnyView {
    let sign = if done {
        view! { <Icon name=IconName::Check small=true /> }.into_any()
    } else {
        number.to_string().into_any()
    };
    view! {
        <li class=done.then_some("is-done") aria-current=current.then_some("step")>
            <span class="step">{sign}</span>
            {label.into_any()}
        </li>
    }
    .into_any()
}
