//! Whose an account is, and from when to when.
use super::{
    DateOwner,
    forms::{Row, field},
};
use crate::{
    form::{FormFailure, FormState},
    ui::{Badge, Button, ButtonKind, Card, Fold, Icon, IconName, date, date_iso},
};
use domain::registry::{AccountPage as Data, OwnerCard};
use leptos::prelude::*;
use server_fn::ServerFn;

pub(super) fn owners(data: &Data, form: FormState) -> AnyView {
    let rows = data.owners.iter().map(|owner| row(owner, data, form)).collect_view();
    let body = if data.owners.is_empty() {
        view! { <p class="muted item">"Собственник не указан."</p> }.into_any()
    } else {
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! { <Card title="Собственники" flush=true>{body}</Card> }.into_any()
}

fn row(owner: &OwnerCard, data: &Data, form: FormState) -> AnyView {
    let share = owner.share.as_ref().map(|share| format!("доля {share}"));
    let from = owner.from.map(|from| format!("с {}", date(from)));
    let to = owner.to.map(|to| format!("по {}", date(to)));
    let about: Vec<String> = [share, from, to].into_iter().flatten().collect();
    let state = match (owner.from, owner.to) {
        (_, Some(to)) if to < data.today => Some("прежний собственник"),
        (Some(from), _) if from > data.today => Some("будущий собственник"),
        _ => None,
    };
    let state = state.map(|label| view! { <Badge label=label /> });
    let form = data.may_change.then(|| dates(owner, form));
    view! {
        <li class="resident-row">
            <div class="named">
                <span class="res res--home">
                    <Icon name=IconName::User />
                </span>
                <span>
                    <b>{owner.name.clone()}</b>
                    <span class="muted">{about.join(", ")}</span>
                </span>
            </div>
            <span class="row">{state}</span>
            {form}
        </li>
    }
    .into_any()
}

fn dates(owner: &OwnerCard, form: FormState) -> AnyView {
    let id = owner.id.to_string();
    let state = form.among("dates[owner]", &id);
    let day =
        |name: &'static str, of: &'static str, label: &'static str, known: Option<chrono::NaiveDate>| {
            field(Row {
                id: format!("owner-{of}-{id}"),
                name,
                label,
                kind: "date",
                value: state.or_kept(name, &known.map(date_iso).unwrap_or_default()),
                error: state.field(of),
            })
        };
    let from = day("dates[from]", "from", "С какого дня (пусто, если неизвестно)", owner.from);
    let to = day("dates[to]", "to", "По какой день (пусто, пока владеет)", owner.to);
    let form = view! {
        <form method="post" action=DateOwner::url() class="form form--close" novalidate>
            <p class="small">"В квитанции стоят собственники того дня, когда она выставлена. По фамилии прежнего собственника счёт больше не добавить."</p>
            <FormFailure form=state />
            <input type="hidden" name="dates[owner]" value=id.clone() />
            <div class="fields-2">{from} {to}</div>
            <div class="actions">
                <Button label="Записать" kind=ButtonKind::Line class="btn--sm" />
            </div>
        </form>
    };
    let open = state.failed();
    view! { <Fold icon=IconName::Calendar label="Изменить, с какого дня владеет" open=open>{form}</Fold> }
        .into_any()
}
