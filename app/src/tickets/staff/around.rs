//! What is known already of where somebody calls from: perhaps nothing has to be written.
use super::{JoinCaller, JoinCallerToIncident, find::waits};
use crate::{
    form::{FormFailure, plain_form},
    tickets::words::{category, households, reported, until},
    ui::{Banner, ButtonKind, Card, Icon, IconName, Tone},
};
use domain::{
    addresses::short_unit,
    ids::AccountId,
    incidents::IncidentCard,
    tickets::{Around, CallDesk},
};
use leptos::prelude::*;
use server_fn::ServerFn;

/// The caller has said «И у меня»: to an incident, or to the ticket of this number.
pub(super) fn said(desk: &CallDesk, joined: &str) -> AnyView {
    let Some(caller) = &desk.caller else { return ().into_any() };
    let to = match joined.parse::<i64>() {
        Ok(number) if desk.around.iter().any(|around| around.number == number && around.joined) => {
            format!("к заявке № {number}")
        }
        Err(_) if joined == "incident" && desk.incidents.iter().any(|incident| incident.joined) => {
            "к отключению".to_owned()
        }
        _ => return ().into_any(),
    };
    let title = format!("Отметили: {}, ЛС {}, добавлена {to}", short_unit(&caller.address), caller.number);
    view! {
        <Banner tone=Tone::Ok title=title live=true>
            <p>"Вторая заявка не нужна. Жилец увидит это в своём кабинете и получит уведомления."</p>
        </Banner>
    }
    .into_any()
}

pub(super) fn known(desk: &CallDesk) -> AnyView {
    let caller = desk.caller.as_ref().map(|caller| caller.account);
    let (to_ticket, to_incident) = (plain_form::<JoinCaller>(), plain_form::<JoinCallerToIncident>());
    let incidents = desk.incidents.iter().map(|known| incident(known, caller)).collect_view();
    let own = desk.caller.as_ref().filter(|caller| !caller.tickets.is_empty()).map(|caller| {
        let rows =
            caller.tickets.iter().map(|(number, text)| waits(*number, text.clone(), "")).collect_view();
        view! {
            <Card title="Уже есть заявки" flush=true>
                <ul class="found">{rows}</ul>
            </Card>
        }
    });
    let around = (!desk.around.is_empty()).then(|| {
        let rows = desk.around.iter().map(|around| of_house(around, caller)).collect_view();
        view! {
            <Card title="По всему дому" flush=true>
                <ul class="found">{rows}</ul>
            </Card>
        }
    });
    let calm = (desk.incidents.is_empty() && own.is_none() && around.is_none())
        .then(|| view! { <p class="muted">"Других заявок и отключений здесь сейчас нет."</p> });
    view! {
        <FormFailure form=to_ticket />
        <FormFailure form=to_incident />
        {incidents}
        {own}
        {around}
        {calm}
    }
    .into_any()
}

fn incident(known: &IncidentCard, caller: Option<AccountId>) -> AnyView {
    let to = known.to.map(|to| format!(", {}", until(to, None))).unwrap_or_default();
    let others = match known.households {
        0 => String::new(),
        several => format!(", {}", reported(several)),
    };
    let words = format!("{}{to}{others}. ", category(known.category).0);
    let (href, id) = (format!("/staff/incidents/{}", known.id), known.id.to_string());
    let join = caller.map(|account| {
        if known.joined {
            return marked();
        }
        view! {
            <form class="actions" method="post" action=JoinCallerToIncident::url()>
                <input type="hidden" name="account" value=account.to_string() />
                <input type="hidden" name="incident" value=id />
                {button()}
            </form>
        }
        .into_any()
    });
    view! {
        <Banner tone=Tone::Ask icon=IconName::Alert title=known.text.clone()>
            <div class="stack stack--tight">
                <p>{words} <a href=href>"Открыть"</a></p>
                {join}
            </div>
        </Banner>
    }
    .into_any()
}

fn of_house(around: &Around, caller: Option<AccountId>) -> AnyView {
    let others = (around.households > 0).then(|| format!(", ещё {}", households(around.households)));
    let row = waits(around.number, format!("{}{}", around.text, others.unwrap_or_default()), "");
    let (id, number) = (around.id.to_string(), around.number.to_string());
    let join = caller.filter(|_| around.joinable).map(|account| {
        if around.joined {
            return view! { <li>{marked()}</li> }.into_any();
        }
        view! {
            <li>
                <form method="post" action=JoinCaller::url()>
                    <input type="hidden" name="number" value=number />
                    <input type="hidden" name="account" value=account.to_string() />
                    <input type="hidden" name="ticket" value=id />
                    {button()}
                </form>
            </li>
        }
        .into_any()
    });
    (row, join).into_any()
}

fn button() -> AnyView {
    view! {
        <button class=format!("{} btn--sm", ButtonKind::Line.class()) type="submit">
            "И у звонящего"
        </button>
    }
    .into_any()
}

/// The caller's household has said so already.
fn marked() -> AnyView {
    view! {
        <span class="tone tone--ok">
            <Icon name=IconName::Check small=true />
            "Уже отмечено"
        </span>
    }
    .into_any()
}
