//! News for those who write them: drafts, what waits, what is out and what is over.
use super::{card::kind_icon, load_news_board};
use crate::{
    layout::{Page, PageShape, loaded, once_ready},
    text::news as words,
    ui::{Badge, ButtonKind, Empty, Icon, IconName, Skeleton, Tone, date, date_time},
};
use domain::news::{NewsRow, NewsStaffList, NewsState};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn StaffNewsPage() -> impl IntoView {
    let query = use_query_map();
    let state = Memo::new(move |_| query.with(|query| NewsState::from_code(query.get_str("state")?)));
    let after = Memo::new(move |_| query.with(|query| query.get("after")));
    let reloading = RwSignal::new(false);
    let data = Resource::new(
        move || (state.get(), after.get()),
        move |(state, after)| async move {
            reloading.try_set(true);
            let loaded = load_news_board(state, after).await;
            reloading.try_set(false);
            loaded
        },
    );
    let reload = Callback::new(move |()| data.refetch());
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    data.ready().await;
                },
                move || {
                    Some(
                        loaded(
                            data.get()?,
                            |list| {
                                view! {
                                    <Page
                                        title="Новости"
                                        shape=PageShape::Single
                                        reload=reload
                                        reloading=reloading
                                        head=head(list.state)
                                    >
                                        {body(&list)}
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

fn head(current: Option<NewsState>) -> AnyView {
    const STATES: [(Option<NewsState>, &str); 6] = [
        (None, "все"),
        (Some(NewsState::Draft), "черновики"),
        (Some(NewsState::Scheduled), "ждут срока"),
        (Some(NewsState::Published), "опубликованы"),
        (Some(NewsState::Expired), "срок вышел"),
        (Some(NewsState::Withdrawn), "сняты"),
    ];
    let chips = STATES.map(|(state, label)| {
        let href = state
            .map_or_else(|| "/staff/news".to_owned(), |state| format!("/staff/news?state={}", state.code()));
        view! {
            <a class="chip" href=href aria-current=(state == current).then_some("true")>
                {label}
            </a>
        }
    });
    view! {
        <div class="actions">
            <a class=format!("{} btn--phone-wide", ButtonKind::Primary.class()) href="/staff/news/new">
                <Icon name=IconName::Plus small=true />
                "Написать новость"
            </a>
        </div>
        <div class="chips" role="group" aria-label="Состояние">
            {chips.collect_view()}
        </div>
    }
    .into_any()
}

fn body(list: &NewsStaffList) -> AnyView {
    if list.rows.is_empty() {
        let text = if list.state.is_some() {
            "Выберите другое состояние."
        } else {
            "Напишите первую новость."
        };
        return view! { <Empty title="Здесь пусто" text=text /> }.into_any();
    }
    let rows = list.rows.iter().map(row).collect_view();
    let of_state = list.state.map(|state| format!("&state={}", state.code())).unwrap_or_default();
    let older = list.older.map(|older| {
        view! {
            <a class=ButtonKind::Line.class() href=format!("/staff/news?after={older}{of_state}")>
                "Дальше"
            </a>
        }
    });
    view! {
        <section class="card card--flush">
            <ul class="rows">{rows}</ul>
        </section>
        {older.map(|older| view! { <div class="actions">{older}</div> })}
    }
    .into_any()
}

fn row(row: &NewsRow) -> AnyView {
    let title = if row.title.is_empty() { "Без заголовка".to_owned() } else { row.title.clone() };
    let mut facts = vec![words::kind(row.kind).to_owned()];
    if let Some(at) = row.at {
        facts.push(format!("с {}", date_time(at)));
    }
    if let Some(to) = row.to {
        facts.push(format!("по {}", date(to)));
    }
    if row.state.is_out() {
        facts.push(format!("прочли: {}", row.readers));
    }
    if row.at.is_none() {
        facts.push(format!("сохранена {}", date_time(row.saved_at)));
    }
    view! {
        <li>
            <a class="newsrow" href=format!("/staff/news/{}", row.id)>
                <span class="muted">
                    <Icon name=kind_icon(row.kind) />
                </span>
                <span>
                    <b>{title}</b>
                    <small>{facts.join(" · ")}</small>
                </span>
                {state_badge(row.state)}
            </a>
        </li>
    }
    .into_any()
}

pub(super) fn state_badge(state: NewsState) -> AnyView {
    let label = words::state(state);
    let (tone, icon) = match state {
        NewsState::Draft => (None, IconName::Edit),
        NewsState::Scheduled => (Some(Tone::Info), IconName::Clock),
        NewsState::Published => (Some(Tone::Ok), IconName::Ok),
        NewsState::Expired => (None, IconName::Clock),
        NewsState::Withdrawn => (Some(Tone::Ask), IconName::Close),
    };
    match tone {
        Some(tone) => view! { <Badge tone=tone icon=icon label=label /> }.into_any(),
        None => view! { <Badge icon=icon label=label /> }.into_any(),
    }
}
