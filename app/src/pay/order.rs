//! The page of one payment: it waits for the bank, changes by itself when the bank has answered, and can be closed meanwhile.
use super::{load_order, outcome::outcome};
use crate::{
    charges::use_balance,
    layout::{NotFound, loaded, once_ready},
    ui::Skeleton,
};
use domain::{
    ids::OrderId,
    payments::{OrderPage as Data, OrderState},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::time::Duration;

/// How often an open order is asked for.
const AGAIN: Duration = Duration::from_secs(2);

#[component]
pub fn OrderPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("order")?.parse::<OrderId>().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let balance = use_balance();
    let order = Resource::new(|| (), move |()| load_order(id));
    let query = use_query_map();
    let to_bank = query.with_untracked(|query| query.get_str("to") == Some("bank"));
    let resent = Signal::derive(move || query.with(|query| query.get_str("receipt") == Some("sent")));

    let url = Memo::new(move |_| match order.get() {
        Some(Ok(Data { state, confirmation_url, .. })) if to_bank && state.is_open() => confirmation_url,
        _ => None,
    });
    // Back from the bank is back to the portal, not to this page that would lead to the bank again.
    Effect::new(move |_| {
        if let Some(url) = url.get() {
            drop(window().location().replace(&url));
        }
    });

    let open =
        Memo::new(move |_| order.get().is_some_and(|order| order.is_ok_and(|order| order.state.is_open())));
    Effect::new(move |was_open: Option<bool>| {
        let open = open.get();
        if was_open == Some(true) && !open {
            balance.refetch();
        }
        open
    });
    Effect::new(move |_| {
        if let Ok(timer) = set_interval_with_handle(
            move || {
                if open.get_untracked() {
                    order.refetch();
                }
            },
            AGAIN,
        ) {
            on_cleanup(move || timer.clear());
        }
    });

    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    order.ready().await;
                },
                move || Some(loaded(order.get()?, move |order| outcome(&order, to_bank, resent.get_untracked()))),
            )}
        </Transition>
    }
    .into_any()
}

/// Without scripts the page asks for itself again, or goes to the bank.
pub(super) fn without_scripts(order: &Data, to_bank: bool) -> Option<AnyView> {
    let refresh = match (&order.confirmation_url, order.state) {
        (Some(url), state) if to_bank && state.is_open() => format!("0;url={}", attribute(url)),
        (_, OrderState::Created | OrderState::Pending) => format!("5;url=/pay/{}", order.id),
        _ => return None,
    };
    Some(view! { <noscript inner_html=format!("<meta http-equiv=\"refresh\" content=\"{refresh}\">")></noscript> }.into_any())
}

/// A text inside an attribute in double quotes.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
