//! «Сейчас в доме»: outages and accidents, for those whom they touch.
use super::{
    JoinIncident, load_incidents,
    words::{category, clause, households, span, until},
};
use crate::{
    form::{FormFailure, FormState, plain_form},
    live,
    ui::{Banner, ButtonKind, Icon, IconName, Tone},
};
use domain::{
    changes::Topic,
    ids::AccountId,
    incidents::{IncidentCard, IncidentKind},
    residency::AccountCard,
};
use leptos::{prelude::*, task::spawn_local};
use server_fn::ServerFn;

/// What is the matter in the house of an account; nothing when nothing is.
pub(crate) fn incidents(incidents: &[IncidentCard], account: AccountId) -> Option<AnyView> {
    section(incidents, account, plain_form::<JoinIncident>())
}

/// The same for the open account, for as long as the page is there: it changes by itself.
pub(crate) fn live_incidents(known: &[IncidentCard], open: &AccountCard) -> AnyView {
    let (known, form) = (RwSignal::new(known.to_vec()), plain_form::<JoinIncident>());
    let (account, building) = (open.id, open.building);
    live::watch(
        move || vec![Topic::Account(account), Topic::Building(building)],
        move || {
            spawn_local(async move {
                match load_incidents().await {
                    Ok(now) => drop(known.try_set(now)),
                    Err(error) => live::missed(&error),
                }
            });
        },
    );
    (move || known.with(|known| section(known, account, form))).into_any()
}

fn section(incidents: &[IncidentCard], account: AccountId, form: FormState) -> Option<AnyView> {
    let banners: Vec<AnyView> = incidents.iter().map(|incident| banner(incident, account, true)).collect();
    (!banners.is_empty()).then(|| {
        view! {
            <section class="section" aria-label="Сейчас в доме">
                <FormFailure form />
                {banners}
            </section>
        }
        .into_any()
    })
}

/// One of them; `joinable` where one may say «И у меня».
pub(crate) fn banner(incident: &IncidentCard, account: AccountId, joinable: bool) -> AnyView {
    let service = category(incident.category).0.to_lowercase();
    let (tone, icon, title) = match (incident.ended_at, incident.kind) {
        (Some(ended), _) if ended < incident.from => {
            (Tone::Ok, IconName::Check, format!("Отменено: {service}"))
        }
        (Some(_), _) => (Tone::Ok, IconName::Check, format!("Закончилось: {service}")),
        (None, IncidentKind::Planned) => {
            (Tone::Info, IconName::Calendar, format!("Плановое отключение: {service}"))
        }
        (None, IncidentKind::Emergency) => (Tone::Ask, IconName::Alert, format!("Авария: {service}")),
    };
    let ended = incident.ended_at.filter(|ended| *ended >= incident.from);
    let when = span(incident.from, ended.or(incident.to));
    let allowed = incident.allowed.map(|(end, written)| {
        let words = format!("По закону перерыв {}. ", until(end, Some(incident.from.date())));
        let written = clause(written);
        view! {
            <p>
                {words} <span class="law">{written}</span>
            </p>
        }
    });
    let told = (incident.households > 0)
        .then(|| view! { <p class="muted">{format!("Отметились: {}", households(incident.households))}</p> });
    let join = if incident.joined {
        Some(joined())
    } else {
        joinable.then(|| {
            view! {
                <form class="actions" method="post" action=JoinIncident::url()>
                    <input type="hidden" name="account" value=account.to_string() />
                    <input type="hidden" name="incident" value=incident.id.to_string() />
                    <button class=format!("{} btn--sm", ButtonKind::Line.class()) type="submit">
                        "И у меня"
                    </button>
                </form>
            }
            .into_any()
        })
    };
    let text = incident.text.clone();
    view! {
        <Banner tone=tone icon=icon title=title>
            <div class="stack stack--tight">
                <p class="incident__text">{text}</p>
                <p>{when}</p>
                {allowed}
                {told}
                {join}
            </div>
        </Banner>
    }
    .into_any()
}

/// One's household has said so.
pub(super) fn joined() -> AnyView {
    view! {
        <span class="tone tone--ok">
            <Icon name=IconName::Check small=true />
            "Вы отметились"
        </span>
    }
    .into_any()
}
