//! «Сейчас в доме»: outages and accidents, for those whom they touch.
use super::{
    JoinIncident,
    words::{category, clause, households, until},
};
use crate::{
    form::{FormFailure, plain_form},
    ui::{Banner, ButtonKind, Icon, IconName, Tone, date, date_time, time},
};
use chrono::NaiveDateTime;
use domain::{
    ids::AccountId,
    incidents::{IncidentCard, IncidentKind},
};
use leptos::prelude::*;
use server_fn::ServerFn;

/// What is the matter in the house of an account; nothing when nothing is.
pub(crate) fn incidents(incidents: &[IncidentCard], account: AccountId) -> Option<AnyView> {
    let banners: Vec<AnyView> = incidents.iter().map(|incident| banner(incident, account)).collect();
    let form = plain_form::<JoinIncident>();
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

fn banner(incident: &IncidentCard, account: AccountId) -> AnyView {
    let service = category(incident.category).0.to_lowercase();
    let (tone, icon, title) = match incident.kind {
        IncidentKind::Planned => (Tone::Info, IconName::Calendar, format!("Плановое отключение: {service}")),
        IncidentKind::Emergency => (Tone::Ask, IconName::Alert, format!("Авария: {service}")),
    };
    let when = span(incident.from, incident.to);
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
        joined()
    } else {
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

/// «25.01.2018 с 11:40 до 15:40»
fn span(from: NaiveDateTime, to: Option<NaiveDateTime>) -> String {
    match to {
        Some(to) if to.date() == from.date() => {
            format!("{} с {} до {}", date(from.date()), time(from), time(to))
        }
        Some(to) => format!("С {} до {}", date_time(from), date_time(to)),
        None => format!("С {}. Когда закончится, пока неизвестно", date_time(from)),
    }
}

#[cfg(test)]
mod tests {
    use super::span;
    use chrono::NaiveDate;

    #[test]
    fn a_day_is_named_once_and_an_unknown_end_is_said() {
        let day = NaiveDate::from_ymd_opt(2018, 1, 25).unwrap();
        let at = |day: NaiveDate, hour| day.and_hms_opt(hour, 40, 0).unwrap();
        let tomorrow = day.succ_opt().unwrap();
        assert_eq!(span(at(day, 11), Some(at(day, 15))), "25.01.2018 с 11:40 до 15:40");
        assert_eq!(span(at(day, 11), Some(at(tomorrow, 9))), "С 25.01.2018 11:40 до 26.01.2018 09:40");
        assert!(span(at(day, 11), None).ends_with("пока неизвестно"));
    }
}
