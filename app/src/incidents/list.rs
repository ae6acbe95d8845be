//! «Отключения»: what is the matter now, and what was.
use super::load_incidents;
use crate::{
    layout::{Page, PageShape, loaded, new_one, once_ready},
    live,
    tickets::words::{category, category_icon, reported},
    ui::{Badge, Card, Empty, Icon, IconName, Skeleton, Tone, date_time},
};
use chrono::NaiveDateTime;
use domain::{
    addresses::short_address,
    changes::{Desk, Topic},
    incidents::{IncidentCard, IncidentKind, StaffIncident},
};
use leptos::prelude::*;

pub(super) const INCIDENTS: &str = "/staff/incidents";

#[component]
pub fn IncidentsPage() -> impl IntoView {
    let list = Resource::new(|| (), |()| load_incidents());
    live::watch(|| vec![Topic::Desk(Desk::Incidents)], move || list.refetch());
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { list.ready().await },
                move || {
                    Some(
                        loaded(
                            list.get()?,
                            |list| {
                                let now = list.now;
                                let rows = move |incidents: &[StaffIncident]| {
                                    incidents.iter().map(|incident| row(incident, now)).collect_view()
                                };
                                let current = if list.current.is_empty() {
                                    view! { <Empty title="Сейчас всё работает" text="Объявите отключение заранее: жители увидят его на главной странице." /> }
                                        .into_any()
                                } else {
                                    view! {
                                        <Card title="Идут и запланированы" flush=true>
                                            <ul class="rows">{rows(&list.current)}</ul>
                                        </Card>
                                    }
                                        .into_any()
                                };
                                let ended = (!list.ended.is_empty())
                                    .then(|| {
                                        view! {
                                            <Card title="Закончились" flush=true>
                                                <ul class="rows">{rows(&list.ended)}</ul>
                                            </Card>
                                        }
                                    });
                                view! {
                                    <Page title="Отключения" shape=PageShape::Single action=new_one("/staff/incidents/new", IconName::Plus, "Объявить")>
                                        {current}
                                        {ended}
                                    </Page>
                                }
                            },
                        ),
                    )
                },
            )}
        </Transition>
    }
    .into_any()
}

fn row(incident: &StaffIncident, now: NaiveDateTime) -> AnyView {
    let card = &incident.card;
    let places = places(incident);
    let others = match card.households {
        0 => String::new(),
        several => format!(", {}", reported(several)),
    };
    view! {
        <li>
            <a class="job found__row" href=format!("{INCIDENTS}/{}", card.id)>
                <span class="named">
                    <span class="res res--home">
                        <Icon name=category_icon(card.category) />
                    </span>
                    <span>
                        <b>{card.text.clone()}</b>
                        <small>{category(card.category).0} ", " {places} {others}</small>
                        <small>{span(card)}</small>
                    </span>
                </span>
                {badge(card, now)}
            </a>
        </li>
    }
    .into_any()
}

/// «Авиаторов 6к3, Авиаторов 7, подъезд 2»
pub(super) fn places(incident: &StaffIncident) -> String {
    in_words(&incident.places)
}

pub(super) fn in_words(places: &[(String, Option<String>)]) -> String {
    let places = places.iter().map(|(address, entrance)| match entrance {
        Some(entrance) => format!("{}, подъезд {entrance}", short_address(address)),
        None => short_address(address),
    });
    places.collect::<Vec<_>>().join("; ")
}

/// «с 25.01.2018 10:00 до 25.01.2018 18:00»
pub(super) fn span(card: &IncidentCard) -> String {
    let from = date_time(card.from);
    match (card.ended_at, card.to) {
        (Some(ended), _) => format!("с {from}, закончилось {}", date_time(ended)),
        (None, Some(to)) => format!("с {from} до {}", date_time(to)),
        (None, None) => format!("с {from}, когда закончится, пока неизвестно"),
    }
}

pub(super) fn badge(card: &IncidentCard, now: NaiveDateTime) -> AnyView {
    let (tone, icon, label) = match (card.kind, card.ended_at) {
        (_, Some(_)) => (Tone::Ok, IconName::Check, "закончилось"),
        (IncidentKind::Emergency, None) => (Tone::No, IconName::Alert, "авария"),
        (IncidentKind::Planned, None) if card.from > now => (Tone::Info, IconName::Calendar, "запланировано"),
        (IncidentKind::Planned, None) => (Tone::Ask, IconName::Clock, "отключение"),
    };
    view! { <Badge tone=tone icon=icon label=label /> }.into_any()
}
