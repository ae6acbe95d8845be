//! Who uses an account on the portal, and from when to when.
use super::{
    CLAIMS, DateResidency,
    account::Forms,
    forms::{Row, field, kinds, or},
};
use crate::{
    form::FormFailure,
    text::registry::kind as word,
    ui::{Badge, Button, ButtonKind, Card, Fold, Icon, IconName, Tone, date, date_iso},
};
use domain::registry::{AccountPage as Data, Resident};
use leptos::prelude::*;
use server_fn::ServerFn;

pub(super) fn residents(data: &Data, forms: Forms) -> AnyView {
    if data.residents.is_empty() {
        return view! {
            <Card title="Кто живёт и пользуется кабинетом">
                <p class="muted">"Никто ещё не зарегистрировался с этим лицевым счётом."</p>
            </Card>
        }
        .into_any();
    }
    let rows = data.residents.iter().map(|resident| row(resident, data, forms)).collect_view();
    view! {
        <Card title="Кто живёт и пользуется кабинетом" flush=true>
            <ul class="rows">{rows}</ul>
        </Card>
    }
    .into_any()
}

fn row(resident: &Resident, data: &Data, forms: Forms) -> AnyView {
    let to = resident.to.map(|to| format!(" по {}", date(to))).unwrap_or_default();
    let about = format!("{}, с {}{to}", word(resident.kind), date(resident.from));
    let suspended = resident.suspended.then(|| {
        view! {
            <Badge tone=Tone::Ask label="доступ приостановлен: «Это не мы»" />
            <a href=CLAIMS class="small">"Решить"</a>
        }
    });
    let form = data.may_change.then(|| dates(resident, forms));
    view! {
        <li class="resident-row">
            <div class="named">
                <span class="res res--home">
                    <Icon name=IconName::User />
                </span>
                <span>
                    <b>{resident.email.clone()}</b>
                    <span class="muted">{about}</span>
                </span>
            </div>
            <span class="row">{suspended}</span>
            {form}
        </li>
    }
    .into_any()
}

fn dates(resident: &Resident, forms: Forms) -> AnyView {
    let id = resident.id.to_string();
    let state = forms.dates.among("dates[residency]", &id);
    let kind = or(state.value("dates[kind]"), || resident.kind.code().to_owned());
    let from = or(state.value("dates[from]"), || date_iso(resident.from));
    let to = state.or_kept("dates[to]", &resident.to.map(date_iso).unwrap_or_default());
    let kinds = kinds(format!("kind-{id}"), "dates[kind]", &kind, state.field("kind"));
    let from = field(Row {
        id: format!("from-{id}"),
        name: "dates[from]",
        label: "С какого дня",
        kind: "date",
        value: from,
        error: state.field("from"),
    });
    let to = field(Row {
        id: format!("to-{id}"),
        name: "dates[to]",
        label: "По какой день (пусто, пока живёт)",
        kind: "date",
        value: to,
        error: state.field("to"),
    });
    let form = view! {
        <form method="post" action=DateResidency::url() class="form form--close" novalidate>
            <p class="small">"После последнего дня лицевого счёта в кабинете человека не будет. Он получит письмо."</p>
            <FormFailure form=state />
            <input type="hidden" name="dates[residency]" value=id />
            {kinds}
            <div class="fields-2">{from} {to}</div>
            <div class="actions">
                <Button label="Записать" kind=ButtonKind::Line class="btn--sm" />
            </div>
        </form>
    };
    let open = state.failed();
    view! { <Fold icon=IconName::Calendar label="Изменить, кто это и с какого дня" open=open>{form}</Fold> }
        .into_any()
}
