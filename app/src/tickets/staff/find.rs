//! What staff find: by a number, a surname, a telephone, an address.
use super::{filter::BOARD, find_tickets};
use crate::{
    layout::{Page, PageShape, focus, loaded, once_ready},
    registry::ACCOUNTS,
    ui::{ButtonKind, Card, Empty, Icon, IconName, Skeleton},
};
use domain::{
    addresses::{short_address, short_unit},
    tickets::{Caller, Finding},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What a caller is looked for: it comes first on a row that is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    Ticket,
    Readings,
}

/// «Поиск» of the header, and of whoever writes readings down.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_query_map();
    let text = Memo::new(move |_| query.with(|query| query.get("q")).unwrap_or_default());
    let sought = Memo::new(move |_| match query.with(|query| query.get("for")).as_deref() {
        Some("readings") => Sought::Readings,
        _ => Sought::Ticket,
    });
    let found = Resource::new(move || text.get(), find_tickets);
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { found.ready().await },
                move || {
                    Some(
                        loaded(
                            found.get()?,
                            |found| {
                                let (text, sought) = (text.get_untracked(), sought.get_untracked());
                                if sought == Sought::Readings {
                                    Effect::new(|_| request_animation_frame(|| focus(".found a")));
                                }
                                view! {
                                    <Page title="Поиск" shape=PageShape::Single>
                                        {if found.is_empty() { nothing(&text) } else { results(&found, sought) }}
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

fn nothing(text: &str) -> AnyView {
    let title = if text.trim().is_empty() {
        "Что ищем?".to_owned()
    } else {
        format!("По словам «{}» ничего нет", text.trim())
    };
    view! {
        <Empty title=title text="Подойдут номер заявки, № лицевого счета, фамилия собственника, телефон, адрес или № счётчика. Пример: Авиаторов 6 кв 7.">
            <a class=ButtonKind::Tonal.class() href=BOARD>
                "К заявкам"
            </a>
        </Empty>
    }
    .into_any()
}

/// A list of links: arrows go through it.
pub(super) fn results(found: &Finding, sought: Sought) -> AnyView {
    let ticket = found.ticket.clone().map(|(number, text)| {
        view! {
            <Card title="Заявка" flush=true>
                <ul class="found">{waits(number, text, "")}</ul>
            </Card>
        }
    });
    let callers = (!found.callers.is_empty()).then(|| {
        let rows = found.callers.iter().map(|of| caller(of, sought)).collect_view();
        view! {
            <Card title="Лицевые счета" flush=true>
                <ul class="found">{rows}</ul>
            </Card>
        }
    });
    let houses = (!found.houses.is_empty()).then(|| {
        let rows = found.houses.iter().map(|house| {
            view! {
                <li>
                    <a class="job found__row" href=format!("{BOARD}/new?building={}", house.id)>
                        <span>
                            <b>{short_address(&house.address)}</b>
                            <small>"весь дом, без лицевого счета"</small>
                        </span>
                        <Icon name=IconName::Right small=true />
                    </a>
                </li>
            }
        });
        let rows = rows.collect_view();
        view! {
            <Card title="Дома" flush=true>
                <ul class="found">{rows}</ul>
            </Card>
        }
    });
    (ticket, callers, houses).into_any()
}

fn caller(caller: &Caller, sought: Sought) -> AnyView {
    let tickets = caller
        .tickets
        .iter()
        .map(|(number, text)| waits(*number, text.clone(), "found__row--below"))
        .collect_view();
    let id = caller.account;
    let ticket = (format!("{BOARD}/new?account={id}"), IconName::Phone, "Новая заявка");
    let readings = (format!("/staff/enter?account={id}"), IconName::Gauge, "Записать показания");
    let ((href, icon, _), (beside, its, other)) = match sought {
        Sought::Ticket => (ticket, readings),
        Sought::Readings => (readings, ticket),
    };
    view! {
        <li>
            <a class="job found__row" href=href>
                <span>
                    <b>{caller.owner.clone().unwrap_or_else(|| "Владелец не указан".to_owned())}</b>
                    <small>{short_unit(&caller.address)} ", ЛС " {caller.number.clone()}</small>
                </span>
                <Icon name=icon small=true />
            </a>
        </li>
        <li>
            <a class="job found__row found__row--below" href=beside>
                <span>{other}</span>
                <Icon name=its small=true />
            </a>
        </li>
        <li>
            <a class="job found__row found__row--below" href=format!("{ACCOUNTS}/{id}")>
                <span>"Карточка лицевого счёта"</span>
                <Icon name=IconName::List small=true />
            </a>
        </li>
        {tickets}
    }
    .into_any()
}

/// A ticket that waits already.
pub(super) fn waits(number: i64, text: String, class: &'static str) -> AnyView {
    view! {
        <li>
            <a class=format!("job found__row {class}") href=format!("{BOARD}/{number}")>
                <span>
                    "№ " <b class="num">{number}</b>
                    <small>{text}</small>
                </span>
                <Icon name=IconName::Right small=true />
            </a>
        </li>
    }
    .into_any()
}
