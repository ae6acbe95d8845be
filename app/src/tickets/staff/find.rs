//! What staff find: by a number, a surname, a telephone, an address.
use super::{filter::BOARD, find_tickets};
use crate::{
    layout::{Page, PageShape, loaded, once_ready},
    registry::ACCOUNTS,
    ui::{ButtonKind, Card, Empty, Icon, IconName, Skeleton},
};
use domain::{
    addresses::{short_address, short_unit},
    tickets::{Caller, Finding},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// «Поиск» of the header.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_query_map();
    let text = Memo::new(move |_| query.with(|query| query.get("q")).unwrap_or_default());
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
                                let text = text.get_untracked();
                                view! {
                                    <Page title="Поиск" shape=PageShape::Single>
                                        {if found.is_empty() { nothing(&text) } else { results(&found) }}
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
pub(super) fn results(found: &Finding) -> AnyView {
    let ticket = found.ticket.clone().map(|(number, text)| {
        view! {
            <Card title="Заявка" flush=true>
                <ul class="found">{waits(number, text, "")}</ul>
            </Card>
        }
    });
    let callers = (!found.callers.is_empty()).then(|| {
        let rows = found.callers.iter().map(caller).collect_view();
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

fn caller(caller: &Caller) -> AnyView {
    let tickets = caller
        .tickets
        .iter()
        .map(|(number, text)| waits(*number, text.clone(), "found__row--below"))
        .collect_view();
    view! {
        <li>
            <a class="job found__row" href=format!("{BOARD}/new?account={}", caller.account)>
                <span>
                    <b>{caller.owner.clone().unwrap_or_else(|| "Владелец не указан".to_owned())}</b>
                    <small>{short_unit(&caller.address)} ", ЛС " {caller.number.clone()}</small>
                </span>
                <Icon name=IconName::Phone small=true />
            </a>
        </li>
        <li>
            <a class="job found__row found__row--below" href=format!("/staff/enter?account={}", caller.account)>
                <span>"Записать показания"</span>
                <Icon name=IconName::Gauge small=true />
            </a>
        </li>
        <li>
            <a class="job found__row found__row--below" href=format!("{ACCOUNTS}/{}", caller.account)>
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
