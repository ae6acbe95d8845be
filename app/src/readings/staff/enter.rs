//! «Показания по звонку»: the same table as residents have, for the account of whoever is on the telephone.
use crate::{
    api::ApiError,
    layout::{NotFound, Page, PageShape, focus, loaded, may, once_ready},
    readings::{
        desk::Desk,
        page::{form, no_meters, notice},
        table::table,
        text,
    },
    text as errors,
    ui::{Banner, Button, ButtonKind, Card, Skeleton, Tone},
};
use domain::{
    access::Permission,
    addresses::{short_address, unit_name},
    ids::AccountId,
    readings::CallerReadings,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Показания по звонку";
const BACK: (&str, &str) = ("/staff/readings", "Разбор показаний");

#[component]
pub fn EnterPage() -> impl IntoView {
    if !may(Permission::EnterReadings) {
        return view! { <NotFound /> }.into_any();
    }
    let desk = Desk::of_caller();
    let query = use_query_map();
    let account = Memo::new(move |_| query.with(|query| query.get_str("account")?.parse::<AccountId>().ok()));
    let source = move || (account.get(), desk.period.get(), desk.answer.get());
    let data = Resource::new(source, move |(account, period, answer)| async move {
        match account {
            Some(account) => desk.load_caller(account, period, answer).await.map(Some),
            None => Ok(None),
        }
    });
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || {
                    let data = data.get()?;
                    Some(match data {
                        Ok(None) => nobody(),
                        Ok(Some(data)) => untrack(|| shown(data, desk)),
                        Err(error) => loaded(Err::<(), ApiError>(error), |()| ()),
                    })
                },
            )}
        </Transition>
    }
    .into_any()
}

/// Whose readings are they?
fn nobody() -> AnyView {
    Effect::new(|_| request_animation_frame(|| focus("#q")));
    view! {
        <Page title=TITLE shape=PageShape::Single back=BACK>
            <form method="get" action="/staff/search" role="search" aria-label="Поиск звонящего" class="card form form--close">
                <input type="hidden" name="for" value="readings" />
                <div class="field">
                    <label class="field__label" for="q">
                        "Кто звонит"
                    </label>
                    <input class="input" id="q" name="q" type="search" autocomplete="off" placeholder="Адрес, ЛС, телефон" />
                    <p class="field__hint">"Пример: авиаторов 6 7, или 7000418"</p>
                </div>
                <div class="actions">
                    <Button label="Найти" kind=ButtonKind::Line />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

fn shown(data: CallerReadings, desk: Desk) -> AnyView {
    let CallerReadings { page, window, account_number, address, label } = data;
    desk.keep(&page, window);
    // The first empty field: one only types from here on.
    if page.answer.is_none() {
        Effect::new(|_| request_animation_frame(|| focus("#r0-z0")));
    }
    let who = format!("{}, {}, ЛС {account_number}", short_address(&address), unit_name(&label));
    let answer = page.answer.as_ref().map(|answer| notice(answer, ""));
    let came_back =
        desk.posted.with_value(|posted| posted.as_ref().map(|posted| errors::error(&posted.error)));
    let came_back = came_back.map(|title| view! { <Banner tone=Tone::No title=title live=true /> });
    let lead = text::lead(page.period, page.accepted, window, page.today);
    let head = view! {
        <p>
            <b>{who}</b>
        </p>
        <p class="page__lead">{lead}</p>
        {came_back}
        {answer}
    };
    let history = (!page.history.months.is_empty()).then(|| {
        let table = table(&page.history, false);
        view! { <Card title="История показаний последние полгода">{table}</Card> }
    });
    let other = view! {
        <a class=format!("{} btn--sm", ButtonKind::Line.class()) href="/staff/enter">
            "Другой лицевой счёт"
        </a>
    };
    let body = if page.rows.is_empty() { no_meters() } else { form(page, window, desk) };
    view! {
        <Page title=TITLE shape=PageShape::Single back=BACK head=head.into_any() action=other.into_any()>
            {body}
            {history}
        </Page>
    }
    .into_any()
}
