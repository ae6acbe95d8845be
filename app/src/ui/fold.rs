use super::{Icon, IconName};
use leptos::prelude::*;

/// What is folded until it is wanted. Of those with one `name` a single one is open.
#[component]
pub fn Fold(
    icon: IconName,
    label: &'static str,
    #[prop(optional)] open: bool,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <details class=format!("fold {class}") name=name open=open>
            <summary>
                <Icon name=icon small=true />
                {label}
                <Icon name=IconName::Down small=true />
            </summary>
            {children()}
        </details>
    }
}
