//! The page of one payment: it waits for the bank, changes by itself when the bank has answered, and can be closed meanwhile.
use super::{ResendReceipt, load_order, outcome::outcome};
use crate::{
    api::ApiError,
    charges::use_balance,
    form::{FormState, plain_form},
    layout::{NotFound, loaded, once_ready},
    live,
    ui::Skeleton,
};
use domain::{
    changes::Topic,
    ids::OrderId,
    payments::{OrderPage as Data, OrderState},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::time::Duration;

/// How often an open order is asked for: the portal then asks the bank, which may have forgotten to tell it.
const AGAIN: Duration = Duration::from_secs(2);

/// What is shown beside the order itself.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// The person is on the way to the bank.
    pub to_bank: bool,
    /// The fiscal receipt was sent again.
    pub resent: Signal<bool>,
    /// The portal did not answer when it was asked last.
    pub unreachable: RwSignal<bool>,
    pub resend: FormState,
}

#[component]
pub fn OrderPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("order")?.parse::<OrderId>().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let balance = use_balance();
    let kept = StoredValue::new(None::<Data>);
    let unreachable = RwSignal::new(false);
    // A question that fails is asked again: what is known of the order stays in sight meanwhile.
    let order = Resource::new(
        || (),
        move |()| async move {
            let asked = load_order(id).await;
            let passing =
                matches!(asked, Err(ApiError::Offline | ApiError::Incident(_) | ApiError::TooMany { .. }));
            unreachable.try_set(passing);
            match (asked, kept.try_get_value().flatten()) {
                (Err(_), Some(known)) if passing => Ok(known),
                (asked, _) => asked,
            }
        },
    );
    Effect::new(move |_| {
        if let Some(Ok(order)) = order.get() {
            kept.set_value(Some(order));
        }
    });
    let query = use_query_map();
    let to_bank = query.with_untracked(|query| query.get_str("to") == Some("bank"));
    let resent = Signal::derive(move || query.with(|query| query.get_str("receipt") == Some("sent")));

    let around = Around { to_bank, resent, unreachable, resend: plain_form::<ResendReceipt>() };

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
    live::watch(move || vec![Topic::Order(id)], move || order.refetch());
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
                move || Some(loaded(order.get()?, move |order| outcome(&order, around))),
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
