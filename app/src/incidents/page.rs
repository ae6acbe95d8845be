//! An incident for staff: its text with corrections, its end, and the draft of the recalculation.
use super::{
    EditIncident, EndIncident,
    announce::{choice, local, places as checkboxes},
    list::{INCIDENTS, badge, in_words, places, span},
    load_incident,
};
use crate::{
    form::{FormFailure, FormState, use_form},
    layout::{Page, PageShape, loaded, when_ready},
    live,
    text::role,
    tickets::words::{category, clause, duration, households},
    ui::{
        Badge, Banner, Button, ButtonKind, Card, Field, Fold, Icon, IconName, TextArea, Tone, date_time,
        fact, month_year, plural,
    },
};
use domain::{
    addresses::{short_address, unit_name},
    changes::{Desk, Topic},
    incidents::{IncidentPage as Data, Place, Recalculation},
};
use leptos::{form::ActionForm, prelude::*, task::spawn_local};
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn IncidentPage() -> impl IntoView {
    let id =
        use_params_map().with_untracked(|params| params.get_str("incident").and_then(|id| id.parse().ok()));
    let page = Resource::new_blocking(
        || (),
        move |()| async move {
            match id {
                Some(id) => load_incident(id).await,
                None => Err(crate::api::ApiError::NotFound),
            }
        },
    );
    let done = use_query_map().with_untracked(|query| query.get("done"));
    let edit = ServerAction::<EditIncident>::new();
    let end = ServerAction::<EndIncident>::new();
    let (edited, ended) = (use_form(edit), use_form(end));
    let done = StoredValue::new(done);
    view! {
        <Suspense>
            {when_ready(move || async move {
                loaded(
                    page.await,
                    |page| {
                        let body = alive(page, (end, ended), (edit, edited));
                        view! {
                            <Page
                                title="Отключение"
                                shape=PageShape::Single
                                back=(INCIDENTS, "Отключения")
                                head=said(done.get_value().as_deref())
                            >
                                {body}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

/// What is told follows what colleagues and residents do; a form keeps what is typed, and what was seen when it was.
fn alive(
    page: Data,
    (end, ended): (ServerAction<EndIncident>, FormState),
    (edit, edited): (ServerAction<EditIncident>, FormState),
) -> AnyView {
    let id = page.incident.card.id;
    let forms = StoredValue::new(page.clone());
    let page = RwSignal::new(page);
    live::watch(
        || vec![Topic::Desk(Desk::Incidents)],
        move || {
            spawn_local(async move {
                match load_incident(id).await {
                    Ok(now) => drop(page.try_set(now)),
                    Err(error) => live::missed(&error),
                }
            });
        },
    );
    let lasts = Memo::new(move |_| page.with(|page| page.mine && page.incident.card.ended_at.is_none()));
    let forms = move || {
        let forms = || forms.with_value(|page| (over(page, end, ended), correction(page, edit, edited)));
        lasts.get().then(|| untrack(forms))
    };
    (
        move || page.with(about),
        forms,
        move || page.with(|page| page.recalculation.as_ref().map(recalculation)),
        move || page.with(|page| (!page.edits.is_empty()).then(|| history(page))),
    )
        .into_any()
}

fn said(done: Option<&str>) -> AnyView {
    let words = match done {
        Some("announced") => "Объявлено: жители видят это в своих кабинетах и получат уведомления",
        Some("changed") => "Объявление исправлено",
        Some("ended") => "Отключение закончилось",
        _ => return ().into_any(),
    };
    view! { <Banner tone=Tone::Ok title=words slim=true live=true /> }.into_any()
}

fn about(page: &Data) -> AnyView {
    let card = &page.incident.card;
    let may = if card.ended_at.is_some() {
        "мог длиться до "
    } else {
        "может длиться до "
    };
    let allowed = card.allowed.map(|(until, at)| {
        view! { <p class="muted small">"По закону перерыв " {may} {date_time(until)} ". " {clause(at)}</p> }
    });
    let others = (card.households > 0).then(|| fact("Сообщили", households(card.households)));
    view! {
        <section class="card">
            <div class="card__head">
                <h2>{card.text.clone()}</h2>
                {badge(card, page.now)}
            </div>
            <dl class="facts facts--2">
                {fact("О чём", category(card.category).0.to_owned())}
                {fact("Где", places(&page.incident))}
                {fact("Когда", span(card))}
                {others}
            </dl>
            {allowed}
        </section>
    }
    .into_any()
}

/// «Закончилось», after a question.
fn over(page: &Data, action: ServerAction<EndIncident>, state: FormState) -> AnyView {
    let id = page.incident.card.id.to_string();
    view! {
        <section class="card">
            <Fold icon=IconName::Check label="Закончилось">
                <ActionForm action=action attr:class="form form--close">
                    <FormFailure form=state />
                    <p>"Объявление исчезнет у жителей, и вернуть его будет нельзя. Всё снова работает?"</p>
                    <input type="hidden" name="incident" value=id />
                    <div class="actions">
                        <Button label="Да, закончилось" kind=ButtonKind::Tonal busy=state.busy />
                    </div>
                </ActionForm>
            </Fold>
        </section>
    }
    .into_any()
}

const PLACES: &str = "change[places][]";

fn correction(page: &Data, action: ServerAction<EditIncident>, state: FormState) -> AnyView {
    let card = &page.incident.card;
    let (id, seen) = (card.id.to_string(), page.edits.len().to_string());
    let (text, from, to) = (card.text.clone(), local(card.from), card.to.map(local).unwrap_or_default());
    let came_back = state.came_back();
    let chosen: Vec<String> = page.places.iter().map(Place::to_string).collect();
    let is_chosen = |value: &str| {
        if came_back { state.has(PLACES, value) } else { chosen.iter().any(|of| of == value) }
    };
    let houses = checkboxes(&page.houses, PLACES, &is_chosen);
    view! {
        <Card title="Исправить объявление">
            <ActionForm action=action attr:class="form" attr:novalidate=true>
                <FormFailure form=state />
                <input type="hidden" name="change[id]" value=id />
                <input type="hidden" name="change[seen]" value=seen />
                <TextArea
                    name="change[text]"
                    label="Текст для жителей"
                    error=state.field("text")
                    value=state.or_kept("change[text]", &text)
                />
                <div class="fields-2">
                    <Field
                        name="change[from]"
                        label="С какого часа"
                        kind="datetime-local"
                        autocomplete="off"
                        error=state.field("from")
                        value=state.or_kept("change[from]", &from)
                    />
                    <Field
                        name="change[to]"
                        label="До какого часа"
                        kind="datetime-local"
                        autocomplete="off"
                        hint="Пусто, если неизвестно"
                        error=state.field("to")
                        value=state.or_kept("change[to]", &to)
                    />
                </div>
                {choice(houses, state.field("places"))}
                <p class="muted small">"Если изменятся сроки или места, жители получат уведомления и письма. Если один текст, увидят его в кабинете."</p>
                <div class="actions">
                    <Button label="Сохранить" kind=ButtonKind::Line busy=state.busy />
                </div>
            </ActionForm>
        </Card>
    }
    .into_any()
}

fn history(page: &Data) -> AnyView {
    let rows = page.edits.iter().rev().map(|edit| {
        let until = edit.to.map_or_else(|| "без срока".to_owned(), |to| format!("до {}", date_time(to)));
        let since = edit.from.map(|from| format!("с {} ", date_time(from)));
        let places = (!edit.places.is_empty()).then(|| format!(", {}", in_words(&edit.places)));
        view! {
            <li class="item">
                <span class="res res--home">
                    <Icon name=IconName::Edit />
                </span>
                <div>
                    <b>{date_time(edit.at)} {edit.role.map(|of| format!(", {}", role(of).to_lowercase()))}</b>
                    <span class="muted">"Было: «" {edit.text.clone()} "», " {since} {until} {places}</span>
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Card title="Что исправляли" flush=true>
            <ul class="rows">{rows}</ul>
        </Card>
    }
    .into_any()
}

/// The hours beyond by month, and the households whose charge they lower.
fn recalculation(draft: &Recalculation) -> AnyView {
    let months = draft.months.iter().map(|month| {
        let hours = format!("{} {}", month.hours, plural(month.hours.unsigned_abs(), "час", "часа", "часов"));
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    {month_year(month.period.first_day())}
                </th>
                <td role="cell" class="end num" data-label="Сверх допустимого">
                    {hours}
                </td>
                <td role="cell" class="end num" data-label="Снизить плату на">
                    {month.share.to_string()}
                </td>
            </tr>
        }
    });
    let accounts = draft.accounts.iter().map(|account| {
        view! {
            <tr role="row">
                <th scope="row" role="rowheader" class="num">
                    {account.number.clone()}
                </th>
                <td role="cell">{short_address(&account.address)} ", " {unit_name(&account.label)}</td>
            </tr>
        }
    });
    let (months, accounts, count) = (months.collect_view(), accounts.collect_view(), draft.accounts.len());
    let (allowed, written) = (duration(draft.allowed), clause(draft.clause));
    let badge = view! { <Badge tone=Tone::Ask label="черновик" /> };
    view! {
        <Card title="Перерасчёт" flush=true aside=badge.into_any()>
            <div class="card__part stack stack--tight">
                <p>
                    "Закон допускает перерыв на " {allowed}
                    ", этот был дольше. За каждый полный час сверх этого плата за услугу за месяц снижается на 0.15 %."
                </p>
                <p class="muted small">{written} ". Проверьте, не было ли других перерывов в этом месяце."</p>
            </div>
            <table class="table table--cards" role="table">
                <caption class="visually-hidden">"Часы сверх допустимого по месяцам"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">
                            "Месяц"
                        </th>
                        <th scope="col" role="columnheader" class="end">
                            "Сверх допустимого"
                        </th>
                        <th scope="col" role="columnheader" class="end">
                            "Снизить плату на"
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{months}</tbody>
            </table>
            <details class="card__part fold">
                <summary>{format!("Лицевые счета: {count}")} <Icon name=IconName::Down small=true /></summary>
                <table class="table table--cards" role="table">
                    <caption class="visually-hidden">"Лицевые счета, которых это коснулось"</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader">
                                "ЛС"
                            </th>
                            <th scope="col" role="columnheader">
                                "Адрес"
                            </th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{accounts}</tbody>
                </table>
            </details>
        </Card>
    }
    .into_any()
}
