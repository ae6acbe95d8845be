//! «Заявка по звонку»: who is it, what is the matter; the rest is there already.
use super::{
    RegisterTicket,
    around::{known, said},
    filter::BOARD,
    find::{Sought, results},
    find_tickets, load_call,
};
use crate::{
    form::{FormFailure, FormState, keep_draft, use_form_once},
    layout::{NotFound, Page, PageShape, anew, focus, loaded, may, once_ready},
    tickets::options::categories,
    ui::{Button, ButtonKind, Checkbox, Field, Icon, IconName, Skeleton, TextArea, use_live},
};
use domain::{
    access::Permission,
    addresses::{short_address, short_unit},
    ids::{AccountId, BuildingId},
    tickets::{CallDesk, Finding},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::{use_navigate, use_query_map};
use std::time::Duration;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(250);

type Asked = (Option<AccountId>, Option<BuildingId>);

#[component]
pub fn CallPage() -> impl IntoView {
    if !may(Permission::HandleTickets) {
        return view! { <NotFound /> }.into_any();
    }
    let query = use_query_map();
    let asked = Memo::new(move |_| -> Asked {
        query.with(|query| {
            (
                query.get_str("account").and_then(|id| id.parse().ok()),
                query.get_str("building").and_then(|id| id.parse().ok()),
            )
        })
    });
    let joined = Memo::new(move |_| query.with(|query| query.get("joined").unwrap_or_default()));
    let typed = RwSignal::new(query.with_untracked(|query| query.get("q")).unwrap_or_default());
    let call = Resource::new(move || asked.get(), |(account, building)| load_call(account, building));
    let found = Resource::new(
        move || typed.get(),
        |text| async move { if text.is_empty() { Ok(Finding::default()) } else { find_tickets(text).await } },
    );
    let action = ServerAction::<RegisterTicket>::new();
    let state = use_form_once(action);
    view! {
        <Page title="Заявка по звонку" shape=PageShape::Single back=(BOARD, "Все заявки")>
            {move || (asked.get() == (None, None)).then(|| search(typed, found))}
            <Transition fallback=Skeleton>
                {once_ready(
                    async move { call.ready().await },
                    move || {
                        let shown = |desk: CallDesk| {
                            anew(move || chosen(&desk, &joined.get_untracked(), action, state))
                        };
                        Some(loaded(call.get()?, shown))
                    },
                )}
            </Transition>
        </Page>
    }
    .into_any()
}

/// Finds as one types; without scripts by its button.
fn search(typed: RwSignal<String>, found: Resource<Result<Finding, crate::api::ApiError>>) -> AnyView {
    Effect::new(|_| request_animation_frame(|| focus("#caller")));
    let live = use_live();
    let navigate = use_navigate();
    let mut search = debounce(PAUSE, move |text: String| typed.set(text));
    let first = Memo::new(move |_| {
        found.with(|found| {
            let found = found.as_ref()?.as_ref().ok()?;
            let caller =
                found.callers.first().map(|caller| format!("{BOARD}/new?account={}", caller.account));
            let house = || found.houses.first().map(|house| format!("{BOARD}/new?building={}", house.id));
            let ticket = || found.ticket.as_ref().map(|(number, _)| format!("{BOARD}/{number}"));
            caller.or_else(ticket).or_else(house)
        })
    });
    view! {
        <form
            method="get"
            action=format!("{BOARD}/new")
            role="search"
            aria-label="Поиск звонящего"
            class="card form form--close"
            on:submit=move |event| {
                if let Some(first) = first.get_untracked() {
                    event.prevent_default();
                    navigate(&first, leptos_router::NavigateOptions::default());
                }
            }
        >
            <div class="field">
                <label class="field__label" for="caller">
                    "Кто звонит"
                </label>
                <div class="row nowrap">
                    <input
                        class="input"
                        id="caller"
                        name="q"
                        type="search"
                        autocomplete="off"
                        autofocus
                        value=typed.get_untracked()
                        aria-describedby="caller-hint"
                        on:input=move |event| search(event_target_value(&event))
                    />
                    <span hidden=move || live.get()>
                        <Button label="Найти" kind=ButtonKind::Line />
                    </span>
                </div>
                <p class="field__hint" id="caller-hint">
                    "Фамилия, № лицевого счета, телефон или адрес: «Авиаторов 6 кв 7». Enter выбирает первое, стрелка вниз ведёт по списку."
                </p>
            </div>
        </form>
        <div class="stack" aria-live="polite">
            <Transition>
                {once_ready(
                    async move { found.ready().await },
                    move || {
                        let found = found.get()?.unwrap_or_default();
                        let text = typed.get_untracked();
                        Some(
                            if found.is_empty() && text.trim().chars().count() > 2 {
                                view! {
                                    <p class="muted">
                                        "Никого не нашли. Если человек не живёт в доме, найдите дом по улице и номеру."
                                    </p>
                                }
                                    .into_any()
                            } else {
                                results(&found, Sought::Ticket)
                            },
                        )
                    },
                )}
            </Transition>
        </div>
    }
    .into_any()
}

fn chosen(desk: &CallDesk, joined: &str, action: ServerAction<RegisterTicket>, state: FormState) -> AnyView {
    if desk.house.is_none() {
        return ().into_any();
    }
    Effect::new(|_| request_animation_frame(|| focus("[id='ticket[text]']")));
    view! {
        {said(desk, joined)}
        <div class="split split--even">
            <div class="stack">{who(desk)} {form(desk, action, state)}</div>
            <div class="stack">{known(desk)}</div>
        </div>
    }
    .into_any()
}

fn who(desk: &CallDesk) -> AnyView {
    let house = desk.house.as_ref().map(|house| short_address(&house.address)).unwrap_or_default();
    let (name, place) = match &desk.caller {
        Some(caller) => (
            caller.owner.clone().unwrap_or_else(|| format!("ЛС {}", caller.number)),
            format!("{}, ЛС {}", short_unit(&caller.address), caller.number),
        ),
        None => (house, "весь дом, без лицевого счета".to_owned()),
    };
    view! {
        <section class="card">
            <div class="card__head">
                <div class="named">
                    <span class="res res--home">
                        <Icon name=IconName::Phone />
                    </span>
                    <span>
                        <b>{name}</b>
                        <span class="muted">{place}</span>
                    </span>
                </div>
                <a class=format!("{} btn--sm", ButtonKind::Plain.class()) href=format!("{BOARD}/new")>
                    "Другой"
                </a>
            </div>
        </section>
    }
    .into_any()
}

fn form(desk: &CallDesk, action: ServerAction<RegisterTicket>, state: FormState) -> AnyView {
    let of_unit = desk.caller.is_some();
    let typed = move |name: &str, known: &str| {
        let typed = state.value(name);
        if typed.is_empty() { known.to_owned() } else { typed }
    };
    let place = match (&desk.caller, &desk.house) {
        (Some(caller), _) => ("ticket[account]", caller.account.to_string()),
        (None, Some(house)) => ("ticket[building]", house.id.to_string()),
        (None, None) => return ().into_any(),
    };
    let (id, name, phone) = (
        desk.fresh.to_string(),
        typed("ticket[name]", &desk.contact.name),
        typed("ticket[phone]", &desk.contact.phone),
    );
    let categories = categories(&state.value("ticket[category]"));
    let written = NodeRef::new();
    keep_draft(written, format!("/staff/tickets/new {}", place.1), action, state);
    view! {
        <ActionForm action=action node_ref=written attr:class="card form" attr:novalidate=true attr:autocomplete="off">
            <FormFailure form=state />
            <input type="hidden" name="ticket[id]" value=id />
            <input type="hidden" name=place.0 value=place.1 />
            <TextArea
                name="ticket[text]"
                label="Что случилось"
                hint="Словами звонящего: где и с какого времени"
                error=state.field("text")
                value=state.value("ticket[text]")
            />
            <div class="field">
                <label class="field__label" for="call-category">
                    "О чём"
                </label>
                <select class="select" id="call-category" name="ticket[category]">
                    <option value="">"определить по словам"</option>
                    {categories}
                </select>
            </div>
            <div class="fields-2">
                <Field
                    name="ticket[name]"
                    label="Имя"
                    autocomplete="off"
                    error=state.field("name")
                    value=name
                />
                <Field
                    name="ticket[phone]"
                    label="Телефон"
                    kind="tel"
                    inputmode="tel"
                    autocomplete="off"
                    error=state.field("phone")
                    value=phone
                />
            </div>
            {of_unit
                .then(|| {
                    view! {
                        <Checkbox name="ticket[house]" checked=state.value("ticket[house]") == "true">
                            "Общедомовая: её увидит весь дом, без контактов"
                        </Checkbox>
                    }
                })}
            <div class="actions">
                <Button label="Зарегистрировать" busy_label="Записываем" busy=state.busy />
            </div>
        </ActionForm>
    }
    .into_any()
}
