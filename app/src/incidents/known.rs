//! An incident for those whom it touches, at an address that letters lead to.
use super::load_known_incident;
use crate::{
    charges::Debt,
    form::{FormFailure, plain_form},
    layout::{NotFound, Page, loaded, once_ready},
    live,
    tickets::{JoinIncident, incident_banner},
    ui::{Card, Skeleton},
};
use domain::{
    changes::Topic,
    ids::IncidentId,
    incidents::{IncidentKind, KnownIncident},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn KnownIncidentPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get_str("incident")?.parse::<IncidentId>().ok()));
    let known = Resource::new(
        move || id.get(),
        move |id| async move {
            match id {
                Some(id) => Some(load_known_incident(id).await),
                None => None,
            }
        },
    );
    let houses = move || {
        known.with(|known| match known {
            Some(Some(Ok(known))) => known.houses.iter().copied().map(Topic::Building).collect(),
            _ => Vec::new(),
        })
    };
    live::watch(houses, move || known.refetch());
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    known.ready().await;
                },
                move || {
                    Some(
                        match known.get()? {
                            Some(known) => loaded(known, |known| shown(&known)),
                            None => view! { <NotFound /> }.into_any(),
                        },
                    )
                },
            )}
        </Transition>
    }
    .into_any()
}

fn shown(known: &KnownIncident) -> AnyView {
    let title = match known.card.kind {
        IncidentKind::Planned => "Отключение",
        IncidentKind::Emergency => "Авария",
    };
    let form = plain_form::<JoinIncident>();
    let banner = incident_banner(&known.card, known.account, known.joinable);
    let places = known.places.iter().map(|address| view! { <li class="item">{address.clone()}</li> });
    let places = places.collect_view();
    let head = view! {
        <FormFailure form />
        {banner}
    };
    view! {
        <Page title=title back=("/", "Главная") head=head.into_any() debt=Debt::Beside>
            <Card title="Ваши помещения, которых это касается" flush=true>
                <ul class="rows">{places}</ul>
            </Card>
        </Page>
    }
    .into_any()
}
