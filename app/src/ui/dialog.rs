use super::{Icon, IconName};
use leptos::{html, prelude::*};

/// A window over the page, a sheet from below on a phone. Escape and ✕ close it; focus stays inside and returns to where it
/// was, as `<dialog>` does by itself.
#[component]
pub fn Dialog(title: &'static str, open: RwSignal<bool>, children: Children) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });

    view! {
        <dialog class="dialog" node_ref=node aria-label=title on:close=move |_| open.set(false)>
            <div class="dialog__head">
                <h2>{title}</h2>
                <button class="iconbtn" type="button" aria-label="Закрыть" on:click=move |_| open.set(false)>
                    <Icon name=IconName::Close />
                </button>
            </div>
            {children()}
        </dialog>
    }
}
